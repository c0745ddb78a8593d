package io.tdejdbc.it.differential;

import io.tdejdbc.it.differential.Case.Outcome;
import io.tdejdbc.it.differential.Observer.Variant;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Policy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Executes cases on two connections and compares all that can be seen: columns, rows, update counts, failures, and
 * afterwards, still in the transaction, the contents of all tables. Both transactions are rolled back after each
 * statement.
 */
final class Differential {
    private static final Pattern CHANGED_ROWS =
            Pattern.compile("\\b(FINAL|OLD|NEW) TABLE \\(", Pattern.CASE_INSENSITIVE);

    private final Backend.Kind kind;
    private final Connection plain;
    private final Connection subject;
    private final Collection<String> tables;
    private final Optional<RawView> raw;

    /** How the subject's transaction is seen below the driver. */
    record RawView(Policy policy, Function<Connection, Connection> connection) {}

    /** What came of a case. */
    record Result(Case statement, Map<Variant, Outcome> outcomes, List<String> differences) {}

    /**
     * @param tables all tables with rows
     * @param raw how to look below the driver, where the subject is the driver
     */
    Differential(
            Backend.Kind kind, Connection plain, Connection subject, Collection<String> tables, Optional<RawView> raw)
            throws SQLException {
        this.kind = kind;
        this.plain = plain;
        this.subject = subject;
        this.tables = List.copyOf(tables);
        this.raw = raw;
        plain.setAutoCommit(false);
        subject.setAutoCommit(false);
    }

    /** Runs a case in all its variants. */
    Result run(Case statement) throws SQLException {
        Map<Variant, Outcome> outcomes = new EnumMap<>(Variant.class);
        List<String> differences = new ArrayList<>();
        Case.Expectation expected = statement.expectations().get(kind);
        for (Variant variant : Variant.values()) {
            boolean literals = variant == Variant.LITERALS;
            if (literals && expected.literalOutcome().kind() == Outcome.Kind.SKIPPED) {
                continue;
            }
            List<String> found = new ArrayList<>();
            Outcome outcome = compare(statement, variant, found);
            outcomes.put(variant, outcome);
            for (String difference : found) {
                differences.add(statement.id() + " " + variant + ": " + difference);
            }
        }
        return new Result(statement, outcomes, differences);
    }

    private Outcome compare(Case statement, Variant variant, List<String> differences) throws SQLException {
        boolean refused = false;
        try {
            Observation onPlain = Observer.run(plain, statement, variant, kind);
            Observation onSubject = Observer.run(subject, statement, variant, kind);
            refused = refused(onSubject);
            if (onSubject.isFailure() || onPlain.isFailure()) {
                return failure(onPlain, onSubject, differences);
            }
            Observation one = statement.unordered() ? onPlain.sorted() : onPlain;
            Observation other = statement.unordered() ? onSubject.sorted() : onSubject;
            if (one.updateCount() != other.updateCount()) {
                differences.add("update count " + one.updateCount() + " became " + other.updateCount());
            }
            List<String> ofColumns = new ArrayList<>();
            Set<String> attributes = compareColumns(one.columns(), other.columns(), ofColumns);
            compareLines("rows", one.rows(), other.rows(), differences);
            if (one.updateCount() >= 0 || !isQuery(statement)) {
                compareContents(differences);
            }
            Optional<String> declared = declared(attributes);
            boolean wrong = !differences.isEmpty() || !ofColumns.isEmpty() && declared.isEmpty();
            differences.addAll(0, ofColumns);
            if (wrong) {
                return new Outcome(Outcome.Kind.WRONG, "");
            }
            if (declared.isPresent()) {
                return new Outcome(Outcome.Kind.DECLARED, declared.get());
            }
            return new Outcome(onPlain.isEmpty() ? Outcome.Kind.EMPTY : Outcome.Kind.SAME, "");
        } finally {
            plain.rollback();
            subject.rollback();
            cleanUp(statement, plain);
            if (!refused) {
                cleanUp(statement, subject);
            }
        }
    }

    /** The attributes in which the columns differ. */
    static Set<String> compareColumns(
            List<Map<String, String>> one, List<Map<String, String>> other, List<String> differences) {
        Set<String> attributes = new TreeSet<>();
        if (one.size() != other.size()) {
            differences.add(one.size() + " columns became " + other.size());
            return attributes;
        }
        for (int i = 0; i < one.size(); i++) {
            for (Map.Entry<String, String> attribute : one.get(i).entrySet()) {
                String found = other.get(i).get(attribute.getKey());
                if (!attribute.getValue().equals(found)) {
                    attributes.add(attribute.getKey());
                    differences.add("column " + (i + 1) + ": " + attribute + " became " + found);
                }
            }
        }
        return attributes;
    }

