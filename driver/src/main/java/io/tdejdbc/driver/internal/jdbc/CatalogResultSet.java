package io.tdejdbc.driver.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A result of DatabaseMetaData with rows left out and values put over those of the backend. */
final class CatalogResultSet extends TdeResultSet {

    /** Whether the current row of the inner result set is to be left out. */
    interface Filter {
        boolean hides(ResultSet row) throws SQLException;
    }

    /** What stands over the current row of the inner result set: Strings, Integers and NULLs by column index. */
    interface Overlay {
        Map<Integer, Object> over(ResultSet row) throws SQLException;
    }

    private final Filter filter;
    private final Overlay overlay;
    private Map<Integer, Object> over = Map.of();
    private Optional<Boolean> lastNull = Optional.empty();
    private int position;

    CatalogResultSet(
            TdeConnection connection, Statement statement, ResultSet delegate, Filter filter, Overlay overlay) {
        super(connection, statement, delegate);
        this.filter = filter;
        this.overlay = overlay;
    }

    private boolean arrive(boolean onRow, int newPosition) throws SQLException {
        position = onRow ? newPosition : 0;
        over = onRow ? overlay.over(delegate) : Map.of();
        return onRow;
    }

    @Override
    public boolean next() throws SQLException {
        boolean onRow;
        do {
            onRow = delegate.next();
        } while (onRow && filter.hides(delegate));
        return arrive(onRow, position + 1);
    }

    @Override
    public boolean previous() throws SQLException {
        int from = position;
        boolean onRow;
        do {
            onRow = delegate.previous();
        } while (onRow && filter.hides(delegate));
        return arrive(onRow, from - 1);
    }

    @Override
    public void beforeFirst() throws SQLException {
        delegate.beforeFirst();
        arrive(false, 0);
    }

    @Override
    public void afterLast() throws SQLException {
        last();
        delegate.afterLast();
        position++;
        over = Map.of();
    }

    @Override
    public boolean first() throws SQLException {
        beforeFirst();
        return next();
    }

    @Override
    public boolean last() throws SQLException {
        return absolute(count());
    }

    private int count() throws SQLException {
        beforeFirst();
        int count = 0;
        while (next()) {
            count++;
        }
        return count;
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        int target = row < 0 ? count() + 1 + row : row;
        beforeFirst();
        boolean onRow = false;
        for (int i = 0; i < target; i++) {
            onRow = next();
            if (!onRow) {
                return false;
            }
        }
        return onRow;
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        boolean onRow = position > 0;
        for (int i = 0; i < Math.abs(rows); i++) {
            onRow = rows > 0 ? next() : previous();
        }
        return onRow;
    }

    @Override
    public int getRow() throws SQLException {
        return delegate.getRow() == 0 ? 0 : position;
    }

    @Override
    public boolean isFirst() throws SQLException {
        return delegate.getRow() != 0 && position == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        int row = getRow();
        if (row == 0) {
            return false;
        }
        boolean more = next();
        absolute(row);
        return !more;
    }

    /** Whether a value, or NULL, stands over the inner one; the getter that asks is the one {@code wasNull} is about. */
    private boolean overlaid(int index) {
        boolean overlaid = over.containsKey(index);
        lastNull = overlaid ? Optional.of(over.get(index) == null) : Optional.empty();
        return overlaid;
    }

    private int number(int index) {
        return over.get(index) instanceof Integer number ? number : 0;
    }

    @Override
    public boolean wasNull() throws SQLException {
        return lastNull.isPresent() ? lastNull.get() : delegate.wasNull();
    }

    @Override
    public String getString(int index) throws SQLException {
        return overlaid(index) ? Objects.toString(over.get(index), null) : delegate.getString(index);
    }

    @Override
    public String getString(String label) throws SQLException {
        return getString(findColumn(label));
    }

    @Override
    public String getNString(int index) throws SQLException {
        return getString(index);
    }

    @Override
    public String getNString(String label) throws SQLException {
        return getString(label);
    }

    @Override
    public boolean getBoolean(int index) throws SQLException {
        return overlaid(index) ? number(index) != 0 : delegate.getBoolean(index);
    }

    @Override
    public boolean getBoolean(String label) throws SQLException {
        return getBoolean(findColumn(label));
    }

    @Override
    public int getInt(int index) throws SQLException {
        return overlaid(index) ? number(index) : delegate.getInt(index);
    }

    @Override
    public int getInt(String label) throws SQLException {
        return getInt(findColumn(label));
    }

    @Override
    public short getShort(int index) throws SQLException {
        return overlaid(index) ? (short) number(index) : delegate.getShort(index);
    }

    @Override
    public short getShort(String label) throws SQLException {
        return getShort(findColumn(label));
    }

    @Override
    public long getLong(int index) throws SQLException {
        return overlaid(index) ? number(index) : delegate.getLong(index);
    }

    @Override
    public long getLong(String label) throws SQLException {
        return getLong(findColumn(label));
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return overlaid(index) ? over.get(index) : super.getObject(index);
    }

    @Override
    public Object getObject(String label) throws SQLException {
        return getObject(findColumn(label));
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        if (!overlaid(index)) {
            return super.getObject(index, type);
        }
        Object value = over.get(index);
        if (value instanceof Integer number && type == Long.class) {
            return type.cast(number.longValue());
        } else if (value instanceof Integer number && type == Short.class) {
            return type.cast(number.shortValue());
        } else if (value != null && type == String.class) {
            return type.cast(value.toString());
        }
        return value == null || type.isInstance(value) ? type.cast(value) : super.getObject(index, type);
    }

    @Override
    public <T> T getObject(String label, Class<T> type) throws SQLException {
        return getObject(findColumn(label), type);
    }
}
