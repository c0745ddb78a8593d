package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;

/** BOOLEAN. */
final class H2BooleanCodec extends H2Codec {

    H2BooleanCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode, H2Kind.BOOLEAN);
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        return Canonical.truth(H2Conversion.truth(value));
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        if (!value.kind().isNumeric()) {
            return Canonical.truth(H2Conversion.truth(value));
        }
        // H2 compares the column as 0 and 1 with a number.
        Optional<BigDecimal> number = H2Conversion.comparable(value, kind());
        if (number.isEmpty()) {
            return Canonical.never();
        }
        if (number.get().signum() == 0) {
            return Canonical.truth(false);
        }
        return number.get().compareTo(BigDecimal.ONE) == 0 ? Canonical.truth(true) : Canonical.never();
    }

    @Override
    H2Value value(byte[] canonical) throws SQLException {
        requireLength(canonical, 1);
        return new H2Value(H2Kind.BOOLEAN, canonical[0] != 0);
    }
}
