package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * CHAR, VARCHAR and the TEXT types. Lengths count code points, those of the TEXT types bytes; blanks beyond the length
 * are cut. CHAR has no trailing blanks, stored or read.
 */
final class MariaTextCodec extends MariaStringCodec {
    private final boolean fixed;
    private final boolean inBytes;
    private final int length;

    MariaTextCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode, type.typeName().endsWith("TEXT"));
        this.fixed = "CHAR".equals(type.typeName());
        this.inBytes = type.typeName().endsWith("TEXT");
        this.length = MariaTypes.length(type);
    }

    @Override
    byte[] assign(MariaValue value) throws SQLException {
        return assign(text(value));
    }

    private byte[] assign(String text) throws SQLException {
        String kept = fixed ? stripped(text) : text;
        if (inBytes) {
            byte[] bytes = Canonical.text(kept);
            return bytes.length <= length ? bytes : Canonical.text(cut(kept));
        }
        return Canonical.text(
                kept.length() <= length || kept.codePointCount(0, kept.length()) <= length ? kept : cut(kept));
    }

    private String cut(String text) throws SQLException {
        String core = stripped(text);
        int size = inBytes ? Canonical.text(core).length : core.codePointCount(0, core.length());
        if (size > length) {
            throw MariaErrors.tooLong(type());
        }
        return core + " ".repeat(length - size);
    }

    static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private String text(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case STRING -> value.string();
            case BINARY -> decoded((byte[]) value.object());
            case INTEGER, DECIMAL -> value.number().toPlainString();
            case DOUBLE ->
                MariaNumbers.format((Double) value.object(), length).orElseThrow(() -> MariaErrors.tooLong(type()));
            case DATE, TIME, DATETIME -> MariaTemporal.text(value);
        };
    }

    private String decoded(byte[] bytes) throws SQLException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw MariaErrors.notText(type());
        }
    }

    @Override
    byte[] compare(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case STRING -> Canonical.text(fixed ? stripped(value.string()) : value.string());
            case BINARY -> comparedBytes(value);
            default -> throw TypeErrors.otherTypesRules(value.kind().phrase(), type());
        };
    }

    /** Whether the server compares bytes that are no text depends on the collation. */
    private byte[] comparedBytes(MariaValue value) throws SQLException {
        byte[] bytes = (byte[]) value.object();
        if (!Arrays.equals(Canonical.text(Canonical.text(bytes)), bytes)) {
            throw TypeErrors.otherTypesRules(value.kind().phrase(), type());
        }
        return Canonical.binary(bytes);
    }

    @Override
    public String getString(byte[] canonical) {
        return Canonical.text(canonical);
    }

    @Override
    public byte[] getBytes(byte[] canonical) {
        return Canonical.binary(canonical);
    }

    @Override
    public Object getObject(byte[] canonical) {
        return getString(canonical);
    }
}
