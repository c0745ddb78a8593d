package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;

/** BOOLEAN, which is an integer of 8 bits, and TINYINT to BIGINT, signed and unsigned. */
final class MariaIntegerCodec extends MariaNumberCodec {
    private static final double EXACT_LIMIT = 1L << 53;

    /** Of this exponent the server reads the first two digits only. */
    private static final int UNREAD_EXPONENT = 255;

    private final BigDecimal least;
    private final BigDecimal greatest;
    private final int bits;

    MariaIntegerCodec(DeclaredType type, ProtectionMode mode, int bits) {
        super(type, mode);
        this.bits = bits;
        BigInteger values = BigInteger.ONE.shiftLeft(bits);
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        this.least = new BigDecimal(type.signed() ? half.negate() : BigInteger.ZERO);
        this.greatest = new BigDecimal((type.signed() ? half : values).subtract(BigInteger.ONE));
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        return use == ValueUse.ASSIGNED ? assign(BigDecimal.valueOf(value)) : Canonical.integer(value);
    }

    private byte[] assign(BigDecimal number) throws SQLException {
        if (number.signum() != 0 && (long) number.precision() - number.scale() > 21) {
            throw MariaErrors.outOfRange(type());
        }
        BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
        if (whole.compareTo(least) < 0 || whole.compareTo(greatest) > 0) {
            throw MariaErrors.outOfRange(type());
        }
        return Canonical.integer(whole.toBigIntegerExact());
    }

    @Override
    byte[] assign(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case INTEGER, DECIMAL -> assign(value.number());
            case DOUBLE -> assign(new BigDecimal(Math.rint((Double) value.object())));
            case STRING, BINARY -> assignText(value);
            case DATE, TIME, DATETIME -> assign(MariaTemporal.number(value).setScale(0, RoundingMode.DOWN));
        };
    }

    /** A number that is out of range is that first, whatever follows it. */
    private byte[] assignText(MariaValue value) throws SQLException {
        MariaNumbers.Leading leading = leading(value);
        if (leading.exponent() >= UNREAD_EXPONENT) {
            throw MariaErrors.outOfRange(type());
        } else if (leading.exponent() <= -UNREAD_EXPONENT) {
            throw MariaErrors.truncated(value.kind(), type());
        }
        byte[] canonical = assign(leading.number());
        requireWhole(leading, value);
        return canonical;
    }

    @Override
    byte[] compare(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case INTEGER, DECIMAL -> integral(value.number());
            case STRING, BINARY -> approximately(compared(value), value);
            case DOUBLE -> approximately((Double) value.object(), value);
            case DATE, TIME, DATETIME -> throw otherRules(value);
        };
    }

    private static byte[] integral(BigDecimal number) {
        if (number.signum() == 0) {
            return Canonical.integer(0);
        }
        return (long) number.precision() - number.scale() > 20
                        || number.stripTrailingZeros().scale() > 0
                ? Canonical.never()
                : Canonical.integer(number.toBigIntegerExact());
    }

    /** The server compares as doubles; beyond their 53 bits several numbers equal one. */
    private byte[] approximately(double number, MariaValue value) throws SQLException {
        if (bits == 64 && Math.abs(number) >= EXACT_LIMIT) {
            throw otherRules(value);
        }
        return Double.isInfinite(number) ? Canonical.never() : integral(new BigDecimal(number));
    }

    private BigInteger number(byte[] canonical) throws SQLException {
        boolean wide = !type().signed() && bits == 64 && canonical.length == 9;
        if (canonical.length != 8 && !wide) {
            throw TypeErrors.malformed(type());
        }
        return new BigInteger(canonical);
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return number(canonical).toString();
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return new BigDecimal(number(canonical));
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return switch (type().className()) {
            case "java.lang.Boolean" -> getBoolean(canonical);
            case "java.lang.Short" -> (short) getIntegral(canonical, 16);
            case "java.lang.Integer" -> (int) getIntegral(canonical, 32);
            case "java.lang.Long" -> getIntegral(canonical, 64);
            default -> number(canonical);
        };
    }
}
