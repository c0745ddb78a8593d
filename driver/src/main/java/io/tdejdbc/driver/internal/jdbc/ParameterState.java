package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.StatementPlanner;
import io.tdejdbc.driver.internal.types.SetterValue;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The parameters that were set on a protected prepared statement. Plain ones are handed to the inner statement at once
 * and remembered for batches; protected ones are coerced and encoded at once, so that errors come where the plain column
 * would give them, and encrypted at execution.
 */
final class ParameterState {
    /** Stands for a value that was not set; told from values by identity. */
    private static final byte[] UNSET = new byte[0];

    private static final byte NOT_SET = 0;
    private static final byte NULL = 1;
    private static final byte NOT_NULL = 2;

    /** Any bytes do: the backend only asks whether they are NULL. */
    private static final byte[] NOT_NULL_MARK = {0};

    /** The parameters at one {@code addBatch}. */
    static final class Row {
        /** By outer index - 1; null where not set or not plain. */
        private final SetterCall[] plain;

        /** Canonical bytes by slot; null is NULL. */
        private final byte[][] values;

        /** By outer index - 1. */
        private final byte[] nulls;

        private Row(SetterCall[] plain, byte[][] values, byte[] nulls) {
            this.plain = plain;
            this.values = values;
            this.nulls = nulls;
        }
    }

    private final PreparedStatement inner;
    private final PreparedLayout layout;
    private final StatementPlanner planner;
    private final SetterCall[] plain;
    private final byte[][] values;
    private final byte[] nulls;

    /** By outer index - 1; the numbers of rows that were set. */
    private final OptionalLong[] counts;

    /** The numbers of rows at the last execution. */
    private OptionalLong[] executed;

    /** The values at the last execution, by slot. */
    private byte[][] executedValues = new byte[0][];

    /** By outer index - 1; what plain parameters hold that must not equal a protected one; null for NULL. */
    private final SetterValue[] watched;

    ParameterState(PreparedStatement inner, PreparedLayout layout, StatementPlanner planner) {
        this.inner = inner;
        this.planner = planner;
        this.layout = layout;
        this.plain = new SetterCall[layout.outerCount()];
        this.values = new byte[layout.slots().length][];
        this.nulls = new byte[layout.outerCount()];
        this.watched = new SetterValue[layout.outerCount()];
        this.counts = new OptionalLong[layout.outerCount()];
        Arrays.fill(values, UNSET);
        Arrays.fill(counts, OptionalLong.empty());
        this.executed = counts.clone();
    }

    /** Keeps the value of a parameter that the driver takes for a number of rows. */
    void count(PreparedLayout.Outer outer, Object value) throws SQLException {
        if (!outer.countsRows()) {
            return;
        }
        boolean whole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
        if (!whole || ((Number) value).longValue() < 0) {
            throw rowCount(outer.index());
        }
        counts[outer.index() - 1] = OptionalLong.of(((Number) value).longValue());
    }

    private static SQLException rowCount(int index) {
        return SqlErrors.of(
                JdbcErrorCode.OWN_PARAMETER,
                "parameter " + index + " in LIMIT or OFFSET of a result that is sorted by encrypted columns",
                "NULL, a negative number or a value of another kind",
                "a whole number from 0",
                "set it by setInt or setLong");
    }

    private static SQLException unset(int index) {
        return SqlErrors.of(
                JdbcErrorCode.UNSET_PARAMETER,
                "a statement was executed whose rows the driver sorts or chooses by encrypted columns",
                "no value for parameter " + index,
                "a value for each parameter",
                "set it before the execution");
    }

    /** The number of rows that a parameter held at the last execution. */
    long executedCount(int index) {
        return executed[index - 1].orElseThrow();
    }

    /** Keeps what the driver needs when it sorts and chooses the rows of the result; of no other statement. */
    private void keepForRows() throws SQLException {
        if (!layout.arranges()) {
            return;
        }
        for (int i = 1; i <= counts.length; i++) {
            if (layout.outer(i).countsRows() && counts[i - 1].isEmpty()) {
                throw unset(i);
            }
        }
        executed = counts.clone();
        for (int slot : layout.operands()) {
            if (slot >= 0 && values[slot] == UNSET) {
                throw unset(layout.slots()[slot].outer());
            }
        }
        executedValues = values.clone();
    }

    /** What a condition compared with at the last execution; null for NULL. */
    byte[] executedOperand(int condition) {
        return executedValues[layout.operands()[condition]];
    }