    /** Whether differences in these attributes are declared ones, and how they are called. */
    static Optional<String> declared(Set<String> attributes) {
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        if (Set.of("label", "name").containsAll(attributes)) {
            return Optional.of("label");
        }
        Set<String> others = new TreeSet<>(attributes);
        boolean label = others.removeAll(Set.of("label", "name"));
        return Set.of("type name", "precision", "scale", "display size", "signed")
                        .containsAll(others)
                ? Optional.of(label ? "label-and-type" : "type")
                : Optional.empty();
    }

    private static boolean isQuery(Case statement) {
        return statement.sql().stripLeading().regionMatches(true, 0, "SELECT", 0, "SELECT".length())
                && !CHANGED_ROWS.matcher(statement.sql()).find();
    }

    private Outcome failure(Observation onPlain, Observation onSubject, List<String> differences) throws SQLException {
        if (onPlain.isFailure() && onSubject.isFailure()) {
            if (onPlain.sqlState().equals(onSubject.sqlState())) {
                differences.add("both fail: " + onPlain.failure());
                return new Outcome(Outcome.Kind.FAILS, onPlain.sqlState());
            }
            if (!refused(onSubject)) {
                differences.add("failure " + onPlain.sqlState() + " " + onPlain.failure() + " became "
                        + onSubject.sqlState() + " " + onSubject.failure());
                return new Outcome(Outcome.Kind.WRONG, "");
            }
        }
        if (refused(onSubject)) {
            subject.rollback();
            plain.rollback();
            compareContents(differences);
            if (!differences.isEmpty()) {
                return new Outcome(Outcome.Kind.WRONG, "");
            }
            if (onPlain.isFailure()) {
                differences.add("refused, but the plain side fails too: " + onPlain.failure());
            }
            return new Outcome(Outcome.Kind.REFUSED, code(onSubject));
        }
        differences.add(
                onSubject.isFailure()
                        ? "fails with " + onSubject.sqlState() + " " + onSubject.failure()
                        : "succeeds where the plain side fails with " + onPlain.sqlState() + " " + onPlain.failure());
        return new Outcome(Outcome.Kind.WRONG, "");
    }

    static boolean refused(Observation observation) {
        return observation.sqlState().equals("0AT00")
                && observation.failure().startsWith("java.sql.SQLFeatureNotSupportedException: TDE-");
    }

    static String code(Observation refusal) {
        int start = refusal.failure().indexOf("TDE-");
        return refusal.failure().substring(start, start + "TDE-SQL-000".length());
    }

    private void compareContents(List<String> differences) throws SQLException {
        Map<String, List<String>> one = Contents.read(plain, tables);
        Map<String, List<String>> other = Contents.read(subject, tables);
        for (String table : tables) {
            compareLines("contents of " + table, one.get(table), other.get(table), differences);
        }
        if (raw.isPresent()) {
            Connection below = raw.get().connection().apply(subject);
            for (String table : raw.get().policy().tables()) {
                differences.addAll(
                        Contents.unprotected(below, table, raw.get().policy().columns(table)));
            }
        }
    }

    static void compareLines(String what, List<String> one, List<String> other, List<String> differences) {
        if (one.size() != other.size()) {
            differences.add(what + ": " + one.size() + " became " + other.size());
        }
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                differences.add(what + " " + (i + 1) + ": " + firstDifference(one.get(i), other.get(i)));
                return;
            }
        }
    }

    private static String firstDifference(String one, String other) {
        String[] a = one.split("; |\n| (?=\\w+=)", -1);
        String[] b = other.split("; |\n| (?=\\w+=)", -1);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (!a[i].equals(b[i])) {
                parts.add("<" + shorten(a[i]) + "> became <" + shorten(b[i]) + ">");
            }
        }
        return String.join(", ", parts) + " in <" + shorten(one) + ">";
    }

    private static String shorten(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }

    private void cleanUp(Case statement, Connection connection) throws SQLException {
        for (String sql : statement.undo(kind)) {
            try (Statement undo = connection.createStatement()) {
                undo.execute(sql);
            }
            connection.commit();
        }
    }
}
