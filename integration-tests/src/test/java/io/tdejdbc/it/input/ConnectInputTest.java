package io.tdejdbc.it.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong files, keys, rules and URLs, as they show at the first connection. */
@ExtendWith(Servers.Provider.class)
final class ConnectInputTest {
    private static final List<String> RULES = List.of("protect.person.ssn = equality", "protect.person.name = random");
    private static final String DDL =
            "CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(20), name VARCHAR(60), vip BOOLEAN)";

    private Guarded guarded;

    @BeforeEach
    void aWorkingDatabase(Servers servers) throws Exception {
        guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("input")), servers.newFolder("input"), RULES);
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute(DDL);
            statement.executeUpdate("INSERT INTO person VALUES (1, '519-12-4407', 'Annabelle', TRUE)");
        }
    }

    private SQLException connectFails(
            Class<? extends SQLException> type, String sqlState, String code, UnaryOperator<String> change)
            throws Exception {
        Path changed = guarded.propertiesWith("changed.properties", change);
        return Failure.of(type, sqlState, code, () -> DriverManager.getConnection(guarded.url(changed)));
    }

    @Test
    void noPropertiesFileNamed() {
        String url = "jdbc:tde:" + guarded.database().url().substring("jdbc:".length());
        Failure.of(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-001",
                () -> DriverManager.getConnection(url));
    }

    @Test
    void missingPropertiesFile() {
        Path missing = guarded.properties().resolveSibling("missing.properties");
        SQLException failure = Failure.of(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-002",
                () -> DriverManager.getConnection(guarded.url(missing)));
        assertThat(failure.getMessage()).contains(missing.toString()).contains("no such file");
    }

    @Test
    void unreadablePropertiesFile() throws Exception {
        // A folder cannot be read as a file by anybody, not even by root.
        Path folder = Files.createDirectory(guarded.properties().resolveSibling("folder.properties"));
        Failure.of(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-002",
                () -> DriverManager.getConnection(guarded.url(folder)));
    }

    @Test
    void misspeltProperty() throws Exception {
        SQLException failure = connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-004",
                text -> text + "\ntde.stricd = true\n");
        assertThat(failure.getMessage()).contains("tde.strict").contains("line");
    }

    @Test
    void badValueOfAProperty() throws Exception {
        connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-006",
                text -> text + "\ntde.metadata.poll = soon\n");
    }

    @Test
    void unknownKeyManager() throws Exception {
        connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-015",
                text -> text.replace("provider = file", "provider = filing-cabinet"));
    }

    @Test
    void innerDriverMissing() {
        SQLException failure = Failure.of(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-010",
                () -> DriverManager.getConnection(
                        "jdbc:tde:nosuchdatabase://host/db?tde.config=" + guarded.properties()));
        assertThat(failure.getMessage()).contains("nosuchdatabase");
    }

    @Test
    void innerDriverClassMissing() {
        Failure.of(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-CFG-010",
                () -> DriverManager.getConnection(guarded.url() + ";tde.driver=com.example.NoSuchDriver"));
    }

    @Test
    void keyFileMissing() throws Exception {
        connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-KEY-001",
                text -> text.replace("master.key", "missing.key"));
    }

    @Test
    void keyFileThatOthersCanRead() throws Exception {
        Path key = guarded.properties().resolveSibling("master.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        SQLException failure = connectFails(
                SQLNonTransientConnectionException.class, "08001", "TDE-KEY-002", UnaryOperator.identity());
        assertThat(failure.getMessage())
                .contains(key.getFileName().toString())
                .contains("0644")
                .contains("chmod");
    }

    @Test
    void keyFileThatIsNone() throws Exception {
        Path other = guarded.properties().resolveSibling("other.key");
        Files.writeString(other, "not a key");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        SQLException failure = connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-KEY-003",
                text -> text.replace("master.key", "other.key"));
        assertThat(failure.getMessage()).doesNotContain("not a key");
    }

    @Test
    void wrongMasterKey() throws Exception {
        FileMasterKey.generate(guarded.properties().resolveSibling("other.key"));
        connectFails(
                SQLInvalidAuthorizationSpecException.class,
                "28000",
                "TDE-KEY-009",
                text -> text.replace("master.key", "other.key"));
    }

    @Test
    void wrongDeployment() throws Exception {
        connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-MET-002",
                text -> text.replaceAll("tde.deployment = .*", "tde.deployment = " + UUID.randomUUID()));
    }

    @Test
    void databaseThatWasNeverInitialised(Servers servers) throws Exception {
        Guarded fresh = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("input")), servers.newFolder("input"), RULES);
        Path properties = fresh.propertiesWith(
                "changed.properties", text -> text.replace("tde.init = create", "tde.init = error"));
        SQLException failure = Failure.of(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-MET-001",
                () -> DriverManager.getConnection(fresh.url(properties)));
        assertThat(failure.getMessage()).contains("tde init");
    }

    @ParameterizedTest
    @CsvSource({
        "protect.nobody.ssn = equality,                TDE-POL-001, nobody",
        "protect.person.shoe_size = random,            TDE-POL-002, shoe_size",
        "protect.person.vip = random,                  TDE-POL-005, vip",
    })
    void ruleThatNamesSomethingElseThanTheDatabaseHas(String rule, String code, String named) throws Exception {
        SQLException failure = connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                code,
                text -> text.replace("missing-table = pending", "missing-table = error") + "\n" + rule + "\n");
        assertThat(failure.getMessage().toLowerCase(java.util.Locale.ROOT)).contains(named);
    }

    @Test
    void ruleThatSaysAnotherModeThanTheMetadata() throws Exception {
        connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-POL-006",
                text -> text.replace("person.ssn = equality", "person.ssn = random"));
    }

    @Test
    void columnThatTheStrictFileDoesNotName() throws Exception {
        connectFails(
                SQLNonTransientConnectionException.class,
                "08001",
                "TDE-POL-010",
                text -> text.replace("protect.person.name = random", "tde.strict = true"));
    }

    @Test
    void columnThatTheFileDoesNotNameStaysEncrypted() throws Exception {
        Path fewer =
                guarded.propertiesWith("fewer.properties", text -> text.replace("protect.person.name = random", ""));
        try (Connection connection = DriverManager.getConnection(guarded.url(fewer));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO person VALUES (2, NULL, 'Bartholomew', FALSE)");
            try (var rows = statement.executeQuery("SELECT name FROM person WHERE id = 2")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("Bartholomew");
            }
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                var rows = statement.executeQuery("SELECT name FROM person WHERE id = 2")) {
            rows.next();
            assertThat(rows.getBytes(1)[0]).isEqualTo((byte) 0xF9);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE tde_column SET column_state = 'PLAIN'             | TDE-MET-",
                "DELETE FROM tde_column WHERE column_name = 'NAME'        | TDE-MET-",
                "UPDATE tde_manifest SET epoch = epoch - 1                | TDE-MET-",
                "DELETE FROM tde_key WHERE key_kind <> 'DEPLOYMENT'       | TDE-",
            })
    void metadataThatSomebodyChanged(String change, String code) throws Exception {
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement()) {
            assertThat(statement.executeUpdate(change)).isPositive();
        }
        Path fresh = guarded.propertiesWith("fresh.properties", text -> text + "\n# read anew\n");
        SQLException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection(guarded.url(fresh)));
        assertThat((Throwable) failure).isInstanceOf(SQLDataException.class);
        assertThat(failure.getSQLState()).isEqualTo("22000");
        assertThat(failure.getMessage()).startsWith(code).contains("| fix: ");
    }
}
