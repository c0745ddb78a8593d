package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ProtectedPlan;
import io.tdejdbc.driver.internal.plan.RowArrangement;
import io.tdejdbc.driver.internal.types.SetterValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.Optional;
import java.util.OptionalInt;

/** A prepared statement that names something protected. Setters encode, execution encrypts. */
final class ProtectedPreparedStatement extends TdePreparedStatement {
    private final PreparedLayout layout;
    private final ParameterState state;
    private final RowBatch batch;
    private final ResultKind kind;

    /** @param kind what the application asked for */
    ProtectedPreparedStatement(
            TdeConnection connection,
            PreparedStatement prepared,
            String sql,
            ProtectedPlan plan,
            PreparedLayout layout,
            ResultKind kind) {
        super(connection, prepared, sql, plan);
        this.kind = kind;
        this.layout = layout;
        this.state = new ParameterState(prepared, layout, connection.planner());
        this.batch = new RowBatch(prepared, state);
    }

    @Override
    void bind() throws SQLException {
        state.bind();
    }

    @Override
    long executedCount(int index) {
        return state.executedCount(index);
    }

    @Override
    byte[] executedOperand(int condition) {
        return state.executedOperand(condition);
    }

    /** To be arranged, a result has to be scrollable, whatever the application asked for. */
    @Override
    public int getResultSetType() throws SQLException {
        int inner = prepared.getResultSetType();
        return plan() instanceof ProtectedPlan guarded && guarded.arrangement().isPresent() ? kind.type() : inner;
    }

    @Override
    public void clearParameters() throws SQLException {
        state.clear();
    }

    @Override
    public void addBatch() throws SQLException {
        batch.add();
    }

