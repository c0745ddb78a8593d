package io.tdejdbc.driver.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That each definition changes a database's mark, and that rows do not. */
@Tag("one-jdk")
class SchemaMarkTest {
    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE people (id INT PRIMARY KEY, name VARCHAR(30), age INT)",
            "ALTER TABLE people ADD COLUMN town VARCHAR(30)",
            "ALTER TABLE people DROP COLUMN town",
            "ALTER TABLE people RENAME COLUMN age TO years",
            "ALTER TABLE people ADD CONSTRAINT grown CHECK (years > 1)",
            "ALTER TABLE people DROP CONSTRAINT grown",
            "CREATE UNIQUE INDEX by_name ON people (name)",
            "CREATE VIEW seen AS SELECT name FROM people",
            "CREATE TABLE orders (id INT PRIMARY KEY, person INT, "
                    + "CONSTRAINT whose FOREIGN KEY (person) REFERENCES people (id))",
            "DROP VIEW seen",
            "DROP TABLE orders",
            "ALTER TABLE people RENAME TO persons",
            "CREATE SCHEMA other",
            "DROP SCHEMA other",
            "DROP TABLE persons");

    private static final List<String> ROWS = List.of(
            "INSERT INTO people VALUES (1, 'a', 2)",
            "UPDATE people SET name = 'b'",
            "SELECT name FROM people",
            "DELETE FROM people");

    @TempDir
    Path folder;

    @Test
    void ofPostgres() throws Exception {
        try (Database database = Database.postgres()) {
            check(
                    database,
                    List.of(
                            "ALTER TABLE people ALTER COLUMN name TYPE VARCHAR(40)",
                            "ALTER TABLE people ALTER COLUMN name SET DEFAULT 'x'",
                            "ALTER TABLE people ALTER COLUMN name SET NOT NULL",
                            "CREATE FUNCTION named() RETURNS text LANGUAGE sql AS 'SELECT name FROM people'",
                            "CREATE OR REPLACE FUNCTION named() RETURNS text LANGUAGE sql AS 'SELECT ''x''::text'",
                            "DROP FUNCTION named",
                            "CREATE FUNCTION same() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                            "CREATE TRIGGER noted BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION same()",
                            "DROP TRIGGER noted ON people",
                            "CREATE RULE quiet AS ON DELETE TO people DO ALSO NOTIFY gone",
                            "DROP RULE quiet ON people",
                            "CREATE POLICY own ON people USING (id = 1)",
                            "DROP POLICY own ON people",
                            "CREATE TABLE child () INHERITS (people)",
                            "ALTER TABLE child NO INHERIT people",
                            "DROP TABLE child",
                            "CREATE DOMAIN short AS text CHECK (length(VALUE) < 9)",
                            "ALTER DOMAIN short DROP CONSTRAINT short_check",
                            "DROP DOMAIN short"));
        }
    }

    /** A transaction sees its own definitions, and their loss. */
    @Test
    void ofATransactionOnPostgres() throws Exception {
        try (Database database = Database.postgres();
                Connection connection = DriverManager.getConnection(database.fresh(folder));
                Connection other =
                        DriverManager.getConnection(connection.getMetaData().getURL())) {
            Dialect dialect = dialect(connection);
            connection.setAutoCommit(false);
            Optional<String> before = dialect.schemaMark(connection);
            execute(connection, "CREATE TABLE people (id INT)");
            Optional<String> own = dialect.schemaMark(connection);
            assertThat(own).isPresent().isNotEqualTo(before);
            assertThat(dialect.schemaMark(other)).isEqualTo(before);
            connection.rollback();
            assertThat(dialect.schemaMark(connection)).isEqualTo(before);
            execute(connection, "CREATE TABLE people (id INT)");
            connection.commit();
            assertThat(dialect.schemaMark(other)).isNotEqualTo(before).isNotEqualTo(own);
        }
    }

    @Test
    void ofMariaDb() throws Exception {
        try (Database database = Database.maria(folder)) {
            check(
                    database,
                    List.of(
                            "ALTER TABLE people MODIFY name VARCHAR(40)",
                            "CREATE FUNCTION named() RETURNS TEXT RETURN (SELECT MAX(name) FROM people)",
                            "DROP FUNCTION named",
                            "CREATE PROCEDURE makes() CREATE TABLE made (id INT)",
                            "CALL makes()",
                            "DROP TABLE made",
                            "CREATE TRIGGER noted BEFORE INSERT ON people FOR EACH ROW SET NEW.age = 3",
                            "DROP TRIGGER noted",
                            "RENAME TABLE people TO humans",
                            "RENAME TABLE humans TO people",
                            "EXECUTE IMMEDIATE 'CREATE TABLE made (id INT)'",
                            "DROP TABLE made"));
        }
    }

    private void check(Database database, List<String> more) throws SQLException {
        String url = database.fresh(folder);
        try (Connection connection = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            Dialect dialect = dialect(connection);
            changes(dialect, connection, other, DEFINITIONS.subList(0, 1));
            Optional<String> before = dialect.schemaMark(other);
            for (String sql : ROWS) {
                execute(connection, sql);
                assertThat(dialect.schemaMark(other)).as(sql).isPresent().isEqualTo(before);
            }
            changes(dialect, connection, other, more);
            execute(connection, "DROP TABLE people");
            changes(dialect, connection, other, DEFINITIONS);
        }
    }

    private static void changes(Dialect dialect, Connection connection, Connection other, List<String> definitions)
            throws SQLException {
        Optional<String> before = dialect.schemaMark(other);
        for (String sql : definitions) {
            execute(connection, sql);
            Optional<String> after = dialect.schemaMark(other);
            assertThat(after).as(sql).isPresent().isNotEqualTo(before);
            before = after;
        }
    }

    private static Dialect dialect(Connection connection) throws SQLException {
        return Dialects.of(connection, connection.getMetaData().getURL(), new Properties(), Optional.empty());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
