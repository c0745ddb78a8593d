package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Segment.Binding;
import io.tdejdbc.sqlparse.ValueUse;
import java.util.Optional;

/** How two roles of one parameter go together. */
final class Bindings {
    private Bindings() {}

    /** What serves for two bindings of one parameter: it may be both stored in a column and compared with it. */
    static Optional<Binding> both(Binding one, Binding other) {
        if (one.equals(other)) {
            return Optional.of(one);
        }
        boolean sameColumn = one instanceof Binding.Protected a
                && other instanceof Binding.Protected b
                && a.column().equals(b.column())
                && a.steps().equals(b.steps())
                && a.use() != ValueUse.CHOSEN
                && b.use() != ValueUse.CHOSEN
                && !a.column().isRekeyed();
        if (!sameColumn) {
            return Optional.empty();
        }
        Binding.Protected value = (Binding.Protected) one;
        return Optional.of(new Binding.Protected(value.column(), ValueUse.ASSIGNED_AND_COMPARED, value.steps()));
    }
}