    @Override
    public void clearBatch() throws SQLException {
        batch.clear();
        prepared.clearBatch();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return runBatch(prepared::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return runBatch(prepared::executeLargeBatch);
    }

    private <T> T runBatch(Execution<T> execution) throws SQLException {
        try {
            requireCurrentPlan();
            batch.fill();
        } catch (SQLException e) {
            throw connection().metrics().failed(e);
        }
        batch.clear();
        T counts;
        try {
            counts = connection().metrics().batchExecuted(runAgain(execution));
        } catch (SQLException failure) {
            try {
                state.restore();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
        state.restore();
        return counts;
    }

    @Override
    public void close() throws SQLException {
        batch.clear();
        state.wipe();
        super.close();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        ResultSetMetaData inner = prepared.getMetaData();
        if (inner == null) {
            return null;
        }
        ProtectedPlan described = planDescribing(inner);
        int hidden = described.arrangement().map(RowArrangement::hidden).orElse(0);
        return new TdeResultSetMetaData(inner, ProtectedResultSet.bindings(described, inner), hidden);
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return new TdeParameterMetaData(prepared.getParameterMetaData(), layout);
    }

    /** A parameter for which plain markers get a setter call and protected ones a value. */
    private void set(int index, Object value, SetterCall call) throws SQLException {
        PreparedLayout.Outer outer = state.outer(index);
        state.count(outer, value);
        if (outer.plain().length > 0) {
            state.forward(outer, call, value, Optional.empty());
        }
        if (!outer.plainOnly()) {
            if (value == null) {
                state.setNull(outer);
            } else {
                state.set(outer, SetterValue.of(value));
            }
        }
    }

    private void set(int index, Object value, OptionalInt type, OptionalInt scale, SetterCall call)
            throws SQLException {
        PreparedLayout.Outer outer = state.outer(index);
        state.count(outer, value);
        if (outer.plain().length > 0) {
            state.forward(outer, call, value, Optional.empty());
        }
        if (!outer.plainOnly()) {
            if (value == null) {
                state.setNull(outer);
            } else {
                state.set(outer, new SetterValue(Streams.whole(value), type, scale, Optional.empty()));
            }
        }
    }

    private void set(int index, Object value, Calendar calendar, SetterCall call) throws SQLException {
        PreparedLayout.Outer outer = state.outer(index);
        state.count(outer, value);
        if (outer.plain().length > 0) {
            state.forward(outer, call, value, Optional.ofNullable(calendar));
        }
        if (!outer.plainOnly()) {
            if (value == null) {
                state.setNull(outer);
            } else {
                state.set(
                        outer,
                        new SetterValue(
                                value, OptionalInt.empty(), OptionalInt.empty(), Optional.ofNullable(calendar)));
            }
        }
    }

    private void set(int index, long value, int sourceType, SetterCall call) throws SQLException {
        PreparedLayout.Outer outer = state.outer(index);
        state.count(outer, value);
        if (outer.plain().length > 0) {
            state.forward(outer, call, value, Optional.empty());
        }
        if (!outer.plainOnly()) {
            state.set(outer, value, sourceType);
        }
    }

    private void setText(int index, String value, SetterCall call) throws SQLException {
        PreparedLayout.Outer outer = state.outer(index);
        state.count(outer, value);
        if (outer.plain().length > 0) {
            state.forward(outer, call, value, Optional.empty());
        }
        if (!outer.plainOnly()) {
            if (value == null) {
                state.setNull(outer);
            } else {
                state.set(outer, value);
            }
        }
    }

    /** A setter whose values no protected column takes; NULL is always taken. */
    private void setPlainOnly(int index, Object value, String setter, SetterCall call) throws SQLException {
        PreparedLayout.Outer outer = state.outer(index);
        if (value != null && outer.slots().length > 0) {
            throw SqlErrors.of(
                    JdbcErrorCode.SETTER_REFUSED,
                    setter + " for encrypted column " + state.columnOf(outer.slots()[0]),
                    "a value that encrypted columns do not take",
                    "a string, number, date, time, byte or character value",
                    "convert the value and use its setter");
        }
        set(index, value, call);
    }

    /** A value of {@code setObject} that may be replayed later, when the application's own object has changed. */
    private static Object keep(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        } else if (value instanceof java.util.Date date) {
            return date.clone();
        } else if (value instanceof Calendar calendar) {
            return calendar.clone();
        }
        return Wrapping.inner(value);
    }

    @SuppressWarnings("unchecked")
    private static <T extends java.util.Date> T keepDate(T value) {
        return value == null ? null : (T) value.clone();
    }

    private static Calendar keepCalendar(Calendar value) {
        return value == null ? null : (Calendar) value.clone();
    }

    @Override
    public void setNull(int index, int type) throws SQLException {
        set(index, null, (s, i) -> s.setNull(i, type));
    }

    @Override
    public void setNull(int index, int type, String typeName) throws SQLException {
        set(index, null, (s, i) -> s.setNull(i, type, typeName));
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        setText(index, value, (s, i) -> s.setString(i, value));
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        setText(index, value, (s, i) -> s.setNString(i, value));
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        set(index, (Object) value, (s, i) -> s.setBoolean(i, value));
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        set(index, value, Types.TINYINT, (s, i) -> s.setByte(i, value));
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        set(index, value, Types.SMALLINT, (s, i) -> s.setShort(i, value));
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        set(index, value, Types.INTEGER, (s, i) -> s.setInt(i, value));
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        set(index, value, Types.BIGINT, (s, i) -> s.setLong(i, value));
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        set(index, (Object) value, (s, i) -> s.setFloat(i, value));
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        set(index, (Object) value, (s, i) -> s.setDouble(i, value));
    }

    @Override
    public void setBigDecimal(int index, BigDecimal value) throws SQLException {
        set(index, value, (s, i) -> s.setBigDecimal(i, value));
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        byte[] kept = value == null ? null : value.clone();
        set(index, kept, (s, i) -> s.setBytes(i, kept));
    }

    @Override
    public void setDate(int index, Date value) throws SQLException {
        Date kept = keepDate(value);
        set(index, kept, (s, i) -> s.setDate(i, kept));
    }

    @Override
    public void setDate(int index, Date value, Calendar calendar) throws SQLException {
        Date kept = keepDate(value);
        Calendar zone = keepCalendar(calendar);
        set(index, kept, zone, (s, i) -> s.setDate(i, kept, zone));
    }

    @Override
    public void setTime(int index, Time value) throws SQLException {
        Time kept = keepDate(value);
        set(index, kept, (s, i) -> s.setTime(i, kept));
    }

    @Override
    public void setTime(int index, Time value, Calendar calendar) throws SQLException {
        Time kept = keepDate(value);
        Calendar zone = keepCalendar(calendar);
        set(index, kept, zone, (s, i) -> s.setTime(i, kept, zone));
    }

    @Override
    public void setTimestamp(int index, Timestamp value) throws SQLException {
        Timestamp kept = keepDate(value);
        set(index, kept, (s, i) -> s.setTimestamp(i, kept));
    }

    @Override
    public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
        Timestamp kept = keepDate(value);
        Calendar zone = keepCalendar(calendar);
        set(index, kept, zone, (s, i) -> s.setTimestamp(i, kept, zone));
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        Object kept = keep(value);
        set(index, kept, OptionalInt.empty(), OptionalInt.empty(), (s, i) -> s.setObject(i, kept));
    }

    @Override
    public void setObject(int index, Object value, int type) throws SQLException {
        Object kept = keep(value);
        set(index, kept, OptionalInt.of(type), OptionalInt.empty(), (s, i) -> s.setObject(i, kept, type));
    }

    @Override
    public void setObject(int index, Object value, int type, int scale) throws SQLException {
        Object kept = keep(value);
        set(index, kept, OptionalInt.of(type), OptionalInt.of(scale), (s, i) -> s.setObject(i, kept, type, scale));
    }

    @Override
    public void setObject(int index, Object value, SQLType type) throws SQLException {
        Object kept = keep(value);
        set(index, kept, number(type), OptionalInt.empty(), (s, i) -> s.setObject(i, kept, type));
    }

    @Override
    public void setObject(int index, Object value, SQLType type, int scale) throws SQLException {
        Object kept = keep(value);
        set(index, kept, number(type), OptionalInt.of(scale), (s, i) -> s.setObject(i, kept, type, scale));
    }

    private static OptionalInt number(SQLType type) {
        Integer number = type == null ? null : type.getVendorTypeNumber();
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** One of the inner statement's byte stream setters. */
    private interface ByteStreamCall {
        void apply(PreparedStatement statement, int index, InputStream stream) throws SQLException;
    }

    /** One of the inner statement's character stream setters. */
    private interface TextStreamCall {
        void apply(PreparedStatement statement, int index, Reader reader) throws SQLException;
    }

    private void setBytes(int index, InputStream stream, long length, boolean ascii, ByteStreamCall call)
            throws SQLException {
        if (stream == null) {
            set(index, null, (s, i) -> call.apply(s, i, null));
            return;
        }
        if (state.outer(index).plainOnly()) {
            byte[] bytes = Streams.bytes(stream, length);
            set(index, bytes, (s, i) -> call.apply(s, i, new ByteArrayInputStream(bytes)));
            return;
        }
        byte[] bytes = ascii || state.takesShortStreams(state.outer(index))
                ? Streams.bytes(stream, length)
                : Streams.exactBytes(stream, length);
        Object value = ascii ? Streams.ascii(bytes) : bytes;
        set(index, value, (s, i) -> call.apply(s, i, new ByteArrayInputStream(bytes)));
    }

    private void setText(int index, Reader reader, long length, TextStreamCall call) throws SQLException {
        if (reader == null) {
            set(index, null, (s, i) -> call.apply(s, i, null));
            return;
        }
        String text = Streams.text(reader, length);
        setText(index, text, (s, i) -> call.apply(s, i, new StringReader(text)));
    }

    @Override
    public void setAsciiStream(int index, InputStream stream) throws SQLException {
        setBytes(index, stream, Streams.UNTIL_END, true, PreparedStatement::setAsciiStream);
    }

    @Override
    public void setAsciiStream(int index, InputStream stream, int length) throws SQLException {
        setBytes(index, stream, length, true, (s, i, x) -> s.setAsciiStream(i, x, length));
    }

    @Override
    public void setAsciiStream(int index, InputStream stream, long length) throws SQLException {
        setBytes(index, stream, length, true, (s, i, x) -> s.setAsciiStream(i, x, length));
    }

    @Override
    public void setBinaryStream(int index, InputStream stream) throws SQLException {
        setBytes(index, stream, Streams.UNTIL_END, false, PreparedStatement::setBinaryStream);
    }

    @Override
    public void setBinaryStream(int index, InputStream stream, int length) throws SQLException {
        setBytes(index, stream, length, false, (s, i, x) -> s.setBinaryStream(i, x, length));
    }

    @Override
    public void setBinaryStream(int index, InputStream stream, long length) throws SQLException {
        setBytes(index, stream, length, false, (s, i, x) -> s.setBinaryStream(i, x, length));
    }

    @Override
    public void setBlob(int index, InputStream stream) throws SQLException {
        setBytes(index, stream, Streams.UNTIL_END, false, PreparedStatement::setBlob);
    }

    @Override
    public void setBlob(int index, InputStream stream, long length) throws SQLException {
        setBytes(index, stream, length, false, (s, i, x) -> s.setBlob(i, x, length));
    }

    @Override
    public void setBlob(int index, Blob value) throws SQLException {
        set(index, value, OptionalInt.empty(), OptionalInt.empty(), (s, i) -> s.setBlob(i, value));
    }

    @Override
    public void setCharacterStream(int index, Reader reader) throws SQLException {
        setText(index, reader, Streams.UNTIL_END, PreparedStatement::setCharacterStream);
    }

    @Override
    public void setCharacterStream(int index, Reader reader, int length) throws SQLException {
        setText(index, reader, length, (s, i, x) -> s.setCharacterStream(i, x, length));
    }

    @Override
    public void setCharacterStream(int index, Reader reader, long length) throws SQLException {
        setText(index, reader, length, (s, i, x) -> s.setCharacterStream(i, x, length));
    }

    @Override
    public void setNCharacterStream(int index, Reader reader) throws SQLException {
        setText(index, reader, Streams.UNTIL_END, PreparedStatement::setNCharacterStream);
    }

    @Override
    public void setNCharacterStream(int index, Reader reader, long length) throws SQLException {
        setText(index, reader, length, (s, i, x) -> s.setNCharacterStream(i, x, length));
    }

    @Override
    public void setClob(int index, Reader reader) throws SQLException {
        setText(index, reader, Streams.UNTIL_END, PreparedStatement::setClob);
    }

    @Override
    public void setClob(int index, Reader reader, long length) throws SQLException {
        setText(index, reader, length, (s, i, x) -> s.setClob(i, x, length));
    }

    @Override
    public void setClob(int index, Clob value) throws SQLException {
        set(index, value, OptionalInt.empty(), OptionalInt.empty(), (s, i) -> s.setClob(i, value));
    }

    @Override
    public void setNClob(int index, Reader reader) throws SQLException {
        setText(index, reader, Streams.UNTIL_END, PreparedStatement::setNClob);
    }

    @Override
    public void setNClob(int index, Reader reader, long length) throws SQLException {
        setText(index, reader, length, (s, i, x) -> s.setNClob(i, x, length));
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        set(index, value, OptionalInt.empty(), OptionalInt.empty(), (s, i) -> s.setNClob(i, value));
    }

    @Override
    public void setArray(int index, Array value) throws SQLException {
        Array inner = Wrapping.inner(value);
        PreparedLayout.Outer outer = state.outer(index);
        if (layout.takesArray(outer)) {
            set(index, inner, (s, i) -> s.setArray(i, inner));
        } else {
            setPlainOnly(index, inner, "setArray", (s, i) -> s.setArray(i, inner));
        }
    }

    @Override
    public void setRef(int index, Ref value) throws SQLException {
        setPlainOnly(index, value, "setRef", (s, i) -> s.setRef(i, value));
    }

    @Override
    public void setRowId(int index, RowId value) throws SQLException {
        setPlainOnly(index, value, "setRowId", (s, i) -> s.setRowId(i, value));
    }

    @Override
    public void setSQLXML(int index, SQLXML value) throws SQLException {
        setPlainOnly(index, value, "setSQLXML", (s, i) -> s.setSQLXML(i, value));
    }

    @Override
    public void setURL(int index, URL value) throws SQLException {
        setPlainOnly(index, value, "setURL", (s, i) -> s.setURL(i, value));
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int index, InputStream stream, int length) throws SQLException {
        setPlainOnly(index, stream, "setUnicodeStream", (s, i) -> s.setUnicodeStream(i, stream, length));
    }
}
