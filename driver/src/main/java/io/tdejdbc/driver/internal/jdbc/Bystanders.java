package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.plan.PlainLiterals;
import io.tdejdbc.driver.internal.types.SetterValue;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.sqlparse.Bystander;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for values of protected columns among the values that a prepared statement sends as they are. Equal means: the
 * protected column would take the plain value for the same. Numbers below {@value #TELLING} and truth values tell
 * nothing. Immutable.
 */
final class Bystanders {
    private static final long TELLING = 10_000;
    private static final int TELLING_LENGTH = 5;

    private final List<Bystander> all;
    private final boolean[] watched;

    Bystanders(List<Bystander> all, int outerCount) {
        this.all = all;
        this.watched = new boolean[outerCount];
        for (Bystander bystander : all) {
            bystander.parameter().ifPresent(index -> watched[index - 1] = true);
        }
    }

    /** Whether the values of a parameter have to be kept for the comparison. */
    boolean watches(int outerIndex) {
        return watched[outerIndex - 1];
    }

    /**
     * Refuses the execution if a value that goes out as it is equals one that goes out encrypted.
     *
     * @param plain what the watched parameters hold, by index - 1; null for NULL and for what was not set
     * @param values canonical values of the protected parameters by slot; null for NULL, empty for what was not set
     */
    void check(SetterValue[] plain, byte[][] values, PreparedLayout layout) throws SQLException {
        for (Bystander bystander : all) {
            if (bystander.literal().isPresent()) {
                LiteralValue literal = bystander.literal().get();
                for (int slot = 0; slot < values.length; slot++) {
                    PreparedLayout.Slot target = layout.slots()[slot];
                    byte[] other = PlainLiterals.canonical(literal, target.column(), target.use());
                    for (byte[] one : target.values(values[slot])) {
                        requireOther(bystander, other, one);
                    }
                }
                continue;
            }
            SetterValue value = plain[bystander.parameter().getAsInt() - 1];
            if (value == null || !counts(value.value(), bystander.textOnly())) {
                continue;
            }
            for (int slot = 0; slot < values.length; slot++) {
                PreparedLayout.Slot target = layout.slots()[slot];
                if (values[slot] != null) {
                    byte[] other = canonical(value, target.column(), target.use());
                    for (byte[] one : target.values(values[slot])) {
                        requireOther(bystander, other, one);
                    }
                }
            }
            for (PreparedLayout.LiteralSlot target : layout.literals()) {
                if (target.value().kind() == LiteralValue.Kind.CURRENT_DATE) {
                    // What day it is, is no secret.
                    continue;
                }
                byte[] literal = Values.encodeLiteral(target.column(), target.value(), target.use());
                requireOther(bystander, canonical(value, target.column(), target.use()), literal);
            }
        }
    }

    private static void requireOther(Bystander bystander, byte[] one, byte[] other) throws SQLException {
        if (one.length > 0 && other != null && Arrays.equals(one, other)) {
            throw SqlErrors.refused(bystander.refusal());
        }
    }

    private static boolean counts(Object value, boolean textOnly) {
        if (value instanceof String || value instanceof byte[]) {
            return true;
        }
        if (textOnly || value instanceof Boolean) {
            return false;
        }
        return !(value instanceof Number number)
                || Math.abs(number.doubleValue()) >= TELLING
                || number instanceof BigDecimal decimal && decimal.precision() >= TELLING_LENGTH;
    }

    /** The value as the column would take it; empty where it takes no such value. */
    private static byte[] canonical(SetterValue value, ColumnBinding column, ValueUse use) {
        if (!fits(value.value(), column.codec().type().family())) {
            return new byte[0];
        }
        try {
            return Values.encode(column.itself(), value, use);
        } catch (SQLException e) {
            // No value of this column.
            return new byte[0];
        }
    }

    /** Whether a value may be one of a column at all: spares the codecs most of what they would throw at. */
    private static boolean fits(Object value, TypeFamily family) {
        if (value instanceof Number) {
            return PlainLiterals.isNumber(family);
        }
        if (value instanceof java.util.Date || value instanceof Temporal) {
            return switch (family) {
                case DATE, LOCAL_TIME, LOCAL_TIMESTAMP, INSTANT, OFFSET_TIME -> true;
                default -> false;
            };
        }
        return PlainLiterals.fits(value, family);
    }
}
