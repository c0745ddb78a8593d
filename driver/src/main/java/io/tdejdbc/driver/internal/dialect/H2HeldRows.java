package io.tdejdbc.driver.internal.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.jdbc.JdbcResultSet;
import org.h2.result.LocalResult;
import org.h2.value.Value;

/**
 * The rows of a result set of an H2 database in this process. H2 holds a whole result in memory up to
 * {@code MAX_MEMORY_ROWS} and shows one row at a time, so the rows are read from the result's field; where they cannot be
 * read, nothing is held as far as we know. Short values that are equal may share one array.
 */
final class H2HeldRows {
    private H2HeldRows() {}

    static Optional<HeldRows> of(ResultSet result) {
        return ListedRows.ifKnown(() -> Typed.of(result));
    }

    /** Loaded only where H2 is visible. */
    private static final class Typed extends ListedRows {
        private static final VarHandle ROWS = field();

        private final JdbcResultSet result;
        private final List<?> rows;

        private Typed(JdbcResultSet result, List<?> rows) {
            this.result = result;
            this.rows = rows;
        }

        /** Another version of H2 may have no such field; then this class does not come up. */
        private static VarHandle field() {
            try {
                return MethodHandles.privateLookupIn(LocalResult.class, MethodHandles.lookup())
                        .findVarHandle(LocalResult.class, "rows", ArrayList.class);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("H2's rows are not where they were", e);
            }
        }

        static Optional<HeldRows> of(ResultSet result) {
            if (!(result instanceof JdbcResultSet own) || !(own.getResult() instanceof LocalResult local)) {
                return Optional.empty();
            }
            // Results on disk have no such list, and others may be shorter than it.
            List<?> rows = (List<?>) ROWS.get(local);
            return rows == null || rows.size() != local.getRowCount()
                    ? Optional.empty()
                    : Optional.of(new Typed(own, rows));
        }

        @Override
        List<?> rows() {
            return rows;
        }

        @Override
        int position() {
            try {
                return result.getRow() - 1;
            } catch (SQLException e) {
                // Closed, or its connection is.
                return -1;
            }
        }

        @Override
        byte[] field(Object row, int index) {
            Value value = ((Value[]) row)[index - 1];
            int type = value.getValueType();
            return type == Value.VARBINARY || type == Value.BINARY ? value.getBytesNoCopy() : null;
        }

        @Override
        public byte[] envelope(byte[] field) {
            return field;
        }
    }
}
