package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;

/** REAL and DOUBLE PRECISION; H2 has one zero and one NaN. */
final class H2FloatCodec extends H2Codec {

    H2FloatCodec(DeclaredType type, ProtectionMode mode, H2Kind kind) {
        super(type, mode, kind);
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        return kind() == H2Kind.REAL
                ? Canonical.real(H2Conversion.positiveZero(H2Conversion.real(value)))
                : Canonical.doubleValue(H2Conversion.positiveZero(H2Conversion.doubleValue(value)));
    }

    @Override
    byte[] compare(H2Value value) {
        return Canonical.never();
    }

    @Override
    H2Value value(byte[] canonical) throws SQLException {
        boolean single = kind() == H2Kind.REAL;
        requireLength(canonical, single ? 4 : 8);
        return new H2Value(
                kind(), single ? (Object) Canonical.real(canonical) : (Object) Canonical.doubleValue(canonical));
    }
}
