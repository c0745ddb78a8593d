package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.driver.KeyControlMXBean;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.keystore.FileMasterKey;
import java.lang.management.ManagementFactory;
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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The master key file is taken away, exchanged or damaged under a running application. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class MasterKeyFileTest {
    /** What happens to the file, what a start then fails with, and what ends the use of keys that are there. */
    private enum Harm {
        REMOVED("TDE-KEY-001", "TDE-KEY-017") {
            @Override
            void doTo(Path key) throws Exception {
                Files.delete(key);
            }
        },
        EXCHANGED("TDE-KEY-009", "TDE-KEY-009") {
            @Override
            void doTo(Path key) throws Exception {
                Files.delete(key);
                FileMasterKey.generate(key);
            }
        },
        DAMAGED("TDE-KEY-003", "TDE-KEY-003") {
            @Override
            void doTo(Path key) throws Exception {
                Files.writeString(key, "{\"format\":1,\"versions\":[{\"version\":1,\"created\":\"20");
            }
        },
        OPEN_TO_OTHERS("TDE-KEY-002", "TDE-KEY-002") {
            @Override
            void doTo(Path key) throws Exception {
                // Another time of change as well, or the file is the one that was read before.
                Files.write(key, Files.readAllBytes(key));
                Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            }
        };

        private final String code;
        private final String end;

        Harm(String code, String end) {
            this.code = code;
            this.end = end;
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
            // A key that has to be asked for once more is not to be had; those in use stay in use.
            KeyControlMXBean control = control(guarded);
            String ledger = control.getProtectedTables().stream()
                    .filter(table -> table.toLowerCase(Locale.ROOT).endsWith(".ledger"))
                    .findFirst()
                    .orElseThrow();
            control.evict(ledger);
            SQLException cold = catchThrowableOfType(SQLException.class, () -> insertLedger(connection, 3));
            assertThat((Throwable) cold).hasMessageStartingWith(harm.code + " ");
            Accounts.insert(connection, 10);
            assertThat(Accounts.find(connection, 10)).isEqualTo(1);
            SQLException starting =
                    catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(guarded.url(other)));
            assertThat((Throwable) starting).hasMessageContaining(harm.code);

            Files.deleteIfExists(key);
            Files.copy(copy, key, StandardCopyOption.COPY_ATTRIBUTES);
            // The failure answers for two seconds; an eviction lets the key be asked for at once.
            control.evict(ledger);
            insertLedger(connection, 3);
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(1, 11));
        }
        try (Connection fresh = DriverManager.getConnection(guarded.url(other))) {
            assertThat(Accounts.read(fresh)).isEqualTo(Accounts.expected(1, 11));
        }
    }

    private static KeyControlMXBean control(Guarded guarded) throws Exception {
        String deployment = Files.readAllLines(guarded.properties()).get(0).substring("tde.deployment = ".length());
        return JMX.newMXBeanProxy(
                ManagementFactory.getPlatformMBeanServer(),
                new ObjectName("io.tdejdbc:type=KeyControl,deployment=" + deployment),
                KeyControlMXBean.class);
    }

    /** A file that is there and wrong is an answer; one that is gone is an outage, which keys survive up to the stale limit. */
    @ParameterizedTest
    @EnumSource(Harm.class)
    void keysInUseEndWithTheirNextConfirmationOrAtTheStaleLimit(Harm harm, Servers servers) throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.poll = 100ms");
        lines.add("tde.keys.cache.ttl = 1s");
        lines.add("tde.keys.cache.max-stale = 2s");
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("keyfile")),
                servers.newFolder("keyfile"),
                lines);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
            Accounts.insert(connection, 1);
            harm.doTo(guarded.properties().resolveSibling("master.key"));
            Optional<SQLException> ended = Optional.empty();
            while (ended.isEmpty()) {
                try {
                    Accounts.find(connection, 1);
                } catch (SQLException e) {
                    ended = Optional.of(e);
                }
            }
            assertThat((Throwable) ended.get()).hasMessageStartingWith(harm.end + " ");
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}
