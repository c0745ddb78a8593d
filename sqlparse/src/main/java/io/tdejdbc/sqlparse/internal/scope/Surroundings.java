package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ValueUse;
import io.tdejdbc.sqlparse.internal.constant.ConstantExpression;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What has to be written around values, by where they begin: casts, and a second value beside the first. */
final class Surroundings {
    private final LexicalFamily family;
    private final Map<Integer, ValueUse> typed = new TreeMap<>();
    private final Map<Integer, Doubled> doubled = new TreeMap<>();

    Surroundings(LexicalFamily family) {
        this.family = family;
    }

    /** The text around a value that is asked for by two search keys: before, between and after the two. */
    record Doubled(String before, String between, String after) {}

    /**
     * Notes that a value stands where the backend cannot tell its type from a column beside it, in a branch of CASE or a
     * sub-query's list: H2 takes an untyped parameter there for a character string.
     */
    void typed(Leaf leaf, ValueUse use) {
        if (family == LexicalFamily.STANDARD && !leaf.isNull()) {
            OptionalInt inside =
                    leaf.computed().map(ConstantExpression::parameter).orElse(OptionalInt.empty());
            // What is also compared or chosen is no longer than a cast to VARBINARY takes.
            typed.merge(
                    inside.orElse(leaf.span().from()),
                    use,
                    (before, after) -> before == ValueUse.ASSIGNED ? after : before);
        }
    }

    /** What {@link #typed} noted of the value that begins with a token. */
    Optional<ValueUse> typedUse(int token) {
        return Optional.ofNullable(typed.get(token));
    }

    /**
     * Notes that a value is asked for by two search keys.
     *
     * @return whether that agrees with what was noted before
     */
    boolean doubled(int start, Doubled text) {
        Doubled before = doubled.putIfAbsent(start, text);
        return before == null || before.equals(text);
    }

    /** What {@link #doubled} noted of the value that begins at an offset. */
    Optional<Doubled> doubled(int start) {
        return Optional.ofNullable(doubled.get(start));
    }
}
