package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.SetterValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Arrays of values that are compared with a protected column: kept as one value until they are encrypted. */
final class ArrayValues {
    private static final int NULL = -1;
    private static final String ELEMENT_TYPE = "bytea";

    private ArrayValues() {}

    /** The canonical elements of what a setter received, joined. */
    static byte[] encode(ColumnBinding column, Object value) throws SQLException {
        Object elements = value instanceof Array array ? array.getArray() : value;
        if (!(elements instanceof Object[] objects)) {
            throw SqlErrors.of(
                    JdbcErrorCode.SETTER_REFUSED,
                    "a value of " + value.getClass().getName() + " for an array compared with encrypted column "
                            + column,
                    "a value that is no array of objects",
                    "a java.sql.Array or an array of objects",
                    "make the array with Connection.createArrayOf and set it with setArray");
        }
        List<byte[]> canonicals = new ArrayList<>();
        for (Object element : objects) {
            if (element == null) {
                canonicals.add(null);
            } else if (element instanceof String text) {
                canonicals.add(Values.encode(column, text, ValueUse.COMPARED));
            } else {
                canonicals.add(Values.encode(column, SetterValue.of(element), ValueUse.COMPARED));
            }
        }
        return join(canonicals);
    }

    static byte[] join(List<byte[]> values) {
        int size = Integer.BYTES;
        for (byte[] value : values) {
            size = Math.addExact(size, Integer.BYTES + (value == null ? 0 : value.length));
        }
        ByteBuffer joined = ByteBuffer.allocate(size).putInt(values.size());
        for (byte[] value : values) {
            joined.putInt(value == null ? NULL : value.length);
            if (value != null) {
                joined.put(value);
            }
        }
        return joined.array();
    }

    /** The elements of what {@link #encode} gave; null for NULL. */
    static byte[][] split(byte[] joined) {
        ByteBuffer rest = ByteBuffer.wrap(joined);
        byte[][] values = new byte[rest.getInt()][];
        for (int i = 0; i < values.length; i++) {
            int length = rest.getInt();
            if (length != NULL) {
                values[i] = new byte[length];
                rest.get(values[i]);
            }
        }
        return values;
    }

    /** Encrypts the elements and binds them as an array of the stored type. */
    static void bind(PreparedStatement inner, PreparedLayout.Slot slot, byte[] joined) throws SQLException {
        byte[][] envelopes = Values.encryptAll(slot.column(), split(joined));
        inner.setArray(slot.inner(), inner.getConnection().createArrayOf(ELEMENT_TYPE, envelopes));
    }
}
