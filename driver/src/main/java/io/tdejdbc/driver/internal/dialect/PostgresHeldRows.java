package io.tdejdbc.driver.internal.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PgResultSet;

/**
 * The page of rows in a result set of pgjdbc: all of a result, or as many as its fetch size. pgjdbc shows one row at a
 * time, so the page itself is read from its fields; where they cannot be read, nothing is held as far as we know.
 */
final class PostgresHeldRows {
    private PostgresHeldRows() {}

    static Optional<HeldRows> of(ResultSet result) {
        return ListedRows.ifKnown(() -> Typed.of(result));
    }

    /** Loaded only where pgjdbc is visible. */
    private static final class Typed extends ListedRows {
        private static final VarHandle PAGE = field("rows", List.class);
        private static final VarHandle POSITION = field("currentRow", int.class);
        private static final VarHandle CHARACTERS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
        private static final VarHandle BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
        private static final long EVERY_BYTE = 0x0101010101010101L;

        private final PgResultSet result;

        private Typed(PgResultSet result) {
            this.result = result;
        }

        /** Another version of pgjdbc may have no such field; then this class does not come up. */
        private static VarHandle field(String name, Class<?> type) {
            try {
                return MethodHandles.privateLookupIn(PgResultSet.class, MethodHandles.lookup())
                        .findVarHandle(PgResultSet.class, name, type);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("pgjdbc's rows are not where they were", e);
            }
        }

        static Optional<HeldRows> of(ResultSet result) {
            return result instanceof PgResultSet own ? Optional.of(new Typed(own)) : Optional.empty();
        }

        @Override
        List<?> rows() {
            List<?> page = (List<?>) PAGE.get(result);
            return page == null ? List.of() : page;
        }

        @Override
        int position() {
            return (int) POSITION.get(result);
        }

        @Override
        byte[] field(Object row, int index) {
            return ((Tuple) row).get(index - 1);
        }

        @Override
        public byte[] envelope(byte[] field) {
            if (field.length == 0 || field[0] != '\\') {
                // In binary form: no envelope begins with a backslash.
                return field;
            }
            return field.length % 2 == 0 && field[1] == 'x' ? fromHex(field) : null;
        }

        /** Eight digits at a time: their low halves, and nine more for letters, are pushed together in pairs. */
        private static byte[] fromHex(byte[] field) {
            byte[] bytes = new byte[field.length / 2 - 1];
            int at = 0;
            for (; at + 4 <= bytes.length; at += 4) {
                long digits = (long) CHARACTERS.get(field, 2 + 2 * at);
                long letters = digits >>> 6 & EVERY_BYTE;
                long halves = (digits & 0x0F * EVERY_BYTE) + 9 * letters;
                long pairs = (halves | halves >>> 4) & 0x00FF00FF00FF00FFL;
                long twice = (pairs | pairs >>> 8) & 0x0000FFFF0000FFFFL;
                BYTES.set(bytes, at, (int) (twice | twice >>> 16));
            }
            for (; at < bytes.length; at++) {
                bytes[at] = (byte) (digit(field[2 + 2 * at]) << 4 | digit(field[3 + 2 * at]));
            }
            return bytes;
        }

        private static int digit(byte character) {
            return (character & 0x0F) + 9 * (character >>> 6 & 1);
        }
    }
}
