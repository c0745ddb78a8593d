package io.tdejdbc.sqlparse;

import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Writes a tree as one line: {@code OPERATOR(operand, …)}, lists in brackets, absent operands as {@code -}, names and
 * literals as the statement has them.
 */
final class TreeShape {
    private final Tokens tokens;

    TreeShape(Tokens tokens) {
        this.tokens = tokens;
    }

    String of(SqlNode node) {
        if (node == null) {
            return "-";
        }
        if (node instanceof SqlNodeList list) {
            return list.getList().stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof SqlIdentifier identifier) {
            return identifier(identifier);
        }
        if (node instanceof SqlDynamicParam) {
            return source(node.getParserPosition());
        }
        if (node instanceof SqlLiteral literal && literal.getValue() instanceof Enum<?> symbol) {
            return symbol.name().toLowerCase(Locale.ROOT);
        }
        if (node instanceof SqlSelect select) {
            return select(select);
        }
        if (node instanceof SqlJoin join) {
            return join(join);
        }
        if (node instanceof SqlCall call) {
            return call.getOperator().getName()
                    + call.getOperandList().stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
        }
        return source(node.getParserPosition());
    }

    private String identifier(SqlIdentifier identifier) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < identifier.names.size(); i++) {
            parts.add(identifier.names.get(i).isEmpty() ? "*" : source(identifier.getComponentParserPosition(i)));
        }
        return String.join(".", parts);
    }

    private String select(SqlSelect select) {
        StringBuilder out = new StringBuilder("SELECT(");
        if (select.isDistinct()) {
            out.append("DISTINCT ");
        }
        out.append(of(select.getSelectList()));
        part(out, "FROM", select.getFrom());
        part(out, "WHERE", select.getWhere());
        part(out, "GROUP", select.getGroup());
        part(out, "HAVING", select.getHaving());
        if (!select.getWindowList().isEmpty()) {
            part(out, "WINDOW", select.getWindowList());
        }
        return out.append(')').toString();
    }

    private void part(StringBuilder out, String name, SqlNode node) {
        if (node != null) {
            out.append(", ").append(name).append(' ').append(of(node));
        }
    }

    private String join(SqlJoin join) {
        String condition = join.getConditionType() == JoinConditionType.NONE
                ? ""
                : ", " + join.getConditionType() + " " + of(join.getCondition());
        return (join.isNatural() ? "NATURAL " : "") + join.getJoinType() + " JOIN(" + of(join.getLeft()) + ", "
                + of(join.getRight()) + condition + ")";
    }

    /** The statement's own text between two columns. */
    private String source(SqlParserPos position) {
        int from = position.getColumnNum() - 1;
        int to = position.getEndColumnNum();
        return from < 0 || to > tokens.text().length()
                ? "?"
                : tokens.text().substring(from, to).replace('\n', ' ');
    }
}
