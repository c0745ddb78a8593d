package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.catalog.ProtectedSchema;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.driver.internal.plan.RowArrangement;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.sqlparse.Arrangement;
import io.tdejdbc.sqlparse.MaskedText;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Refusal;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.SqlSession;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says in words how a statement is understood; no literal of it is shown.
 *
 * @param refused whether the driver would not send it
 * @param lines for a person
 */
public record Explanation(boolean refused, List<String> lines) {
    /** Copies the lines. */
    public Explanation {
        lines = List.copyOf(lines);
    }

    /** A statement that would be sent. */
    static Explanation of(
            StatementPlan plan, Collection<Relation> relations, ProtectedSchema schema, SqlSession session) {
        if (!(plan instanceof ProtectedPlan guarded)) {
            return new Explanation(false, List.of("passed through: names nothing protected"));
        }
        List<String> lines = new ArrayList<>();
        lines.add("statement: " + guarded.kind().name().toLowerCase(Locale.ROOT));
        lines.addAll(tables(relations, schema));
        StringBuilder text = new StringBuilder();
        List<String> markers = new ArrayList<>();
        for (Piece piece : guarded.pieces()) {
            if (piece instanceof Piece.Text plain) {
                text.append(plain.text());
            } else {
                text.append('?');
                markers.add("marker " + (markers.size() + 1) + ": " + describe(piece));
            }
        }
        lines.add("sent as: " + MaskedText.of(text.toString(), session).strip());
        lines.addAll(markers);
        for (int i = 0; i < guarded.result().size(); i++) {
            ProtectedPlan.Output output = guarded.result().get(i);
            int column = i + 1;
            output.column()
                    .ifPresent(bound -> lines.add("result " + column
                            + output.label().map(label -> " (" + label + ")").orElse("") + ": decrypted from "
                            + bound));
        }
        guarded.arrangement().ifPresent(rows -> arrange(rows, lines));
        return new Explanation(false, lines);
    }

    /** A statement that would not be sent. */
    static Explanation of(Refusal refusal, Collection<Relation> relations, ProtectedSchema schema) {
        List<String> lines = new ArrayList<>();
        lines.add("refused: " + refusal.code());
        lines.addAll(tables(relations, schema));
        refusal.column().ifPresent(column -> lines.add("column: " + column));
        lines.add("construct: " + refusal.construct());
        lines.add("at: " + refusal.position());
        lines.add("what helps: " + refusal.remedy());
        lines.add("setting: " + setting(refusal));
        lines.add("more: " + refusal.page());
        return new Explanation(true, lines);
    }

    /** The line of the properties file that would allow it. */
    private static String setting(Refusal refusal) {
        String column = refusal.column().orElse("<table>.<column>");
        if (is(refusal, Rule.RANDOM_COMPARED) || is(refusal, Rule.RANDOM_INDEXED)) {
            return "protect." + column + " = equality";
        }
        if (is(refusal, Rule.DIFFERENT_DOMAIN) || is(refusal, Rule.DIFFERENT_KEY)) {
            return "protect." + column + " = equality domain=<name>, the same for both columns";
        }
        if (is(refusal, Rule.DEFINITION_INCOMPLETE)) {
            return TdeProperty.MISSING_COLUMN.key() + " = pending, if an ALTER TABLE ADD brings the column";
        }
        return is(refusal, Rule.PENDING_RELATION)
                ? TdeProperty.MISSING_TABLE.key() + " = pending, until its CREATE TABLE came through this driver"
                : "none";
    }

    private static boolean is(Refusal refusal, Rule rule) {
        return refusal.code().equals(rule.code());
    }

    private static List<String> tables(Collection<Relation> relations, ProtectedSchema schema) {
        List<String> lines = new ArrayList<>();
        for (Relation relation : relations) {
            String name = String.join(".", relation.name().parts());
            if (relation instanceof Relation.Table table) {
                lines.add("table " + name + ": " + columns(table.columns(), schema));
            } else if (relation instanceof Relation.View view) {
                lines.add("view " + name + ": " + columns(view.columns(), schema));
            } else if (relation instanceof Relation.Pending pending) {
                lines.add("table " + name + " is not there yet; to be protected: "
                        + String.join(", ", pending.columns().stream().sorted().toList()));
            } else if (relation instanceof Relation.Opaque opaque) {
                lines.add("relation " + name + ": " + opaque.what());
            }
        }
        return lines;
    }

    private static String columns(List<Relation.Column> columns, ProtectedSchema schema) {
        List<String> found = columns.stream()
                .flatMap(column -> column.protection().stream().map(one -> column.name() + " " + mode(one, schema)))
                .toList();
        return found.isEmpty() ? "nothing protected" : String.join(", ", found);
    }

    private static String mode(ProtectedColumn column, ProtectedSchema schema) {
        ColumnRecord record = schema.column(column).record();
        Optional<String> domain = record.domain().map(KeyDomain::name).filter(name -> !name.isEmpty());
        return record.mode().name().toLowerCase(Locale.ROOT)
                + domain.map(name -> " in the domain " + name).orElse("");
    }

    private static void arrange(RowArrangement rows, List<String> lines) {
        for (RowArrangement.Condition condition : rows.conditions()) {
            lines.add("driver: hands out rows whose " + condition.column() + " is "
                    + comparison(condition.comparison()) + " "
                    + (condition.parameter().isPresent()
                            ? "parameter " + condition.parameter().getAsInt()
                            : "a literal"));
        }
        for (RowArrangement.Key key : rows.keys()) {
            lines.add("driver: sorts by " + key.column() + (key.descending() ? ", descending" : "") + ", NULLs "
                    + (key.nullsFirst() ? "first" : "last"));
        }
        rows.offset().ifPresent(count -> lines.add("driver: leaves out as many rows as " + count(count)));
        rows.limit().ifPresent(count -> lines.add("driver: hands out as many rows as " + count(count)));
        if (rows.hidden() > 0) {
            lines.add("driver: keeps the last columns to itself: " + rows.hidden());
        }
    }

    private static String comparison(Arrangement.Comparison comparison) {
        return switch (comparison) {
            case LESS -> "less than";
            case LESS_OR_EQUAL -> "at most";
            case GREATER -> "greater than";
            case GREATER_OR_EQUAL -> "at least";
        };
    }

    private static String count(Arrangement.Count count) {
        return count instanceof Arrangement.Count.Parameter parameter
                ? "parameter " + parameter.outerIndex()
                : Long.toString(((Arrangement.Count.Constant) count).rows());
    }

    private static String describe(Piece piece) {
        if (piece instanceof Piece.ProtectedParameter parameter) {
            return "parameter " + parameter.outerIndex() + ", encrypted " + use(parameter.use()) + " "
                    + parameter.column();
        }
        if (piece instanceof Piece.ProtectedLiteral literal) {
            return "a literal, encrypted " + use(literal.use()) + " " + literal.column();
        }
        if (piece instanceof Piece.ProtectedArray array) {
            return "parameter " + array.outerIndex() + ", an array, its elements encrypted for comparison with "
                    + array.column();
        }
        if (piece instanceof Piece.NullTest test) {
            return "parameter " + test.outerIndex() + ", only whether it is NULL";
        }
        return "parameter " + ((Piece.PlainParameter) piece).outerIndex() + ", as it is";
    }

    private static String use(ValueUse use) {
        return switch (use) {
            case ASSIGNED -> "into";
            case COMPARED -> "for comparison with";
            case ASSIGNED_AND_COMPARED -> "into and for comparison with";
            case CHOSEN -> "as one of the values of";
        };
    }
}
