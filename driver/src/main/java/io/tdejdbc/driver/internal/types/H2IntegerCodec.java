package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;

/** TINYINT, SMALLINT, INTEGER and BIGINT. */
final class H2IntegerCodec extends H2Codec {
    private final int bits;

    H2IntegerCodec(DeclaredType type, ProtectionMode mode, H2Kind kind) {
        super(type, mode, kind);
        this.bits = kind.bits();
    }

    @Override
    public byte[] encodeLong(long value, int sourceType, ValueUse use) throws SQLException {
        if (use == ValueUse.ASSIGNED) {
            H2Conversion.inRange(value, bits, H2Conversion.COLUMN_RANGE);
        }
        return Canonical.integer(value);
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        return Canonical.integer(H2Conversion.integer(value, bits, H2Conversion.COLUMN_RANGE));
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        if (value.kind().isInteger()) {
            return Canonical.integer((Long) value.object());
        }
        Optional<BigDecimal> number = bits < 64 && value.object() instanceof Float single && Float.isFinite(single)
                ? Optional.of(new BigDecimal(single))
                : H2Conversion.comparable(value, kind());
        return number.isPresent() ? integral(number.get()) : Canonical.never();
    }

    private static byte[] integral(BigDecimal number) {
        if (number.signum() == 0) {
            return Canonical.integer(0);
        }
        boolean tooLarge = (long) number.precision() - number.scale() > 19;
        return tooLarge || number.stripTrailingZeros().scale() > 0
                ? Canonical.never()
                : Canonical.integer(number.toBigIntegerExact());
    }

    @Override
    H2Value value(byte[] canonical) throws SQLException {
        return new H2Value(kind(), number(canonical));
    }

    private long number(byte[] canonical) throws SQLException {
        requireLength(canonical, 8);
        return Canonical.number(canonical);
    }

    @Override
    public long getIntegral(byte[] canonical, int width) throws SQLException {
        return H2Conversion.inRange(number(canonical), width, H2Conversion.RANGE);
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return Long.toString(number(canonical));
    }
}
