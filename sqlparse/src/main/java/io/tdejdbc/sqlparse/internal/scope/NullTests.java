package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters and literals of which a statement asks only whether they are NULL. */
final class NullTests {
    private final List<NullTest> tests = new ArrayList<>();
    private final List<Leaf> literals = new ArrayList<>();

    /** A parameter that is only tested for NULL, and the column beside it. */
    static final class NullTest {
        private final int parameter;
        private Optional<ProtectedColumn> column = Optional.empty();

        private NullTest(int parameter) {
            this.parameter = parameter;
        }

        int parameter() {
            return parameter;
        }

        Optional<ProtectedColumn> column() {
            return column;
        }
    }

    void add(Leaf leaf) {
        if (leaf.kind() == Leaf.Kind.PARAMETER) {
            tests.add(new NullTest(leaf.parameter()));
        } else {
            literals.add(leaf);
        }
    }

    /** How many parameters there are. */
    int size() {
        return tests.size();
    }

    /** The parameters. */
    List<NullTest> parameters() {
        return List.copyOf(tests);
    }

    /** Gives those from a place on that have no column yet the one whose value stands beside them. */
    void nearest(int from, ProtectedColumn column) {
        for (NullTest test : tests.subList(from, tests.size())) {
            if (test.column.isEmpty()) {
                test.column = Optional.of(column);
            }
        }
    }

    /** The first literal that has no place of its own in the text. */
    Optional<Leaf> unplaced() {
        return literals.stream().filter(leaf -> leaf.span().equals(Span.NONE)).findFirst();
    }

    /** A literal that is tested for NULL may be the value that is looked up beside it: a constant stands in for it. */
    List<Edit> constants(Tokens tokens) {
        return literals.stream()
                .map(Leaf::span)
                .map(span -> Edit.text(tokens.start(span.from()), tokens.end(span.to() - 1), "'1'"))
                .toList();
    }
}
