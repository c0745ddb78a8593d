package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.Optional;

/** A change of the text: from {@code start} to {@code end} it gives way to a literal or an insertion. */
record Edit(
        int start,
        int end,
        Optional<LiteralValue> literal,
        Optional<ProtectedColumn> column,
        ValueUse use,
        String insertion) {

    /** What serves for this and another change of the same text. */
    Optional<Edit> both(Edit other) {
        if (equals(other)) {
            return Optional.of(this);
        }
        Edit alike = new Edit(start, end, literal, column, other.use, insertion);
        boolean joined = alike.equals(other)
                && use != ValueUse.CHOSEN
                && other.use != ValueUse.CHOSEN
                && column.stream().noneMatch(ProtectedColumn::isRekeyed);
        return joined
                ? Optional.of(new Edit(start, end, literal, column, ValueUse.ASSIGNED_AND_COMPARED, insertion))
                : Optional.empty();
    }

    /** Text that goes away, where a value of a column stands in it or beside it. */
    static Edit cut(int start, int end, ProtectedColumn column) {
        return new Edit(start, end, Optional.empty(), Optional.of(column), ValueUse.ASSIGNED, "");
    }

    /** Text that gives way to another, neither of which holds a value. */
    static Edit text(int start, int end, String insertion) {
        return new Edit(start, end, Optional.empty(), Optional.empty(), ValueUse.ASSIGNED, insertion);
    }
}
