package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The master key file is taken away, exchanged or damaged under a running application. */
@ExtendWith(Servers.Provider.class)
final class MasterKeyFileTest {
    /** What happens to the file, and what a start then fails with. */
    private enum Harm {
        REMOVED("TDE-KEY-001") {
            @Override
            void doTo(Path key) throws Exception {
                Files.delete(key);
            }
        },
        EXCHANGED("TDE-KEY-009") {
            @Override
            void doTo(Path key) throws Exception {
                Files.delete(key);
                FileMasterKey.generate(key);
            }
        },
        DAMAGED("TDE-KEY-003") {
            @Override
            void doTo(Path key) throws Exception {
                Files.writeString(key, "{\"format\":1,\"versions\":[{\"version\":1,\"created\":\"20");
            }
        },
        OPEN_TO_OTHERS("TDE-KEY-002") {
            @Override
            void doTo(Path key) throws Exception {
                // Another time of change as well, or the file is the one that was read before.
                Files.write(key, Files.readAllBytes(key));
                Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            }
        };

        private final String code;

        Harm(String code) {
            this.code = code;
        }

        abstract void doTo(Path key) throws Exception;
    }

    static Stream<Arguments> harms() {
        return Stream.of(Backend.Kind.values())
                .flatMap(kind -> Stream.of(Harm.values()).map(harm -> Arguments.of(kind, harm)));
    }

    private static void insertLedger(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ledger VALUES (?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, "ledger entry " + id);
            insert.executeUpdate();
        }
    }

    @ParameterizedTest
    @MethodSource("harms")
    void keysStayWhileTheFileIsAwayAndNobodyStartsWithoutIt(Backend.Kind kind, Harm harm, Servers servers)
            throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("protect.ledger.entry = random");
        lines.add("tde.metadata.linger = 0s");
        lines.add("tde.metadata.poll = 100ms");
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("keyfile")), servers.newFolder("keyfile"), lines);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            Accounts.create(connection);
            statement.execute("CREATE TABLE ledger (id INTEGER PRIMARY KEY, entry VARCHAR(40))");
            insertLedger(connection, 1);
        }
        Path key = guarded.properties().resolveSibling("master.key");
        Path copy = Files.copy(key, key.resolveSibling("copy.key"), StandardCopyOption.COPY_ATTRIBUTES);
        Path other = guarded.propertiesWith("other.properties", text -> text + "\n# of another instance\n");
        try (Connection connection = guarded.open()) {
            Accounts.insert(connection, 1);
            harm.doTo(key);
            for (int id = 2; id < 10; id++) {
                Accounts.insert(connection, id);
                assertThat(Accounts.find(connection, id)).isEqualTo(1);
            }
            // The keys of all tables were asked for when the keystore opened, those of a table not used yet too.
            insertLedger(connection, 2);
            SQLException starting =
                    catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(guarded.url(other)));
            assertThat((Throwable) starting).hasMessageContaining(harm.code);

            Files.deleteIfExists(key);
            Files.copy(copy, key, StandardCopyOption.COPY_ATTRIBUTES);
            insertLedger(connection, 3);
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(1, 10));
        }
        try (Connection fresh = DriverManager.getConnection(guarded.url(other))) {
            assertThat(Accounts.read(fresh)).isEqualTo(Accounts.expected(1, 10));
        }
    }
}
