package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.sqlparse.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The example of every rule on every backend: what is refused by the list is refused with its code, and what works comes
 * out as on the plain tables, with parameters and with literals.
 */
@ExtendWith(Servers.Provider.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleExamplesTest {
    private static final List<String> RULES = List.of(
            "protect.customers.ssn = equality domain=ssn compare=binary",
            "protect.customers.email = random",
            "protect.orders.customer_ssn = equality domain=ssn compare=binary",
            "protect.tenants.tax_no = equality compare=binary",
            "protect.pending_people.ssn = equality compare=binary");
    private static final List<String> TABLES = List.of(
            "CREATE TABLE customers (id INTEGER PRIMARY KEY, full_name VARCHAR(40), status VARCHAR(10), ssn VARCHAR(11), "
                    + "email VARCHAR(40))",
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER, status VARCHAR(10), customer_ssn VARCHAR(11))",
            "CREATE TABLE tenants (id INTEGER PRIMARY KEY, name VARCHAR(40), tax_no VARCHAR(11))",
            "CREATE TABLE products (id INTEGER PRIMARY KEY, name VARCHAR(40), price INTEGER)");
    private static final List<String> ROWS = List.of(
            "INSERT INTO customers VALUES (21, 'Ann', 'open', '22', 'ann@example.org'), (23, 'Bo', 'done', '24', NULL), "
                    + "(25, NULL, 'open', NULL, 'c@example.org'), (26, 'Di', 'open', '22', 'ann@example.org')",
            "INSERT INTO orders VALUES (21, 100, 'new', '22'), (31, 200, 'new', '24'), (32, 300, 'old', NULL)",
            "INSERT INTO tenants VALUES (21, 'One', '22')",
            "INSERT INTO products VALUES (21, '21', 5)");
    private static final List<String> VIEWS = List.of(
            "CREATE VIEW v_customers AS SELECT id, ssn FROM customers WHERE status = 'open'",
            "CREATE VIEW copied_customers AS SELECT octet_length(ssn) AS n FROM customers");

    /** Shows plans and stored values: only that it works can be compared. */
    private static final Set<Rule> OTHER_ROWS = Set.of(Rule.EXPLAINED, Rule.DUMPED);

    /** The parameters that are integers, from 1; all others are strings. */
    private static final Map<Rule, Set<Integer>> INTEGERS = Map.of(
            Rule.PLAIN_POSITION, Set.of(1),
            Rule.ASSIGNED, Set.of(1),
            Rule.INSERT_WITHOUT_LIST, Set.of(1),
            Rule.COPIED, Set.of(1),
            Rule.CHOSEN, Set.of(2),
            Rule.COMPARED, Set.of(2, 4),
            Rule.LOCKED, Set.of(1),
            Rule.UPSERTED, Set.of(1));

    private final List<Connection> open = new ArrayList<>();

    /** One backend with both sides. */
    private record Sides(Backend.Kind kind, Connection plain, Connection guarded) {}

    private final List<Sides> backends = new ArrayList<>();

    @BeforeAll
    void prepare(Servers servers) throws Exception {
        for (Backend.Kind kind : Backend.Kind.values()) {
            String name = servers.newName("rules");
            Connection plain = servers.plain(kind).create(name).open();
            open.add(plain);
            Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("rules"), RULES);
            Connection driver = guarded.open();
            open.add(driver);
            for (String sql : Stream.concat(TABLES.stream(), ROWS.stream()).toList()) {
                execute(plain, sql);
                execute(driver, sql);
            }
            try (Connection raw = guarded.raw()) {
                for (String sql : VIEWS) {
                    execute(plain, sql);
                    execute(raw, sql);
                }
            }
            // A definition lets the driver look at the schema again.
            execute(plain, "CREATE TABLE looked (id INTEGER)");
            execute(driver, "CREATE TABLE looked (id INTEGER)");
            plain.setAutoCommit(false);
            driver.setAutoCommit(false);
            backends.add(new Sides(kind, plain, driver));
        }
    }

    @AfterAll
    void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleHoldsOnEveryBackend() {
        return backends.stream()
                .flatMap(sides -> Arrays.stream(Rule.values())
                        .filter(rule -> !rule.example().isEmpty())
                        .sorted(Comparator.comparing(RuleExamplesTest::lasting))
                        .map(rule -> DynamicTest.dynamicTest(sides.kind() + " " + rule, () -> check(sides, rule))));
    }

    /** Definitions stay on H2, so those that are executed come last, and what empties the table at the very end. */
    private static int lasting(Rule rule) {
        String first = rule.example().split(" ", 2)[0];
        boolean definition = rule.outcome() != Rule.Outcome.REFUSED
                && Set.of("CREATE", "ALTER", "DROP", "TRUNCATE", "SCRIPT").contains(first);
        if (!definition) {
            return 0;
        }
        return first.equals("TRUNCATE") ? 2 : 1;
    }

    private static void check(Sides sides, Rule rule) throws SQLException {
        String expected = refusal(sides.kind(), rule);
        for (boolean literals : new boolean[] {true, false}) {
            boolean needsParameter = rule.example().contains("?")
                    && (rule.outcome() == Rule.Outcome.REFUSED || rule == Rule.COMPARED_WITH_ARRAY);
            if (!literals && lasting(rule) > 0 || literals && needsParameter) {
                continue;
            }
            try {
                String onGuarded = outcome(sides.guarded(), rule, literals);
                if (!expected.isEmpty()) {
                    assertThat(onGuarded).startsWith("0AT00 " + expected);
                } else {
                    assertThat(onGuarded).isEqualTo(outcome(sides.plain(), rule, literals));
                }
            } finally {
                sides.guarded().rollback();
                sides.plain().rollback();
            }
        }
    }

    /** The code by which an example is refused; empty if it works. */
    private static String refusal(Backend.Kind kind, Rule rule) {
        return switch (rule) {
            // The examples' tables are named by rules of the file.
            case MOVED -> "TDE-POL-027";
            case WIDENED ->
                switch (kind) {
                    case H2 -> "";
                    // Where a definition can be rolled back, the metadata follows it in auto-commit mode only.
                    case POSTGRESQL -> "TDE-POL-028";
                    case MARIADB -> Rule.DDL_COLUMN.code();
                };
            case CAST_TO_OWN_TYPE -> kind == Backend.Kind.MARIADB ? Rule.EXPRESSION_ASSIGNED.code() : "";
            // By which collation strings are sorted, the driver knows on H2 only.
            case SORTED -> kind == Backend.Kind.H2 ? "" : Rule.ORDERED.code();
            case RANGE_CHOSEN -> kind == Backend.Kind.H2 ? "" : Rule.RANGE.code();
            // Two bars are OR there.
            case COMPUTED -> kind == Backend.Kind.MARIADB ? Rule.COMPARED_WITH_PLAIN.code() : "";
            case STAR_OF_JOIN -> kind == Backend.Kind.H2 ? rule.code() : "";
            case CHANGED_ROWS -> kind == Backend.Kind.H2 ? "" : Rule.NOT_UNDERSTOOD.code();
            case COMPARED_WITH_ARRAY -> kind == Backend.Kind.POSTGRESQL ? "" : Rule.EXPRESSION.code();
            case RECURSIVE -> kind == Backend.Kind.H2 ? Rule.RECURSION.code() : "";
            default -> rule.code();
        };
    }

    private static String outcome(Connection connection, Rule rule, boolean literals) {
        try {
            return literals ? literals(connection, rule) : parameters(connection, rule);
        } catch (SQLException e) {
            String message = e.getMessage().startsWith("TDE-") ? e.getMessage() : "";
            return e.getSQLState() + " " + message;
        }
    }

    private static boolean isInteger(Rule rule, int parameter) {
        return INTEGERS.getOrDefault(rule, Set.of()).contains(parameter);
    }

    /** Each parameter has a value of its own; a new row has a new key. */
    private static int value(Rule rule, int parameter) {
        return parameter + (rule.example().startsWith("INSERT") ? 120 : 20);
    }

    private static String literals(Connection connection, Rule rule) throws SQLException {
        StringBuilder sql = new StringBuilder();
        int parameter = 0;
        for (char c : rule.example().toCharArray()) {
            if (c == '?') {
                parameter++;
                int value = value(rule, parameter);
                sql.append(isInteger(rule, parameter) ? Integer.toString(value) : "'" + value + "'");
            } else {
                sql.append(c);
            }
        }
        try (Statement statement = connection.createStatement()) {
            return result(rule, statement.execute(sql.toString()), statement);
        }
    }

    private static String parameters(Connection connection, Rule rule) throws SQLException {
        int count = (int) rule.example().chars().filter(c -> c == '?').count();
        try (PreparedStatement statement = connection.prepareStatement(rule.example())) {
            for (int i = 1; i <= count; i++) {
                if (rule == Rule.COMPARED_WITH_ARRAY) {
                    statement.setArray(i, connection.createArrayOf("varchar", new String[] {"22", null, "24", "none"}));
                } else if (isInteger(rule, i)) {
                    statement.setInt(i, value(rule, i));
                } else {
                    statement.setString(i, Integer.toString(value(rule, i)));
                }
            }
            return result(rule, statement.execute(), statement);
        }
    }

    private static String result(Rule rule, boolean isRows, Statement statement) throws SQLException {
        if (!isRows) {
            return "count " + statement.getUpdateCount();
        }
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            while (result.next() && !OTHER_ROWS.contains(rule)) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i));
                }
                rows.add(cells.toString());
            }
        }
        rows.sort(Comparator.naturalOrder());
        return "rows " + rows;
    }
}
