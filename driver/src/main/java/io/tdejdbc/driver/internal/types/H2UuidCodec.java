package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;

/** UUID. */
final class H2UuidCodec extends H2Codec {

    H2UuidCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode, H2Kind.UUID);
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        return Canonical.uuid(H2Conversion.uuid(value));
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        return Canonical.uuid(H2Conversion.uuid(value));
    }

    @Override
    H2Value value(byte[] canonical) throws SQLException {
        requireLength(canonical, 16);
        return new H2Value(H2Kind.UUID, Canonical.uuid(canonical));
    }
}
