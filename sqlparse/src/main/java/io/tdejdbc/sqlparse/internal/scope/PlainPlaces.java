package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Bystander;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.Refusal;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.Segment.Binding;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * Where the values of a statement stand that go to the backend as they are, and which of them may repeat a protected one:
 * first tokens by the place; elsewhere they stand for themselves.
 */
final class PlainPlaces {
    /** From this many digits on, a number tells more than a LIMIT or a flag. */
    private static final int TELLING_DIGITS = 5;

    private static final Binding PLAIN = new Binding.Plain();

    private final Tokens tokens;
    private final BitSet assigned = new BitSet();
    private final BitSet besidePlain = new BitSet();
    private final BitSet besideConstant = new BitSet();

    PlainPlaces(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Values that are stored in a plain column, whose own they are from then on. */
    void assigned(Flow flow) {
        // What goes into a function is not what is stored.
        if (flow instanceof Flow.Values values
                && values.leaves().stream().noneMatch(leaf -> leaf.kind() == Leaf.Kind.COMPUTED)) {
            note(flow, assigned);
        }
    }

    /** The value in a cast, where it is one. */
    void assigned(SqlNode node) {
        if (node instanceof SqlCall call && node.getKind() == SqlKind.CAST) {
            SqlNode value = call.operand(0);
            if (value instanceof SqlDynamicParam || value instanceof SqlLiteral) {
                assigned.set(Math.max(0, Span.of(value, tokens).from()));
            }
        }
    }

    /** Values that meet each other, or something that is no value of its own. */
    void compared(List<Flow> flows) {
        boolean constants = flows.stream().allMatch(flow -> flow instanceof Flow.Values);
        flows.forEach(flow -> note(flow, constants ? besideConstant : besidePlain));
    }

    private static void note(Flow flow, BitSet place) {
        if (flow instanceof Flow.Values values) {
            for (Leaf leaf : values.leaves()) {
                place.set(
                        Math.max(0, leaf.span().from()), Math.max(0, leaf.span().to()));
            }
        }
    }

    /**
     * Finds what goes to the backend as it is beside values of protected columns: each token counts that is no value of
     * its own plain column. What does not depend on parameters is settled here.
     */
    List<Bystander> bystanders(Statement statement) {
        List<Bystander> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Edit edit : statement.edits().values()) {
            edit.literal().ifPresent(value -> known.add(unsigned(value.text())));
        }
        int parameter = 0;
        for (int i = 0; i < tokens.size(); i++) {
            boolean isParameter = tokens.kind(i) == TokenKind.PARAMETER;
            int index = isParameter ? parameter++ : -1;
            if (assigned.get(i) || statement.isEdited(tokens.start(i))) {
                continue;
            }
            if (isParameter) {
                if (statement.binding(index).equals(PLAIN)) {
                    found.add(Bystander.parameter(
                            Plans.outerIndex(tokens, i, index), besidePlain.get(i), repeated(statement, i)));
                }
            } else {
                literal(statement, i, known).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Bystander> literal(Statement statement, int i, Set<String> known) {
        TokenKind kind = tokens.kind(i);
        boolean named =
                kind == TokenKind.STRING && i > 0 && tokens.isAnyWord(i - 1, "DATE", "TIME", "TIMESTAMP", "ZONE");
        if (kind != TokenKind.STRING && kind != TokenKind.NUMBER && kind != TokenKind.BINARY
                || (kind == TokenKind.NUMBER || named) && besidePlain.get(i)
                || kind == TokenKind.NUMBER
                        && !besideConstant.get(i)
                        && tokens.text(i).length() < TELLING_DIGITS) {
            return Optional.empty();
        }
        LiteralValue value = LiteralShape.decode(new Span(i, i + 1), tokens)
                .orElseThrow(() -> statement.refuseAt(Rule.UNEXPECTED_SHAPE, tokens.start(i), Optional.empty()));
        if (value.text().isEmpty()) {
            return Optional.empty();
        }
        if (known.contains(unsigned(value.text()))) {
            throw refusal(statement, i);
        }
        return Optional.of(Bystander.literal(value, repeated(statement, i)));
    }

    private static String unsigned(String text) {
        return text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    }

    private Refusal repeated(Statement statement, int token) {
        return refusal(statement, token).refusal();
    }

    private RefusedException refusal(Statement statement, int token) {
        return statement.refuseAt(Rule.REPEATED_VALUE, tokens.start(token), Optional.empty());
    }
}
