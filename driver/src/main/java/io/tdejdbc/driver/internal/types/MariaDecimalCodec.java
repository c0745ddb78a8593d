package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;

/**
 * DECIMAL, signed and unsigned, rounded half away from zero. The equality class has no trailing zeros; they come back
 * by the declared scale.
 */
final class MariaDecimalCodec extends MariaNumberCodec {
    /** The decimal digits that every double keeps. */
    private static final int EXACT_DIGITS = 15;

    private final int precision;
    private final int scale;

    MariaDecimalCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
        this.precision = type.precision();
        this.scale = type.scale();
    }

    @Override
    byte[] assign(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case INTEGER, DECIMAL -> assign(value.number());
            case DOUBLE -> assign(MariaNumbers.shortest((Double) value.object()));
            case STRING, BINARY -> assign(numeral(value).number());
            case DATE, TIME, DATETIME -> assign(MariaTemporal.number(value));
        };
    }

    private byte[] assign(BigDecimal number) throws SQLException {
        if (number.signum() == 0) {
            return canonical(BigDecimal.ZERO.setScale(scale));
        }
        long digits = (long) number.precision() - number.scale();
        if (digits > precision - scale || !type().signed() && number.signum() < 0) {
            throw MariaErrors.outOfRange(type());
        }
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() > precision && rounded.signum() != 0) {
            throw MariaErrors.outOfRange(type());
        }
        return canonical(rounded);
    }

    private byte[] canonical(BigDecimal number) {
        return equality() ? equalityClass(number) : Canonical.decimal(number);
    }

    private static byte[] equalityClass(BigDecimal number) {
        return Canonical.decimal(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
    }

    @Override
    byte[] compare(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case INTEGER, DECIMAL -> equalityClass(value.number());
            case STRING, BINARY -> approximately(compared(value), value);
            case DOUBLE -> approximately((Double) value.object(), value);
            case DATE, TIME, DATETIME -> throw otherRules(value);
        };
    }

    /** The server compares as doubles, which tell numbers of up to 15 digits apart. */
    private byte[] approximately(double number, MariaValue value) throws SQLException {
        if (precision > EXACT_DIGITS) {
            throw otherRules(value);
        }
        if (Double.isInfinite(number)) {
            return Canonical.never();
        }
        return equalityClass(number == 0 ? BigDecimal.ZERO : MariaNumbers.shortest(number));
    }

    private BigDecimal number(byte[] canonical) throws SQLException {
        BigDecimal number = Canonical.decimal(canonical).orElseThrow(() -> TypeErrors.malformed(type()));
        if (number.scale() > scale || number.scale() < -precision) {
            throw TypeErrors.malformed(type());
        }
        return number.setScale(scale);
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return number(canonical).toPlainString();
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return number(canonical);
    }

    /** Numbers below one are false. */
    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        return number(canonical).intValue() != 0;
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return number(canonical);
    }
}
