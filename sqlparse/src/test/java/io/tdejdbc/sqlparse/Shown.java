package io.tdejdbc.sqlparse;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes an analysis as one line that tests can compare. */
final class Shown {
    private Shown() {}

    /**
     * {@code pass}, with {@code session}, {@code schema}, {@code transaction}; {@code refuse TDE-SQL-nnn}; or the plan:
     * its kind, its text with each protected value as <code>{…}</code>, and its protected result columns.
     */
    static String of(Analysis analysis) {
        if (analysis instanceof Refusal refusal) {
            return "refuse " + refusal.code();
        }
        if (analysis instanceof PassThrough pass) {
            return "pass" + effects(pass.effects());
        }
        if (analysis instanceof TableDefinition definition) {
            return definition(definition);
        }
        if (analysis instanceof TableChange change) {
            return of(change.plan())
                    + change.moves().stream()
                            .map(move -> " [" + move.table()
                                    + move.column().map(c -> "." + c.column()).orElse("") + " -> "
                                    + move.newType()
                                            .map(TableChange.NewType::type)
                                            .orElse(move.newName().orElse("nothing"))
                                    + "]")
                            .collect(Collectors.joining());
        }
        Plan plan = (Plan) analysis;
        StringBuilder out = new StringBuilder(plan.kind().name().toLowerCase(Locale.ROOT)).append(": ");
        plan.segments().forEach(segment -> out.append(segment(segment)));
        String result = plan.result().stream()
                .map(column -> column.label().orElse("?")
                        + column.column()
                                .map(c -> "=" + c.table() + "." + c.column())
                                .orElse(""))
                .collect(Collectors.joining(", "));
        if (!result.isEmpty()) {
            out.append(" -> ").append(result);
        }
        plan.arrangement().ifPresent(arrangement -> out.append(arrangement(arrangement)));
        return out.append(effects(plan.effects())).toString();
    }

    private static String arrangement(Arrangement arrangement) {
        return (arrangement.conditions().isEmpty() ? "" : " where ")
                + arrangement.conditions().stream()
                        .map(condition ->
                                condition.place() + " " + condition.comparison() + " " + operand(condition.operand()))
                        .collect(Collectors.joining(" and "))
                + (arrangement.keys().isEmpty() ? "" : " sorted by ")
                + arrangement.keys().stream()
                        .map(key -> key.place()
                                + (key.descending() ? " desc" : "")
                                + key.nullsFirst()
                                        .map(first -> first ? " nulls first" : " nulls last")
                                        .orElse(""))
                        .collect(Collectors.joining(", "))
                + arrangement.offset().map(count -> " offset " + count(count)).orElse("")
                + arrangement.limit().map(count -> " limit " + count(count)).orElse("")
                + (arrangement.hidden() > 0 ? " hiding " + arrangement.hidden() : "");
    }

    private static String operand(Arrangement.Operand operand) {
        return operand instanceof Arrangement.Operand.Parameter parameter
                ? "?" + parameter.outerIndex() + (parameter.steps().isEmpty() ? "" : parameter.steps())
                : ((Arrangement.Operand.Constant) operand).value().toString();
    }

    private static String count(Arrangement.Count count) {
        return count instanceof Arrangement.Count.Parameter parameter
                ? "?" + parameter.outerIndex()
                : Long.toString(((Arrangement.Count.Constant) count).rows());
    }

    private static String effects(Effects effects) {
        return (effects.session() ? " session" : "")
                + (effects.schema() ? " schema" : "")
                + (effects.transaction() ? " transaction" : "");
    }

    private static String definition(TableDefinition definition) {
        StringBuilder out = new StringBuilder(
                (definition.kind() == TableDefinition.Kind.ADD ? "add " : "table ") + definition.name() + ": ");
        int done = 0;
        for (TableDefinition.DefinedColumn column : definition.columns()) {
            out.append(definition.text(), done, column.typeStart())
                    .append('{')
                    .append(column.name())
                    .append(' ')
                    .append(definition.text(), column.typeStart(), column.typeEnd());
            column.references()
                    .forEach(other ->
                            out.append(" -> ").append(other.table()).append('.').append(other.column()));
            out.append('}');
            done = column.typeEnd();
        }
        return out.append(definition.text(), done, definition.constraintOffset())
                .append("{checks}")
                .append(definition.text().substring(definition.constraintOffset()))
                .toString();
    }

    private static String segment(Segment segment) {
        if (segment instanceof Segment.Text text) {
            return text.text();
        }
        if (segment instanceof Segment.Literal literal) {
            return "{" + name(literal.column()) + use(literal.use())
                    + literal.value().kind() + " " + literal.value().text() + "}";
        }
        Segment.Parameter parameter = (Segment.Parameter) segment;
        if (parameter.binding() instanceof Segment.Binding.Protected p) {
            String steps = p.steps().isEmpty() ? "" : " " + p.steps();
            return "{" + name(p.column()) + use(p.use()) + parameter.outerIndex() + steps + "}";
        }
        if (parameter.binding() instanceof Segment.Binding.ProtectedArray array) {
            return "{" + name(array.column()) + " = any " + parameter.outerIndex() + "}";
        }
        if (parameter.binding() instanceof Segment.Binding.NullTest test) {
            return "{null " + test.column().map(Shown::name).orElse("any") + " " + parameter.outerIndex() + "}";
        }
        return "?" + parameter.outerIndex();
    }

    private static String name(ProtectedColumn column) {
        return column.table() + "." + column.column();
    }

    private static String use(ValueUse use) {
        return switch (use) {
            case ASSIGNED -> " <- ";
            case COMPARED -> " = ";
            case ASSIGNED_AND_COMPARED -> " <-= ";
            case CHOSEN -> " or ";
        };
    }
}
