package io.tdejdbc.driver.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which names other than its own a column of a table has in results, by database. */
@Tag("one-jdk")
class RenamedColumnsTest {
    @TempDir
    Path folder;

    @Test
    void ofH2AreThoseOfAList() throws Exception {
        try (Database database = Database.h2();
                Connection connection = open(database)) {
            assertThat(name(connection, "SELECT q.y AS z FROM t q(y, w)", "T")).isEqualTo("Y");
            Dialect dialect = dialect(connection);
            assertThat(dialect.mayRename("Y", "Z", false)).isTrue();
            assertThat(dialect.mayRename("B", "B", true)).isFalse();
        }
    }

    @Test
    void ofMariaDbAreLabels() throws Exception {
        try (Database database = Database.maria(folder);
                Connection connection = open(database)) {
            assertThat(name(connection, "SELECT DISTINCT q.y AS Z FROM (SELECT a AS y FROM t) q", "t"))
                    .isEqualTo("z");
            Dialect dialect = dialect(connection);
            assertThat(dialect.mayRename("z", "Z", false)).isTrue();
            assertThat(dialect.mayRename("b", "B", true)).isTrue();
            assertThat(dialect.mayRename("y", "Z", false)).isFalse();
        }
    }

    @Test
    void ofPostgresAreNone() throws Exception {
        try (Database database = Database.postgres();
                Connection connection = open(database)) {
            assertThat(name(connection, "SELECT DISTINCT q.y AS z FROM (SELECT a AS y FROM t) q", "t"))
                    .isEqualTo("a");
            Dialect dialect = dialect(connection);
            assertThat(dialect.mayRename("z", "z", false)).isFalse();
        }
    }

    private Connection open(Database database) throws SQLException {
        return DriverManager.getConnection(database.fresh(folder));
    }

    private static Dialect dialect(Connection connection) throws SQLException {
        return Dialects.of(connection, connection.getMetaData().getURL(), new Properties(), Optional.empty());
    }

    /** The name of the first column in the table that the real driver tells. */
    private static String name(Connection connection, String sql, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a VARCHAR(9), b VARCHAR(9))");
            try (ResultSet rows = statement.executeQuery(sql)) {
                BaseColumns.Base base = dialect(connection)
                        .baseColumns(rows.getMetaData())
                        .of(1)
                        .orElseThrow();
                assertThat(base.table().name()).isEqualTo(table);
                return base.column();
            }
        }
    }
}
