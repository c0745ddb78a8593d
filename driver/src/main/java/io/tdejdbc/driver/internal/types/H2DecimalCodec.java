package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Optional;

/** NUMERIC and DECIMAL: rounded half up to the declared scale; the equality class has no trailing zeros. */
final class H2DecimalCodec extends H2Codec {
    private final int precision;
    private final int scale;

    H2DecimalCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode, H2Kind.NUMERIC);
        this.precision = type.precision();
        this.scale = type.scale();
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        BigDecimal number = H2Conversion.decimal(value).setScale(scale, RoundingMode.HALF_UP);
        if (number.precision() > precision) {
            throw TypeErrors.h2("22001", "TDE-JDB-108", "a number is too long", "more digits", type().definition());
        }
        return equality() ? equalityClass(number) : Canonical.decimal(number);
    }

    private static byte[] equalityClass(BigDecimal number) {
        return Canonical.decimal(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        Optional<BigDecimal> number = H2Conversion.comparable(value, kind());
        return number.isPresent() ? equalityClass(number.get()) : Canonical.never();
    }

    @Override
    H2Value value(byte[] canonical) throws SQLException {
        return new H2Value(H2Kind.NUMERIC, getBigDecimal(canonical));
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        BigDecimal number = Canonical.decimal(canonical).orElseThrow(() -> TypeErrors.malformed(type()));
        return number.scale() < scale ? number.setScale(scale) : number;
    }
}
