package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.HexFormat;

/** bytea. */
final class PgBinaryCodec extends PgCodec {

    PgBinaryCodec(DeclaredType type, ProtectionMode mode, PgBinding binding) {
        super(type, mode, PgKind.BYTEA, binding);
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case BYTEA -> Canonical.binary((byte[]) value.object());
            case UNKNOWN -> parse(value.string());
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        if (value.kind() != PgKind.BYTEA && value.kind() != PgKind.UNKNOWN) {
            throw PgErrors.notComparable(value.kind(), type());
        }
        return assign(value);
    }

    /** The input function: \x and hexadecimal digits, or the escape form. */
    private static byte[] parse(String text) throws SQLException {
        return text.startsWith("\\x") ? parseHex(text) : parseEscape(text);
    }

    private static byte[] parseHex(String text) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / 2);
        int i = 2;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                i++;
                continue;
            }
            if (i + 1 == text.length() || !HexFormat.isHexDigit(c) || !HexFormat.isHexDigit(text.charAt(i + 1))) {
                throw TypeErrors.pg(
                        "22023", "TDE-JDB-101", "a value cannot be converted", "a text", PgKind.BYTEA.typeName());
            }
            bytes.write(HexFormat.fromHexDigits(text, i, i + 2));
            i += 2;
        }
        return bytes.toByteArray();
    }

    private static byte[] parseEscape(String text) throws SQLException {
        byte[] source = Canonical.text(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
        int i = 0;
        while (i < source.length) {
            if (source[i] != '\\') {
                bytes.write(source[i++]);
            } else if (i + 1 < source.length && source[i + 1] == '\\') {
                bytes.write('\\');
                i += 2;
            } else if (i + 3 < source.length
                    && isOctal(source[i + 1], '3')
                    && isOctal(source[i + 2], '7')
                    && isOctal(source[i + 3], '7')) {
                bytes.write((source[i + 1] - '0') << 6 | (source[i + 2] - '0') << 3 | source[i + 3] - '0');
                i += 4;
            } else {
                throw PgErrors.syntax(PgKind.BYTEA);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isOctal(byte digit, char last) {
        return digit >= '0' && digit <= last;
    }

    @Override
    public String getString(byte[] canonical) {
        return "\\x" + HexFormat.of().formatHex(canonical);
    }

    @Override
    public byte[] getBytes(byte[] canonical) {
        return Canonical.binary(canonical);
    }
}