    /** The parameter of an index; for a wrong one the inner driver's own exception. */
    PreparedLayout.Outer outer(int index) throws SQLException {
        if (layout.hasOuter(index)) {
            return layout.outer(index);
        }
        inner.setNull(layout.innerIndex(index), Types.VARCHAR);
        throw SqlErrors.of(
                JdbcErrorCode.PARAMETER_INDEX,
                "a parameter was set",
                "index " + index,
                "an index from 1 to " + layout.outerCount(),
                "set only the parameters that the statement has");
    }

    /**
     * Hands a plain value on.
     *
     * @param value the same value, for comparison; null is NULL
     */
    void forward(PreparedLayout.Outer outer, SetterCall call, Object value, Optional<Calendar> calendar)
            throws SQLException {
        forward(outer, call);
        if (layout.bystanders().watches(outer.index())) {
            watched[outer.index() - 1] =
                    value == null ? null : new SetterValue(value, OptionalInt.empty(), OptionalInt.empty(), calendar);
        }
    }

    private void forward(PreparedLayout.Outer outer, SetterCall call) throws SQLException {
        for (int index : outer.plain()) {
            call.apply(inner, index);
        }
        plain[outer.index() - 1] = call;
    }

    /** Whether the plain column takes a byte stream that ends before its declared length. */
    boolean takesShortStreams(PreparedLayout.Outer outer) {
        for (int slot : outer.slots()) {
            if (!columnOf(slot).codec().takesShortStreams()) {
                return false;
            }
        }
        return true;
    }

    /** NULL for every protected marker of the parameter. */
    void setNull(PreparedLayout.Outer outer) {
        for (int slot : outer.slots()) {
            values[slot] = null;
        }
        nulls[outer.index() - 1] = NULL;
    }

    void set(PreparedLayout.Outer outer, SetterValue value) throws SQLException {
        for (int slot : outer.slots()) {
            PreparedLayout.Slot target = layout.slots()[slot];
            values[slot] = target.array()
                    ? ArrayValues.encode(target.column(), value.value())
                    : Values.encode(target.column(), value, target.use());
        }
        nulls[outer.index() - 1] = NOT_NULL;
    }

    void set(PreparedLayout.Outer outer, String value) throws SQLException {
        for (int slot : outer.slots()) {
            PreparedLayout.Slot target = layout.slots()[slot];
            values[slot] = target.array()
                    ? ArrayValues.encode(target.column(), value)
                    : Values.encode(target.column(), value, target.use());
        }
        nulls[outer.index() - 1] = NOT_NULL;
    }

    void set(PreparedLayout.Outer outer, long value, int sourceType) throws SQLException {
        for (int slot : outer.slots()) {
            PreparedLayout.Slot target = layout.slots()[slot];
            values[slot] = target.array()
                    ? ArrayValues.encode(target.column(), value)
                    : Values.encode(target.column(), value, sourceType, target.use());
        }
        nulls[outer.index() - 1] = NOT_NULL;
    }

    /** Forgets all values, here and in the inner statement. */
    void clear() throws SQLException {
        inner.clearParameters();
        wipe();
    }

    /** Forgets all values here. */
    void wipe() {
        Arrays.fill(plain, null);
        Arrays.fill(watched, null);
        Arrays.fill(values, UNSET);
        Arrays.fill(nulls, NOT_SET);
        Arrays.fill(counts, OptionalLong.empty());
        executedValues = new byte[0][];
    }

    /** Encrypts everything anew and binds it; what was not set stays unset, so that the inner driver complains. */
    void bind() throws SQLException {
        keepForRows();
        layout.bystanders().check(watched, values, layout);
        byte[][] canonicals = new byte[layout.groups().placeCount()][];
        putLiterals(literals(), canonicals, putSlots(values, canonicals, 0));
        bindEncrypted(values, layout.groups().encrypt(canonicals), 0);
        bindNullTests(nulls);
    }

    /** Binds slots and literals of one execution, whose envelopes begin at the given place. */
    private void bindEncrypted(byte[][] slotValues, byte[][] envelopes, int at) throws SQLException {
        PreparedLayout.Slot[] slots = layout.slots();
        int place = at;
        for (int i = 0; i < slots.length; i++, place++) {
            if (slots[i].inner() == 0) {
                continue;
            }
            if (slots[i].array()) {
                bindArray(slots[i], slotValues[i]);
            } else if (envelopes[place] != null) {
                inner.setBytes(slots[i].inner(), envelopes[place]);
            } else if (slotValues[i] == null) {
                // Of the envelopes' type: MariaDB's driver begins another bulk where the type changes.
                inner.setBytes(slots[i].inner(), null);
            }
        }
        for (PreparedLayout.LiteralSlot literal : layout.literals()) {
            inner.setBytes(literal.inner(), envelopes[place++]);
        }
    }

