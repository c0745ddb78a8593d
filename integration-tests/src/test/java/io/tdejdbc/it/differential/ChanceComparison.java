package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.Observer.Variant;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Shop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Runs statements that were made by chance on the plain twin and through the driver, and counts what came of them. */
final class ChanceComparison {
    private static final int MOST_SHOWN = 20;
    /** Which rows come, or with which number, may depend on the order in which they lie; a plan shows stored values. */
    private static final Pattern ORDER_MATTERS = Pattern.compile(
            "\\b(LIMIT|FETCH|OFFSET|TOP|OVER|WINDOW|ROWNUM|ARRAY_AGG|STRING_AGG|LISTAGG|GROUP_CONCAT|JSON_\\w+AGG|RANDOM_UUID|RAND|RANDOM|CURRENT_\\w+|NOW|CTID)\\b|DISTINCT\\s+ON|\\bEXPLAIN\\b",
            Pattern.CASE_INSENSITIVE);

    /** A value that no column of its type could hold is told before it is known that it meets no row. */
    private static final String DATA_EXCEPTION = "22";
    /** H2 wants a blank there, the driver does not. */
    private static final Pattern UNSPACED_ESCAPE = Pattern.compile("\\{\\s*(d|t|ts)'", Pattern.CASE_INSENSITIVE);

    /** What came of a statement. */
    enum Outcome {
        SAME,
        /** Nothing was found or changed, on both sides. */
        EMPTY,
        FAILS_ON_BOTH,
        /** A label that the database makes out of the text, or a length that it forgets; see the documentation. */
        DECLARED,
        /** The rows depend on the order in which they lie; only their number was compared. */
        ORDER_MATTERS,
        REFUSED,
        WRONG
    }

    private final Backend.Kind kind;
    private final Connection plain;
    private final Connection driver;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> codes = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    ChanceComparison(Backend.Kind kind, Connection plain, Connection driver) throws SQLException {
        this.kind = kind;
        this.plain = plain;
        this.driver = driver;
        plain.setAutoCommit(false);
        driver.setAutoCommit(false);
    }

    /** Runs a statement; both transactions are rolled back after it. */
    void run(long seed, RandomStatements.Made made) throws SQLException {
        Variant variant = Variant.values()[(int) Math.floorMod(seed, 3L)];
        List<String> differences = new ArrayList<>();
        Outcome outcome;
        try {
            outcome = outcome(made, variant, differences);
        } finally {
            plain.rollback();
            driver.rollback();
        }
        counts.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.WRONG && wrong.size() < MOST_SHOWN) {
            wrong.add("seed " + seed + " " + variant + ": " + made.sql() + "\n  with " + made.parameters() + "\n  "
                    + String.join("\n  ", differences));
        }
    }

    /** What was wrong, with seed and statement. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How many statements had an outcome. */
    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    @Override
    public String toString() {
        return counts + ", refused by " + codes;
    }

    private Outcome outcome(RandomStatements.Made made, Variant variant, List<String> differences) throws SQLException {
        Case statement = new Case("random.1", Map.of(), true, made.sql(), made.parameters(), List.of());
        Observation onPlain = Observer.run(plain, statement, variant, kind);
        Observation onDriver = Observer.run(driver, statement, variant, kind);
        if (Differential.refused(onDriver)) {
            codes.merge(Differential.code(onDriver), 1, Integer::sum);
            return Outcome.REFUSED;
        }
        if (onPlain.isFailure() && onDriver.isFailure()) {
            codes.merge("both:" + onPlain.sqlState(), 1, Integer::sum);
            return Outcome.FAILS_ON_BOTH;
        }
        if (onPlain.sqlState().equals("42P18")) {
            // An untyped NULL that is only tested for NULL: the driver gives it a type.
            return Outcome.DECLARED;
        }
        boolean typedNull = made.parameters().stream()
                .anyMatch(parameter -> parameter.type().startsWith("null:"));
        if (typedNull && onPlain.sqlState().equals("42883")) {
            // PostgreSQL has no operator for the type that NULL was given; NULL is NULL for a protected column.
            return Outcome.DECLARED;
        }
        if (onPlain.isEmpty() && onDriver.sqlState().startsWith(DATA_EXCEPTION)
                || onPlain.isFailure() && UNSPACED_ESCAPE.matcher(made.sql()).find()) {
            return Outcome.DECLARED;
        }
        if (onPlain.isFailure() != onDriver.isFailure()) {
            differences.add("plain: " + onPlain.failure());
            differences.add("driver: " + onDriver.failure());
            return Outcome.WRONG;
        }
        if (onPlain.updateCount() != onDriver.updateCount()) {
            differences.add("update count " + onPlain.updateCount() + " became " + onDriver.updateCount());
        }
        boolean orderMatters = ORDER_MATTERS.matcher(made.sql()).find() && made.mutated();
        if (orderMatters && onPlain.rows().size() == onDriver.rows().size()) {
            return Outcome.ORDER_MATTERS;
        }
        Differential.compareLines(
                "rows", onPlain.sorted().rows(), onDriver.sorted().rows(), differences);
        for (String table : made.tables()) {
            contents(table, differences);
        }
        List<String> ofColumns = new ArrayList<>();
        Optional<String> declared =
                Differential.declared(Differential.compareColumns(onPlain.columns(), onDriver.columns(), ofColumns));
        if (!differences.isEmpty() || !ofColumns.isEmpty() && declared.isEmpty()) {
            differences.addAll(ofColumns);
            return Outcome.WRONG;
        }
        if (declared.isPresent()) {
            return Outcome.DECLARED;
        }
        return onPlain.isEmpty() ? Outcome.EMPTY : Outcome.SAME;
    }

    private void contents(String table, List<String> differences) throws SQLException {
        Differential.compareLines(
                "contents of " + table,
                Contents.read(plain, List.of(table)).get(table),
                Contents.read(driver, List.of(table)).get(table),
                differences);
        differences.addAll(Contents.unprotected(
                DifferentialContract.below(driver, kind), table, Shop.policy().columns(table)));
    }
}
