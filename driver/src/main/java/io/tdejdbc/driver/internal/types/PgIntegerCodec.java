package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.sql.SQLException;

/** smallint, integer and bigint. */
final class PgIntegerCodec extends PgCodec {
    private static final double EXACT_LIMIT = 1L << 53;

    PgIntegerCodec(DeclaredType type, ProtectionMode mode, PgKind kind, PgBinding binding) {
        super(type, mode, kind, binding);
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        return Canonical.integer(use == ValueUse.ASSIGNED ? PgNumbers.inRange(value, kind()) : value);
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        return Canonical.integer(
                switch (value.kind()) {
                    case INT2, INT4, INT8 -> PgNumbers.inRange(value.number(), kind());
                    case NUMERIC -> PgNumbers.toInteger(value, kind());
                    case FLOAT4, FLOAT8 -> PgNumbers.toInteger(((Number) value.object()).doubleValue(), kind());
                    case UNKNOWN -> PgNumbers.parseInteger(value.string(), kind());
                    default -> throw PgErrors.notAssignable(value.kind(), type());
                });
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case INT2, INT4, INT8 -> Canonical.integer(value.number());
            case UNKNOWN -> Canonical.integer(PgNumbers.parseInteger(value.string(), kind()));
            case NUMERIC -> value.object() instanceof BigDecimal number ? integral(number) : Canonical.never();
            case FLOAT4, FLOAT8 -> integral(((Number) value.object()).doubleValue(), value);
            default -> throw PgErrors.notComparable(value.kind(), type());
        };
    }

    private static byte[] integral(BigDecimal number) {
        if (number.signum() == 0) {
            return Canonical.integer(0);
        }
        return (long) number.precision() - number.scale() > 19
                        || number.stripTrailingZeros().scale() > 0
                ? Canonical.never()
                : Canonical.integer(number.toBigIntegerExact());
    }

    /** The server compares as float8; beyond its 53 bits several bigints equal one number. */
    private byte[] integral(double number, PgValue value) throws SQLException {
        if (Math.abs(number) >= EXACT_LIMIT && Double.isFinite(number) && kind() == PgKind.INT8) {
            throw TypeErrors.otherTypesRules(value.kind().typeName(), type());
        }
        return number == Math.rint(number) && Math.abs(number) < EXACT_LIMIT
                ? Canonical.integer((long) number)
                : Canonical.never();
    }

    private long number(byte[] canonical) throws SQLException {
        requireLength(canonical, 8);
        return Canonical.number(canonical);
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return Long.toString(number(canonical));
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        long number = number(canonical);
        if (bits < 64 && number >> (bits - 1) != number >> 63) {
            throw PgErrors.badNumber("an integer of " + bits + " bits");
        }
        return number;
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return BigDecimal.valueOf(number(canonical));
    }
}
