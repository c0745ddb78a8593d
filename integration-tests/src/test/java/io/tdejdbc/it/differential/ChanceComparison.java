package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.Observer.Variant;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Runs statements that were made by chance on the plain twin and through the driver, and counts what came of them. */
final class ChanceComparison {
    private static final int MOST_SHOWN = 20;
    /** How long the plain side may take: a change makes recursions that do not end. */
    private static final int MOST_SECONDS = 20;
    /** The SQLStates of statements that took longer. */
    private static final Set<String> INTERRUPTED = Set.of("57014", "70100");
    /** Changes at which the process of MariaDB 11.4 ends itself, and which the driver passes on as they are. */
    private static final Pattern ENDS_SERVER = Pattern.compile(
            "\\b(UPDATE|DELETE)\\b.*\\bORDER\\s+BY\\b.*\\b(COUNT|MIN|MAX|SUM|AVG|GROUP_CONCAT)\\s*\\(.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** The SQLState of more rows than can be sorted. */
    private static final String TOO_MANY_ROWS = "54000";
    /** The code of a result that the analysis did not foresee; nobody changes the tables here. */
    private static final String RESULT_DIFFERS = "TDE-POL-017";

    /** Which rows come, or with which number, may depend on the order in which they lie; a plan shows stored values. */
    private static final Pattern ORDER_MATTERS = Pattern.compile(
            "\\(.*\\b(LIMIT|FETCH|OFFSET)\\b.*\\)|"
                    + "\\b(TOP|OVER|WINDOW|ROWNUM|ARRAY_AGG|STRING_AGG|LISTAGG|GROUP_CONCAT|JSON_\\w+AGG|RANDOM_UUID|RAND|RANDOM|CURRENT_\\w+|NOW|CTID)\\b|"
                    + "\\b(USING|UPDATE\\b.*\\bFROM)\\b.*\\bRETURNING\\b|DISTINCT\\s+ON|\\bEXPLAIN\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A value that no column of its type could hold is told before it is known that it meets no row. */
    private static final String DATA_EXCEPTION = "22";
    /** H2 wants a blank there, the driver does not. */
    private static final Pattern UNSPACED_ESCAPE = Pattern.compile("\\{\\s*(d|t|ts)'", Pattern.CASE_INSENSITIVE);

    /** What is a name or a number to the database after its own driver has put something in the place of the marker. */
    private static final Pattern UNSPACED_MARKER = Pattern.compile("\\w\\?|\\?\\w");

    private static final Pattern CHOICE = Pattern.compile("\\b(COALESCE|CASE)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNFIT_VALUE = Pattern.compile("^java\\.sql\\.\\w+: TDE-JDB-10[17] ");
    /** Changes whose values the database looks at only if the row is, or is not, there. */
    private static final Pattern BRANCH =
            Pattern.compile("\\bON\\s+(DUPLICATE|CONFLICT)\\b|\\bMERGE\\b", Pattern.CASE_INSENSITIVE);

    /** What came of a statement. */
    enum Outcome {
        SAME,
        /** Nothing was found or changed, on both sides. */
        EMPTY,
        FAILS_ON_BOTH,
        /** A label that the database makes out of the text, or a length that it forgets; see the documentation. */
        DECLARED,
        /** The rows differ, but depend on the order in which they lie: nobody can say more than that their number is right. */
        ORDER_MATTERS,
        /** The plain side does not come to an end, or its server does, so that there is nothing to compare. */
        ENDLESS,
        REFUSED,
        WRONG
    }

    private final Backend.Kind kind;
    private final Connection plain;
    private final Connection driver;
    private final Connection tight;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> codes = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int inOrder;

    /**
     * Compares what connections give.
     *
     * @param tight one through the driver that sorts few rows only
     */
    ChanceComparison(Backend.Kind kind, Connection plain, Connection driver, Connection tight) throws SQLException {
        this.kind = kind;
        this.plain = plain;
        this.driver = driver;
        this.tight = tight;
        for (Connection connection : List.of(plain, driver, tight)) {
            connection.setAutoCommit(false);
        }
        try (Statement statement = plain.createStatement()) {
            statement.execute(limit(kind));
        }
        plain.commit();
    }

    private static String limit(Backend.Kind kind) {
        return switch (kind) {
            case H2 -> "SET QUERY_TIMEOUT " + MOST_SECONDS * 1000;
            case POSTGRESQL -> "SET statement_timeout = '" + MOST_SECONDS + "s'";
            case MARIADB -> "SET max_statement_time = " + MOST_SECONDS;
        };
    }

    /** Runs a statement; the transactions are rolled back after it. */
    void run(long seed, RandomStatements.Made made) throws SQLException {
        Variant variant = Variant.values()[(int) Math.floorMod(seed, 3L)];
        Reading reading = made.tables().isEmpty() ? Reading.of(seed) : Reading.DEFAULT;
        List<String> differences = new ArrayList<>();
        Outcome outcome;
        try {
            outcome = outcome(made, variant, reading, seed % 5 == 0, differences);
        } finally {
            plain.rollback();
            driver.rollback();
            tight.rollback();
        }
        counts.merge(outcome, 1, Integer::sum);
        if (outcome == Outcome.WRONG && wrong.size() < MOST_SHOWN) {
            wrong.add("seed " + seed + " " + variant + " " + reading + ": " + made.sql() + "\n  with "
                    + made.parameters() + "\n  " + String.join("\n  ", differences));
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
        return counts + ", in order " + inOrder + ", refused by " + codes;
    }

    /** Executes a query where few rows can be sorted, which is done or refused and leaves the transaction as it was. */
    private Optional<Observation> onTight(Case statement, Variant variant, Reading reading, List<String> differences)
            throws SQLException {
        Observation seen = Observer.run(tight, statement, variant, kind, reading);
        if (!seen.sqlState().equals(TOO_MANY_ROWS)) {
            return Optional.of(seen);
        }
        codes.merge("TDE-JDB-016", 1, Integer::sum);
        try (Statement after = tight.createStatement();
                ResultSet rows = after.executeQuery("SELECT tax_no FROM customers WHERE id = 3")) {
            if (!rows.next() || rows.getInt(1) != 0) {
                differences.add("after too many rows: another row");
            }
        } catch (SQLException e) {
            differences.add("after too many rows: " + e);
        }
        return Optional.empty();
    }

    private Outcome outcome(
            RandomStatements.Made made, Variant variant, Reading reading, boolean little, List<String> differences)
            throws SQLException {
        Case statement = new Case("random.1", Map.of(), true, made.sql(), made.parameters(), List.of());
        if (kind == Backend.Kind.MARIADB && ENDS_SERVER.matcher(made.sql()).find()) {
            return Outcome.ENDLESS;
        }
        Observation onPlain = Observer.run(plain, statement, variant, kind, reading);
        if (INTERRUPTED.contains(onPlain.sqlState())) {
            return Outcome.ENDLESS;
        }
        Optional<Observation> few = little && made.tables().isEmpty()
                ? onTight(statement, variant, reading, differences)
                : Optional.empty();
        Observation onDriver = few.isPresent() ? few.get() : Observer.run(driver, statement, variant, kind, reading);
        if (made.mutated()
                && !onPlain.isFailure()
                && CHOICE.matcher(made.sql()).find()
                && UNFIT_VALUE.matcher(onDriver.failure()).find()) {
            // Of values among which COALESCE or CASE chooses, each must be one that the column can hold.
            codes.merge("unfit:" + onDriver.sqlState(), 1, Integer::sum);
            return Outcome.REFUSED;
        }
        if (!onPlain.isFailure()
                && onDriver.sqlState().startsWith(DATA_EXCEPTION)
                && BRANCH.matcher(made.sql()).find()) {
            codes.merge("unfit:" + onDriver.sqlState(), 1, Integer::sum);
            return Outcome.REFUSED;
        }
        if (Differential.refused(onDriver)) {
            if (Differential.code(onDriver).equals(RESULT_DIFFERS)) {
                differences.add("refused only after it was executed: " + onDriver.failure());
                return Outcome.WRONG;
            }
            codes.merge(Differential.code(onDriver), 1, Integer::sum);
            return Outcome.REFUSED;
        }
        if (onPlain.isFailure() && onDriver.isFailure()) {
            codes.merge("both:" + onPlain.sqlState(), 1, Integer::sum);
            return Outcome.FAILS_ON_BOTH;
        }
        if (Set.of("42P18", "HY004").contains(onPlain.sqlState())) {
            // An untyped NULL that is only tested for NULL, or parameters alone in COALESCE: the driver gives them a
            // type.
            return Outcome.DECLARED;
        }
        boolean typedNull = made.parameters().stream()
                .anyMatch(parameter -> parameter.type().startsWith("null:"));
        if (typedNull && onPlain.sqlState().equals("42883")) {
            // PostgreSQL has no operator for the type that NULL was given; NULL is NULL for a protected column.
            return Outcome.DECLARED;
        }
        if (onPlain.isEmpty() && onDriver.sqlState().startsWith(DATA_EXCEPTION)
                || onPlain.isFailure() && UNSPACED_ESCAPE.matcher(made.sql()).find()
                || Set.of("42601", "42000").contains(onPlain.sqlState())
                        && UNSPACED_MARKER.matcher(made.sql()).find()) {
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
        if (!rows(made, variant, reading, onPlain, onDriver, differences)) {
            return Outcome.ORDER_MATTERS;
        }
        for (String table : made.tables()) {
            contents(table, differences);
        }
        List<String> ofColumns = new ArrayList<>();
        Set<String> attributes = Differential.compareColumns(onPlain.columns(), onDriver.columns(), ofColumns);
        if (kind == Backend.Kind.MARIADB
                && attributes.removeAll(
                        areCharacters(onPlain, onDriver)
                                ? Set.of("table", "nullable", "type")
                                : Set.of("table", "nullable"))) {
            // They tell whether rows went through a temporary table.
            attributes.add("label");
        }
        Optional<String> declared = Differential.declared(attributes);
        if (!differences.isEmpty() || !ofColumns.isEmpty() && declared.isEmpty()) {
            differences.addAll(ofColumns);
            return Outcome.WRONG;
        }
        if (declared.isPresent()) {
            return Outcome.DECLARED;
        }
        return onPlain.isEmpty() ? Outcome.EMPTY : Outcome.SAME;
    }

    /** Whether types of columns differ in that one is CHAR, the other VARCHAR, and in no other way. */
    private static boolean areCharacters(Observation one, Observation other) {
        Set<String> characters = Set.of(Integer.toString(Types.CHAR), Integer.toString(Types.VARCHAR));
        for (int i = 0; i < Math.min(one.columns().size(), other.columns().size()); i++) {
            String type = one.columns().get(i).get("type");
            String found = other.columns().get(i).get("type");
            if (!type.equals(found) && !(characters.contains(type) && characters.contains(found))) {
                return false;
            }
        }
        return true;
    }

    /** Compares rows; whether they are right or wrong, and not only others of those that may come. */
    private boolean rows(
            RandomStatements.Made made,
            Variant variant,
            Reading reading,
            Observation onPlain,
            Observation onDriver,
            List<String> differences)
            throws SQLException {
        List<String> unordered = new ArrayList<>();
        Differential.compareLines(
                "rows", onPlain.sorted().rows(), onDriver.sorted().rows(), unordered);
        boolean number = onPlain.rows().size() == onDriver.rows().size();
        if (made.mutated() && ORDER_MATTERS.matcher(made.sql()).find()) {
            differences.addAll(number ? List.of() : unordered);
            return unordered.isEmpty() || !number;
        }
        boolean arranged = KeyedQuery.isArranged(made.sql()) || reading.maxRows() > 0;
        Optional<KeyedQuery> keyed = made.tables().isEmpty() && arranged
                ? KeyedQuery.of(made.sql(), made.parameters(), reading.maxRows() > 0)
                : Optional.empty();
        if (keyed.isPresent()) {
            Optional<KeyedQuery.Answers> answers = answers(keyed.get(), made, variant, reading, onPlain, differences);
            if (answers.isPresent()) {
                inOrder++;
                differences.addAll(answers.get().differences("driver", onDriver.rows()));
                return true;
            }
        }
        if (arranged && !made.mutated()) {
            differences.add("what the statement is sorted by cannot be told");
        }
        boolean open = made.mutated() && arranged && number;
        differences.addAll(open ? List.of() : unordered);
        return unordered.isEmpty() || !open;
    }

    /** The right answers; empty if nobody saw to it that they can be told. */
    private Optional<KeyedQuery.Answers> answers(
            KeyedQuery keyed,
            RandomStatements.Made made,
            Variant variant,
            Reading reading,
            Observation onPlain,
            List<String> differences)
            throws SQLException {
        KeyedQuery.Answers answers;
        try {
            answers = keyed.answers(plain, variant, kind, reading.maxRows());
        } catch (SQLException e) {
            if (made.mutated()) {
                return Optional.empty();
            }
            differences.add("with its keys: " + keyed.sql() + " fails with " + e);
            return Optional.empty();
        }
        List<String> own = answers.differences("plain", onPlain.rows());
        if (!own.isEmpty() && made.mutated()) {
            return Optional.empty();
        }
        differences.addAll(own);
        return Optional.of(answers);
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
