package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;

/**
 * CHARACTER, CHARACTER VARYING, VARCHAR_IGNORECASE and CHARACTER LARGE OBJECT. Lengths count UTF-16 units, as H2
 * counts them. The equality class of CHARACTER has no trailing blanks; they are padded again when it is read.
 */
final class H2TextCodec extends H2Codec {
    private final int length;

    H2TextCodec(DeclaredType type, ProtectionMode mode, H2Kind kind) {
        super(type, mode, kind);
        this.length = type.precision();
    }

    @Override
    public byte[] encodeString(String value, ValueUse use) throws SQLException {
        return use == ValueUse.ASSIGNED ? assign(value) : compare(value);
    }

    @Override
    byte[] assign(H2Value value) throws SQLException {
        return assign(kind() == H2Kind.CLOB ? H2Conversion.text(value) : H2Conversion.characters(value, kind()));
    }

    private byte[] assign(String text) throws SQLException {
        if (kind() == H2Kind.CHAR) {
            return assignPadded(text);
        }
        if (text.length() > length) {
            throw tooLong();
        }
        return utf8(text, ValueUse.ASSIGNED);
    }

    private byte[] assignPadded(String text) throws SQLException {
        String stripped = H2Conversion.stripped(text);
        if (stripped.length() > length) {
            throw tooLong();
        }
        return utf8(equality() ? stripped : pad(stripped), ValueUse.ASSIGNED);
    }

    private String pad(String text) {
        return text.length() >= length ? text : text + " ".repeat(length - text.length());
    }

    @Override
    byte[] compare(H2Value value) throws SQLException {
        return switch (value.kind()) {
            case VARCHAR, VARCHAR_IGNORECASE, CLOB -> compare((String) value.object());
            case CHAR -> {
                if (kind() != H2Kind.CHAR) {
                    throw incomparable(value);
                }
                yield compare((String) value.object());
            }
            case BINARY, VARBINARY, BLOB -> {
                if (kind() == H2Kind.CHAR) {
                    throw incomparable(value);
                }
                yield Canonical.binary((byte[]) value.object());
            }
            default -> throw TypeErrors.otherTypesRules(value.kind().sqlName(), type());
        };
    }

    private byte[] compare(String text) throws SQLException {
        return utf8(kind() == H2Kind.CHAR ? H2Conversion.stripped(text) : text, ValueUse.COMPARED);
    }

    private static byte[] utf8(String text, ValueUse use) throws SQLException {
        if (Canonical.hasUnpairedSurrogate(text)) {
            throw TypeErrors.unpairedSurrogate(use);
        }
        return Canonical.text(text);
    }

    private SQLException tooLong() {
        return TypeErrors.h2("22001", "TDE-JDB-108", "a text is too long", "a longer text", type().definition());
    }

    @Override
    H2Value value(byte[] canonical) {
        return new H2Value(kind(), getString(canonical));
    }

    @Override
    public String getString(byte[] canonical) {
        String text = Canonical.text(canonical);
        return kind() == H2Kind.CHAR ? pad(text) : text;
    }
}
