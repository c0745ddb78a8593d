package io.tdejdbc.driver.internal.dialect;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rows that a driver holds in a list, with a position in it. */
abstract class ListedRows implements HeldRows {

    /** What the classes of a driver give, if they are there and as they were when this was written. */
    static Optional<HeldRows> ifKnown(Supplier<Optional<HeldRows>> rows) {
        try {
            return rows.get();
        } catch (LinkageError e) {
            // The real driver was loaded by a class loader that ours cannot see, or keeps its rows in another way.
            return Optional.empty();
        }
    }

    /** The rows; none once the result is closed. */
    abstract List<?> rows();

    /** The place of the current row in {@link #rows}; negative, or beyond the last, where there is none. */
    abstract int position();

    /** As {@link HeldRows#field(int)}, of one of {@link #rows}. */
    abstract byte[] field(Object row, int index);

    @Override
    public final int available() {
        int position = position();
        return position < 0 ? 0 : Math.max(0, rows().size() - position);
    }

    @Override
    public final byte[] field(int index) {
        int position = position();
        List<?> rows = rows();
        return position < 0 || position >= rows.size() ? null : field(rows.get(position), index);
    }

    @Override
    public final int look(int index, byte[][] fields) {
        int position = position();
        if (position < 0) {
            return 0;
        }
        List<?> rows = rows();
        int count = Math.max(0, Math.min(fields.length, rows.size() - position));
        for (int i = 0; i < count; i++) {
            fields[i] = field(rows.get(position + i), index);
        }
        return count;
    }
}
