package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.SetterValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The updates of a result set with protected columns, streams and large objects apart: values are encoded by the update
 * methods, so that errors come as on the plain column, and encrypted when the row is written.
 */
class ProtectedUpdates extends ProtectedValues {
    private final PendingRow pending;

    ProtectedUpdates(TdeConnection connection, Statement statement, ResultSet delegate, ColumnBinding[] bindings) {
        super(connection, statement, delegate, bindings);
        this.pending = new PendingRow(delegate, bindings);
    }

    final PendingRow pending() {
        return pending;
    }

    /** An update of a protected column without further hints; null is NULL. */
    final void encode(int index, Object value) throws SQLException {
        encode(index, value, OptionalInt.empty(), OptionalInt.empty());
    }

    private void encode(int index, Object value, OptionalInt type, OptionalInt scale) throws SQLException {
        if (value == null) {
            pending.put(index, null);
            return;
        }
        SetterValue setter = new SetterValue(Streams.whole(value), type, scale, Optional.empty());
        pending.put(index, Values.encode(column(index), setter, ValueUse.ASSIGNED));
    }

    private void encodeNumber(int index, long value, int sourceType) throws SQLException {
        pending.put(index, Values.encode(column(index), value, sourceType, ValueUse.ASSIGNED));
    }

    private static OptionalInt number(SQLType type) {
        Integer number = type == null ? null : type.getVendorTypeNumber();
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public void updateNull(int index) throws SQLException {
        if (column(index) == null) {
            delegate.updateNull(index);
        } else {
            pending.put(index, null);
        }
    }

    @Override
    public void updateBoolean(int index, boolean value) throws SQLException {
        if (column(index) == null) {
            delegate.updateBoolean(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateFloat(int index, float value) throws SQLException {
        if (column(index) == null) {
            delegate.updateFloat(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateDouble(int index, double value) throws SQLException {
        if (column(index) == null) {
            delegate.updateDouble(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateBigDecimal(int index, BigDecimal value) throws SQLException {
        if (column(index) == null) {
            delegate.updateBigDecimal(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateString(int index, String value) throws SQLException {
        if (column(index) == null) {
            delegate.updateString(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateBytes(int index, byte[] value) throws SQLException {
        if (column(index) == null) {
            delegate.updateBytes(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateDate(int index, Date value) throws SQLException {
        if (column(index) == null) {
            delegate.updateDate(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateTime(int index, Time value) throws SQLException {
        if (column(index) == null) {
            delegate.updateTime(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateTimestamp(int index, Timestamp value) throws SQLException {
        if (column(index) == null) {
            delegate.updateTimestamp(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateNString(int index, String value) throws SQLException {
        if (column(index) == null) {
            delegate.updateNString(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateByte(int index, byte value) throws SQLException {
        if (column(index) == null) {
            delegate.updateByte(index, value);
        } else {
            encodeNumber(index, value, Types.TINYINT);
        }
    }

    @Override
    public void updateShort(int index, short value) throws SQLException {
        if (column(index) == null) {
            delegate.updateShort(index, value);
        } else {
            encodeNumber(index, value, Types.SMALLINT);
        }
    }

    @Override
    public void updateInt(int index, int value) throws SQLException {
        if (column(index) == null) {
            delegate.updateInt(index, value);
        } else {
            encodeNumber(index, value, Types.INTEGER);
        }
    }

    @Override
    public void updateLong(int index, long value) throws SQLException {
        if (column(index) == null) {
            delegate.updateLong(index, value);
        } else {
            encodeNumber(index, value, Types.BIGINT);
        }
    }

    @Override
    public void updateObject(int index, Object value) throws SQLException {
        if (column(index) == null) {
            super.updateObject(index, value);
        } else {
            encode(index, value);
        }
    }

    @Override
    public void updateObject(int index, Object value, int scale) throws SQLException {
        if (column(index) == null) {
            super.updateObject(index, value, scale);
        } else {
            encode(index, value, OptionalInt.empty(), OptionalInt.of(scale));
        }
    }

    @Override
    public void updateObject(int index, Object value, SQLType type) throws SQLException {
        if (column(index) == null) {
            super.updateObject(index, value, type);
        } else {
            encode(index, value, number(type), OptionalInt.empty());
        }
    }

    @Override
    public void updateObject(int index, Object value, SQLType type, int scale) throws SQLException {
        if (column(index) == null) {
            super.updateObject(index, value, type, scale);
        } else {
            encode(index, value, number(type), OptionalInt.of(scale));
        }
    }
}
