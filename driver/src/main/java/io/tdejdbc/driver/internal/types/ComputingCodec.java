package io.tdejdbc.driver.internal.types;

import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.ValueStep;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A column's codec for values that stand in an expression of the statement: the expression is computed here, on the way
 * to the column. A value for which the outcome is not certain is refused. Immutable and thread-safe.
 */
public final class ComputingCodec implements ColumnCodec {
    /** H2 cuts a binary value that is chosen beside others at a megabyte; characters take up to four bytes. */
    private static final int LONGEST_CHOSEN = 200_000;

    private static final String SYNTAX_CLASS = "42";

    private final ColumnCodec inner;
    private final String column;
    private final List<ValueStep> steps;
    private final boolean typed;

    /**
     * @param inner the column's own codec
     * @param column for messages
     * @param steps what is done to a value, in order; none for one that must be exactly a value of the column, and no
     *     more than {@link ValueStep.Kind#TYPED} for one that is taken as it is set
     */
    public ComputingCodec(ColumnCodec inner, String column, List<ValueStep> steps) {
        this.inner = Objects.requireNonNull(inner);
        this.column = Objects.requireNonNull(column);
        this.steps = steps.stream()
                .filter(step -> step.kind() != ValueStep.Kind.TYPED)
                .toList();
        this.typed = steps.size() > this.steps.size();
    }

    @Override
    public byte[] encode(SetterValue value, ValueUse use) throws SQLException {
        if (typed && isUntyped(value)) {
            throw untyped();
        }
        if (asItIs(use)) {
            return inner.encode(value, use);
        }
        boolean text = value.value() instanceof String
                && (value.targetType().isEmpty()
                        || value.targetType().getAsInt() == Types.VARCHAR
                        || value.targetType().getAsInt() == Types.OTHER);
        if (text) {
            return encodeString((String) value.value(), use);
        }
        if (isSum() && value.scaleOrLength().isEmpty()) {
            if (value.value() instanceof Integer number) {
                return encodeLong(number, Types.INTEGER, use);
            } else if (value.value() instanceof Long number) {
                return encodeLong(number, Types.BIGINT, use);
            }
        }
        if (steps.isEmpty()) {
            boolean day = inner.type().jdbcType() == Types.DATE
                    && (value.value() instanceof Date || value.value() instanceof LocalDate)
                    && value.targetType().isEmpty()
                    && !inner.sendsDatesAsTexts();
            if (!day) {
                throw refused("a value of another type than the column's");
            }
            return inner.encode(value, ValueUse.ASSIGNED);
        }
        requireCastOnly();
        try {
            return inner.encode(value, ValueUse.ASSIGNED);
        } catch (SQLException e) {
            throw cast(e);
        }
    }

    @Override
    public byte[] encodeString(String value, ValueUse use) throws SQLException {
        if (asItIs(use)) {
            return inner.encodeString(value, use);
        }
        if (steps.isEmpty()) {
            return chosen(value);
        }
        String text = value;
        boolean ownType = false;
        for (ValueStep step : steps) {
            ownType |= step.kind() == ValueStep.Kind.OWN_TYPE;
            text = step.apply(text)
                    .orElseThrow(() -> refused("a character string in " + step + ", which depends on the database"));
        }
        // A string in a cast is read like a literal without a type.
        return ownType && inner.type().jdbcType() != Types.VARCHAR
                ? inner.encodeLiteral(new LiteralValue(LiteralValue.Kind.STRING, text), ValueUse.ASSIGNED)
                : inner.encodeString(text, use);
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        if (asItIs(use)) {
            return inner.encodeLong(value, sourceType, use);
        }
        if (steps.isEmpty()) {
            // The database chooses the wider of two types for the result.
            boolean narrow = sourceType != Types.BIGINT;
            boolean same =
                    inner.type().jdbcType() == Types.BIGINT || inner.type().jdbcType() == Types.INTEGER && narrow;
            if (!same) {
                throw refused("a number of another type than the column's");
            }
            return inner.encodeLong(value, sourceType, ValueUse.ASSIGNED);
        }
        if (isSum()) {
            return inner.encodeLong(sum(value), Types.INTEGER, use);
        }
        requireCastOnly();
        try {
            return inner.encodeLong(value, sourceType, ValueUse.ASSIGNED);
        } catch (SQLException e) {
            throw cast(e);
        }
    }

    @Override
    public byte[] encodeLiteral(LiteralValue literal, ValueUse use) throws SQLException {
        if (literal.kind() == LiteralValue.Kind.STRING) {
            return chosen(literal.text());
        }
        boolean same = switch (inner.type().jdbcType()) {
            case Types.INTEGER, Types.BIGINT -> isInteger(literal);
            case Types.DATE -> literal.kind() == LiteralValue.Kind.DATE;
            default -> false;
        };
        if (!same) {
            throw refused("a literal of another type than the column's");
        }
        return inner.encodeLiteral(literal, ValueUse.ASSIGNED);
    }

