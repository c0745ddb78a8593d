package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.PostgresDialect;
import io.tdejdbc.driver.internal.types.PostgresTypes;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that PostgreSQL lets depend on a column is found by name. */
class PostgresPreflightTest {
    private static final TableName TABLE = new TableName("public", "customers");
    private static final Dialect DIALECT = new PostgresDialect(new PostgresTypes(), "public");

    private static Database database;

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void setUp() throws SQLException {
        connection = DriverManager.getConnection(database.fresh(folder));
        execute(
                connection,
                "CREATE TABLE customers(id int PRIMARY KEY, ssn varchar(20) UNIQUE, name varchar(40), total int)",
                "CREATE INDEX plain_index ON customers(name)",
                "CREATE INDEX hash_index ON customers USING hash (ssn)",
                "CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE VIEW totals AS SELECT id, total FROM customers");
    }

    @AfterEach
    void tearDown() throws SQLException {
        connection.close();
    }

    private static Map<TableName, Map<String, Preflight.Protection>> protections() {
        Map<String, Preflight.Protection> columns = new LinkedHashMap<>();
        columns.put("ssn", new Preflight.Protection(ProtectionMode.EQUALITY, Optional.of("ssn")));
        columns.put("name", new Preflight.Protection(ProtectionMode.RANDOM, Optional.empty()));
        Map<TableName, Map<String, Preflight.Protection>> all = new LinkedHashMap<>();
        all.put(TABLE, columns);
        return all;
    }

    private List<String> findings(Set<String> allowed) throws SQLException {
        return new Preflight(DIALECT, allowed, true).findings(connection, protections());
    }

    @Test
    void findsNothingWhereOnlyKeysAndPlainIndexesAre() throws SQLException {
        assertThat(findings(Set.of())).isEmpty();
    }

    private static Stream<Arguments> dependents() {
        return Stream.of(
                of("default:public.customers.name", "ALTER TABLE customers ALTER name SET DEFAULT 'x'"),
                of(
                        "generated:public.customers.caps",
                        "ALTER TABLE customers ADD caps text GENERATED ALWAYS AS (upper(name)) STORED"),
                of("check:public.long_name", "ALTER TABLE customers ADD CONSTRAINT long_name CHECK (length(name) > 1)"),
                of(
                        "trigger:public.watch",
                        "CREATE TRIGGER watch BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION noop()"),
                of("index:public.by_upper", "CREATE INDEX by_upper ON customers(upper(name))"),
                of("index:public.some_of_them", "CREATE INDEX some_of_them ON customers(id) WHERE name = 'x'"),
                of("index:public.words", "CREATE INDEX words ON customers USING gin (to_tsvector('english', name))"),
                of(
                        "foreign-key:public.cards_ssn_fkey",
                        "CREATE TABLE cards(ssn varchar(20) REFERENCES customers(ssn))"),
                of("view:public.names", "CREATE VIEW names AS SELECT name FROM customers"),
                of("view:public.filtered", "CREATE VIEW filtered AS SELECT id FROM customers WHERE ssn > 'a'"),
                of("materialized-view:public.copies", "CREATE MATERIALIZED VIEW copies AS SELECT ssn FROM customers"),
                of(
                        "routine:public.lookup",
                        "CREATE FUNCTION lookup(text) RETURNS int LANGUAGE sql AS "
                                + "'SELECT id FROM customers WHERE ssn = $1'"),
                of("rule:public.keep", "CREATE RULE keep AS ON DELETE TO customers DO ALSO SELECT 1"),
                of("policy:public.own", "CREATE POLICY own ON customers USING (name = current_user)"),
                of(
                        "exclusion:public.apart",
                        "ALTER TABLE customers ADD CONSTRAINT apart EXCLUDE USING hash (name WITH =)"),
                of("domain:email", "CREATE DOMAIN email AS text", "ALTER TABLE customers ALTER name TYPE email"),
                of(
                        "enum:mood",
                        "CREATE TYPE mood AS ENUM ('good')",
                        "DROP INDEX plain_index",
                        "ALTER TABLE customers ALTER name TYPE mood USING name::mood"),
                of(
                        "partition-key:public.customers.name",
                        "DROP TABLE customers CASCADE",
                        "CREATE TABLE customers(id int, ssn varchar(20), name varchar(40)) PARTITION BY LIST (name)"),
                of("object:", "CREATE STATISTICS together ON name, total FROM customers"));
    }

    private static Arguments of(String finding, String... statements) {
        return Arguments.of(finding, List.of(statements));
    }

    @ParameterizedTest
    @MethodSource("dependents")
    void namesEachDependent(String finding, List<String> statements) throws SQLException {
        execute(connection, statements.toArray(String[]::new));
        List<String> findings = findings(Set.of());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0)).startsWith(finding);
        assertThat(findings(Set.of(findings.get(0).replaceAll(" \\(on .*", ""))))
                .isEmpty();
    }

    @Test
    void acceptsAForeignKeyInsideADomain() throws SQLException {
        execute(connection, "CREATE TABLE cards(ssn varchar(20) REFERENCES customers(ssn))");
        Map<TableName, Map<String, Preflight.Protection>> both = protections();
        both.put(
                new TableName("public", "cards"),
                Map.of("ssn", new Preflight.Protection(ProtectionMode.EQUALITY, Optional.of("ssn"))));
        assertThat(new Preflight(DIALECT, Set.of(), true).findings(connection, both))
                .isEmpty();
        assertThat(new Preflight(DIALECT, Set.of(), false).findings(connection, both))
                .hasSize(2);
    }
}