    private void bindArray(PreparedLayout.Slot slot, byte[] joined) throws SQLException {
        if (joined == null) {
            inner.setNull(slot.inner(), Types.ARRAY);
        } else if (joined != UNSET) {
            ArrayValues.bind(inner, slot, joined);
        }
    }

    /** Writes what is to be encrypted of the slots, but for arrays; where the literals' places begin. */
    private int putSlots(byte[][] slotValues, byte[][] canonicals, int at) {
        int place = at;
        for (int i = 0; i < slotValues.length; i++) {
            PreparedLayout.Slot slot = layout.slots()[i];
            boolean single = slotValues[i] != UNSET && !slot.array() && slot.inner() > 0;
            canonicals[place++] = single ? slotValues[i] : null;
        }
        return place;
    }

    private static void putLiterals(byte[][] literals, byte[][] canonicals, int at) {
        System.arraycopy(literals, 0, canonicals, at, literals.length);
    }

    /** The literals' values at this execution. */
    private byte[][] literals() throws SQLException {
        byte[][] literals = new byte[layout.literals().length][];
        for (int i = 0; i < literals.length; i++) {
            PreparedLayout.LiteralSlot literal = layout.literals()[i];
            literals[i] =
                    Values.encodeLiteral(literal.column(), Values.present(literal.value(), planner), literal.use());
        }
        return literals;
    }

    private void bindNullTests(byte[] states) throws SQLException {
        for (PreparedLayout.NullSlot slot : layout.nullSlots()) {
            byte state = states[slot.outer() - 1];
            if (state == NOT_SET) {
                continue;
            }
            // Without a column the backend has no type for the marker but what the setter says.
            if (slot.column().isPresent()) {
                if (state == NULL) {
                    inner.setNull(slot.inner(), Types.VARBINARY);
                } else {
                    inner.setBytes(slot.inner(), NOT_NULL_MARK);
                }
            } else if (state == NULL) {
                inner.setNull(slot.inner(), Types.VARCHAR);
            } else {
                inner.setString(slot.inner(), "");
            }
        }
    }

    /** The present values, for a batch. */
    Row row() throws SQLException {
        layout.bystanders().check(watched, values, layout);
        return new Row(plain.clone(), values.clone(), nulls.clone());
    }

    /** Whether every parameter has a value. */
    boolean complete() {
        for (int i = 0; i < plain.length; i++) {
            PreparedLayout.Outer outer = layout.outer(i + 1);
            boolean missingPlain = outer.plain().length > 0 && plain[i] == null;
            boolean missingValue = !outer.plainOnly() && nulls[i] == NOT_SET;
            if (missingPlain || missingValue) {
                return false;
            }
        }
        return true;
    }

    /**
     * Puts a recorded row into the inner statement.
     *
     * @param envelopes what {@link #encrypt} gave
     * @param rowIndex which of its rows it is
     */
    void replay(Row row, byte[][] envelopes, int rowIndex) throws SQLException {
        for (int i = 0; i < row.plain.length; i++) {
            SetterCall call = row.plain[i];
            if (call != null) {
                for (int index : layout.outer(i + 1).plain()) {
                    call.apply(inner, index);
                }
            }
        }
        bindEncrypted(row.values, envelopes, rowIndex * layout.groups().placeCount());
        bindNullTests(row.nulls);
    }

    /** After a replay: the inner statement holds again what the application set last. */
    void restore() throws SQLException {
        inner.clearParameters();
        for (int i = 0; i < plain.length; i++) {
            if (plain[i] != null) {
                forward(layout.outer(i + 1), plain[i]);
            }
        }
    }

    /** Encrypts the values of many rows, those of one column together. */
    byte[][] encrypt(List<Row> rows) throws SQLException {
        int places = layout.groups().placeCount();
        byte[][] canonicals = new byte[Math.multiplyExact(rows.size(), places)][];
        byte[][] literals = literals();
        int at = 0;
        for (Row row : rows) {
            putLiterals(literals, canonicals, putSlots(row.values, canonicals, at));
            at += places;
        }
        return layout.groups().encrypt(canonicals);
    }

    /** The column of a slot. */
    ColumnBinding columnOf(int slot) {
        return layout.slots()[slot].column();
    }
}
