package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;
import java.util.Arrays;

/** BINARY, which is padded with zero bytes, BINARY VARYING and BINARY LARGE OBJECT. */
final class H2BinaryCodec extends H2Codec {
    private final int length;

    H2BinaryCodec(DeclaredType type, ProtectionMode mode, H2Kind kind) {
        super(type, mode, kind);
        this.length = type.precision();
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        byte[] bytes = H2Conversion.bytes(value, kind());
        if (bytes.length > length) {
            throw TypeErrors.h2("22001", "TDE-JDB-108", "a byte string is too long", "more bytes", type().definition());
        }
        return Arrays.copyOf(bytes, kind() == H2Kind.BINARY ? length : bytes.length);
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case BINARY, VARBINARY, BLOB, CHAR, VARCHAR, VARCHAR_IGNORECASE, CLOB ->
                Canonical.binary(H2Conversion.bytes(value, kind()));
            case UUID -> throw TypeErrors.otherTypesRules(value.kind().sqlName(), type());
            default -> throw TypeErrors.h2Conversion(value.kind().sqlName(), kind().sqlName());
        };
    }

    @Override
    H2Value value(byte[] canonical) {
        return new H2Value(kind(), canonical);
    }

    @Override
    public byte[] getBytes(byte[] canonical) {
        return Canonical.binary(canonical);
    }
}
