package io.tdejdbc.driver.internal.catalog;

import static io.tdejdbc.driver.Deployment.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.internal.dialect.Dialect;
import io.tdejdbc.driver.internal.dialect.H2Dialect;
import io.tdejdbc.driver.internal.dialect.Reaching;
import io.tdejdbc.driver.internal.types.H2Types;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.sqlparse.IdentifierFolding;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that H2 lets depend on a column is found by name. */
class H2PreflightTest {
    private static final String URL = "jdbc:h2:mem:";
    private static final TableName TABLE = new TableName("PUBLIC", "CUSTOMERS");
    private static final Dialect DIALECT = new H2Dialect(new H2Types(), IdentifierFolding.UPPER, URL);

    private Connection connection;

    /** Does nothing. */
    public static final class Watch implements Trigger {
        /** As H2 makes it. */
        public Watch() {}

        @Override
        public void fire(Connection inner, Object[] before, Object[] after) {
            // Only its being there counts.
        }
    }

    @BeforeEach
    void setUp() throws SQLException {
        connection = DriverManager.getConnection(URL);
        execute(
                connection,
                "CREATE TABLE customers(id int PRIMARY KEY, ssn varchar(20) UNIQUE, name varchar(40), total int)",
                "CREATE INDEX plain_index ON customers(name)",
                "CREATE VIEW totals AS SELECT id, total FROM customers");
    }

    @AfterEach
    void tearDown() throws SQLException {
        connection.close();
    }

    private List<String> findings(Set<String> allowed) throws SQLException {
        Map<TableName, Map<String, Preflight.Protection>> protections = Map.of(
                TABLE,
                Map.of(
                        "SSN", new Preflight.Protection(ProtectionMode.EQUALITY, Optional.of("ssn")),
                        "NAME", new Preflight.Protection(ProtectionMode.RANDOM, Optional.empty())));
        return new Preflight(DIALECT, allowed, true).findings(connection, protections);
    }

    @Test
    void findsNothingWhereOnlyKeysAndPlainIndexesAre() throws SQLException {
        assertThat(findings(Set.of())).isEmpty();
    }

    private static Stream<Arguments> dependents() {
        return Stream.of(
                of("default:PUBLIC.CUSTOMERS.NAME", "ALTER TABLE customers ALTER COLUMN name SET DEFAULT 'x'"),
                of("on-update:PUBLIC.CUSTOMERS.NAME", "ALTER TABLE customers ALTER COLUMN name SET ON UPDATE 'x'"),
                of(
                        "generated:PUBLIC.CUSTOMERS.CAPS",
                        "ALTER TABLE customers ADD caps varchar(40) GENERATED ALWAYS AS (upper(name))"),
                of("check:PUBLIC.LONG_NAME", "ALTER TABLE customers ADD CONSTRAINT long_name CHECK (length(name) > 1)"),
                of(
                        "trigger:PUBLIC.WATCH",
                        "CREATE TRIGGER watch BEFORE INSERT ON customers FOR EACH ROW CALL '" + Watch.class.getName()
                                + "'"),
                of(
                        "foreign-key:PUBLIC.TO_CUSTOMERS",
                        "CREATE TABLE cards(ssn varchar(20), CONSTRAINT to_customers FOREIGN KEY (ssn) "
                                + "REFERENCES customers(ssn))"),
                of("view:PUBLIC.NAMES", "CREATE VIEW names AS SELECT name FROM customers"),
                of("view:PUBLIC.EVERYTHING", "CREATE VIEW everything AS SELECT * FROM customers"),
                of(
                        "domain:EMAIL",
                        "CREATE DOMAIN email AS varchar(40)",
                        "ALTER TABLE customers ALTER COLUMN name SET DATA TYPE email"));
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
    void findsWhatReachesATableOverSeveralSteps() throws SQLException {
        execute(
                connection,
                "CREATE TABLE other(id int)",
                "CREATE VIEW unrelated AS SELECT id FROM other",
                "CREATE VIEW first_step AS SELECT id FROM totals",
                "CREATE SYNONYM clients FOR customers",
                "CREATE ALIAS unseen FOR 'java.lang.Math.abs(int)'");
        assertThat(DIALECT.reaching(connection, Set.of(TABLE)))
                .extracting(Reaching::allowance)
                .containsExactlyInAnyOrder(
                        "view:PUBLIC.TOTALS",
                        "view:PUBLIC.FIRST_STEP",
                        "synonym:PUBLIC.CLIENTS",
                        "routine:PUBLIC.UNSEEN");
        assertThat(DIALECT.reaching(connection, Set.of())).isEmpty();
    }
}
