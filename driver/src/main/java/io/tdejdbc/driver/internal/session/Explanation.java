package io.tdejdbc.driver.internal.session;

import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.ProtectedPlan.Piece;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a plan does; literals of protected columns are not shown. */
public final class Explanation {
    private Explanation() {}

    /** Lines for a person. */
    public static List<String> of(StatementPlan plan) {
        if (!(plan instanceof ProtectedPlan guarded)) {
            return List.of("passed through: names nothing protected");
        }
        List<String> lines = new ArrayList<>();
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
        lines.add("sent as:  " + text.toString().strip());
        lines.addAll(markers);
        for (int i = 0; i < guarded.result().size(); i++) {
            ProtectedPlan.Output output = guarded.result().get(i);
            int column = i + 1;
            output.column()
                    .ifPresent(bound -> lines.add("result " + column
                            + output.label().map(label -> " (" + label + ")").orElse("") + ": decrypted from "
                            + bound));
        }
        return lines;
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
            case CHOSEN -> "as one of the values of";
        };
    }
}
