package io.tdejdbc.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the inner driver that change how statements and values travel. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class UrlOptionsTest {
    private static final List<String> RULES = List.of(
            "protect.person.ssn = equality compare=binary",
            "protect.person.name = random",
            "protect.person.born = random");
    private static final String DDL =
            "CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60), born DATE)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preferQueryMode=simple",
                "preferQueryMode=extendedForPrepared",
                "prepareThreshold=-1",
                "prepareThreshold=1",
                "binaryTransfer=false",
                "reWriteBatchedInserts=true",
                "reWriteBatchedInserts=true&prepareThreshold=1",
                "autosave=always",
                "defaultRowFetchSize=3",
                "stringtype=unspecified",
                "preparedStatementCacheQueries=0",
                "assumeMinServerVersion=12",
                "ApplicationName=tde.test",
            })
    void everythingWorksUnderOptionsOfPgjdbc(String option, Servers servers) throws Exception {
        everythingWorks(Backend.Kind.POSTGRESQL, option, "log/statements.log", servers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "useServerPrepStmts=true",
                "useServerPrepStmts=true&cachePrepStmts=false",
                "rewriteBatchedStatements=true",
                "useBulkStmts=true",
                "useBulkStmtsForInserts=false",
                "allowMultiQueries=true",
                "disablePipeline=true",
                "defaultFetchSize=3",
                "useCompression=true",
                "useCatalogTerm=SCHEMA",
                "useMysqlMetadata=true",
                "dumpQueriesOnException=true",
                "autocommit=false",
                "transactionReplay=true",
                "sessionVariables=sql_mode='STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'",
            })
    void everythingWorksUnderOptionsOfConnectorJ(String option, Servers servers) throws Exception {
        everythingWorks(Backend.Kind.MARIADB, option, "statements.log", servers);
    }

    private static void everythingWorks(Backend.Kind kind, String option, String log, Servers servers)
            throws Exception {
        String name = servers.newName("options");
        Database plain = withOption(servers.plain(kind).create(name), "&" + option);
        Guarded guarded = Guarded.create(
                withOption(servers.guarded(kind).create(name), "&" + option), servers.newFolder("options"), RULES);
        String marker = "option-marker-" + servers.newName("m");
        List<String> wanted;
        try (Connection connection = plain.open()) {
            wanted = play(connection, marker);
        }
        try (Connection connection = guarded.open()) {
            assertThat(play(connection, marker)).isEqualTo(wanted);
        }
        assertThat(Files.readString(servers.guarded(kind).folder().resolve(log), StandardCharsets.ISO_8859_1))
                .doesNotContain(marker);
    }

    private static Database withOption(Database database, String option) {
        return new Database(database.kind(), database.url().replace("&prepareThreshold=0", "")).with(option);
    }

    private static List<String> play(Connection connection, String marker) throws SQLException {
        List<String> told = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute(DDL);
        }
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO person (id, ssn, name, born) VALUES (?, ?, ?, ?)")) {
            for (int id = 1; id <= 40; id++) {
                insert.setInt(1, id);
                insert.setString(2, "number-" + id % 10);
                insert.setString(3, id % 7 == 0 ? null : marker + " " + id);
                insert.setDate(4, Date.valueOf("2000-01-01"));
                insert.addBatch();
            }
            for (int count : insert.executeBatch()) {
                // A rewritten batch tells only that it succeeded.
                told.add(count == Statement.SUCCESS_NO_INFO ? "1" : Integer.toString(count));
            }
        }
        connection.commit();
        for (int round = 0; round < 7; round++) {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT id, ssn, name, born FROM person WHERE ssn = ? ORDER BY id")) {
                query.setString(1, "number-" + round);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        told.add(rows.getInt(1) + rows.getString(2) + rows.getString(3) + rows.getDate(4));
                    }
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, id FROM person ORDER BY id")) {
            while (rows.next()) {
                told.add(rows.getString(1) + rows.getObject(2));
            }
        }
        connection.commit();
        return told;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_TO_UPPER=FALSE",
                "DATABASE_TO_LOWER=TRUE",
                "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "MODE=MySQL",
                "MODE=MSSQLServer",
                "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                "MODE=Oracle",
                "IGNORECASE=TRUE",
            })
    void modesOfH2ThatReadStatementsDifferentlyWorkOrAreRefusedAtOnce(String option, Servers servers) throws Exception {
        // Outside the shared folder, whose databases are all opened without options for the raw scan.
        Database database = new Database(
                Backend.Kind.H2,
                "jdbc:h2:file:" + servers.newFolder("options").resolve("shop").toAbsolutePath()
                        + ";USER=sa;PASSWORD=pw;" + option);
        Guarded guarded = Guarded.create(database, servers.newFolder("options"), RULES);
        SQLException failure = catchThrowableOfType(SQLException.class, () -> {
            try (Connection connection = guarded.open();
                    Statement statement = connection.createStatement()) {
                statement.execute(DDL);
                statement.executeUpdate("INSERT INTO person VALUES (1, 'Number', 'Name', DATE '2000-01-01')");
                try (ResultSet rows = statement.executeQuery("SELECT name FROM person WHERE ssn = 'Number'")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("Name");
                }
            }
            try (Connection raw = guarded.raw();
                    Statement statement = raw.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT ssn, name FROM person")) {
                rows.next();
                assertThat(rows.getBytes(1)[0]).isEqualTo((byte) 0xFA);
                assertThat(rows.getBytes(2)[0]).isEqualTo((byte) 0xF9);
            }
        });
        if (failure != null) {
            assertThat(failure.getMessage()).matches("TDE-(CFG-014|POL-016) [\\s\\S]*\\| fix: [\\s\\S]*");
        }
    }
}