    /** Whether nothing is to be done but to look at the value's type. */
    private boolean asItIs(ValueUse use) {
        return typed && steps.isEmpty() && use != ValueUse.CHOSEN;
    }

    /** Whether PostgreSQL's driver leaves the type to the server, which makes text of the value. */
    private static boolean isUntyped(SetterValue value) {
        boolean own = value.value() instanceof Temporal || value.value() instanceof UUID;
        int target = value.targetType().orElse(Types.NULL);
        boolean left = Set.of(Types.OTHER, Types.DISTINCT, Types.DATE, Types.TIME, Types.TIMESTAMP)
                .contains(target);
        return value.value() instanceof java.util.Date || left && !own;
    }

    private static boolean isInteger(LiteralValue literal) {
        return literal.kind() == LiteralValue.Kind.NUMBER
                && literal.text().length() < 10
                && literal.text().chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
    }

    /** A string that is handed out among the column's own values. */
    private byte[] chosen(String value) throws SQLException {
        if (inner.type().jdbcType() != Types.VARCHAR || value.length() > LONGEST_CHOSEN) {
            throw refused("a string beside a column of another type");
        }
        byte[] canonical;
        try {
            canonical = inner.encodeString(value, ValueUse.ASSIGNED);
        } catch (SQLException e) {
            throw refused("a string that the column could not hold");
        }
        if (!inner.getString(canonical).equals(value)) {
            throw refused("a string that the column would hold otherwise");
        }
        return canonical;
    }

    private boolean isSum() {
        return !steps.isEmpty() && steps.get(0).kind() == ValueStep.Kind.ADD;
    }

    private long sum(long value) throws SQLException {
        long sum = value;
        for (ValueStep step : steps) {
            sum = step.apply(sum).orElseThrow(() -> refused("a number outside 32 bits"));
        }
        return sum;
    }

    private void requireCastOnly() throws SQLException {
        if (!steps.stream().allMatch(step -> step.kind() == ValueStep.Kind.OWN_TYPE)
                || inner.type().jdbcType() == Types.VARCHAR) {
            throw refused("a value that is no character string");
        }
    }

    /** Databases cast more than they assign. */
    private SQLException cast(SQLException failure) {
        boolean unassignable =
                failure.getSQLState() != null && failure.getSQLState().startsWith(SYNTAX_CLASS);
        return unassignable ? refused("a value that cannot be assigned without the cast") : failure;
    }

    private SQLException untyped() {
        return SqlErrors.of(
                JdbcErrorCode.SETTER_REFUSED,
                "a parameter for encrypted column " + column + " stands where only its setter tells its type",
                "a value that the setter sends without a type, of which the database makes text",
                "a type",
                "write a cast to the column's type around the parameter, or set a java.time value with setObject");
    }

    private SQLException refused(String what) {
        return SqlErrors.of(
                JdbcErrorCode.SETTER_REFUSED,
                what + " in an expression for encrypted column " + column,
                "a value whose outcome only the database knows",
                "a character string, or a value of the column's own type",
                "compute the value in the application and write the parameter by itself");
    }

    @Override
    public DeclaredType type() {
        return inner.type();
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return inner.getString(canonical);
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        return inner.getBoolean(canonical);
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        return inner.getIntegral(canonical, bits);
    }

    @Override
    public float getFloat(byte[] canonical) throws SQLException {
        return inner.getFloat(canonical);
    }

    @Override
    public double getDouble(byte[] canonical) throws SQLException {
        return inner.getDouble(canonical);
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return inner.getBigDecimal(canonical);
    }

    @Override
    public byte[] getBytes(byte[] canonical) throws SQLException {
        return inner.getBytes(canonical);
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return inner.getDate(canonical, calendar);
    }

    @Override
    public Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return inner.getTime(canonical, calendar);
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return inner.getTimestamp(canonical, calendar);
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return inner.getObject(canonical);
    }

    @Override
    public <T> T getObject(byte[] canonical, Class<T> type) throws SQLException {
        return inner.getObject(canonical, type);
    }

    @Override
    public boolean takesShortStreams() {
        return inner.takesShortStreams();
    }

    @Override
    public Charset asciiStreamCharset() {
        return inner.asciiStreamCharset();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ComputingCodec that && inner.equals(that.inner) && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inner, steps);
    }

    @Override
    public String toString() {
        return "a codec that computes values of " + column;
    }
}
