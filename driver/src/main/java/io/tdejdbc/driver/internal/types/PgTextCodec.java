package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * text, varchar and bpchar. Lengths count code points; blanks beyond the length are cut. The equality class of bpchar
 * has no trailing blanks; they are padded again when it is read.
 */
final class PgTextCodec extends PgCodec {
    private final int length;

    PgTextCodec(DeclaredType type, ProtectionMode mode, PgKind kind, PgBinding binding) {
        super(type, mode, kind, binding);
        this.length = type.precision();
    }

    @Override
    public byte[] encodeString(String value, ValueUse use) throws SQLException {
        if (kind() == PgKind.BPCHAR || use == ValueUse.COMPARED) {
            return super.encodeString(value, use);
        }
        requireStorable(value, use);
        return assign(value);
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        boolean sameType = kind() == PgKind.BPCHAR && value.kind() == PgKind.BPCHAR;
        return assign(sameType ? value.string() : text(value));
    }

    private byte[] assign(String text) throws SQLException {
        String fitted = fitted(text);
        if (kind() == PgKind.BPCHAR) {
            fitted = equality() ? H2Conversion.stripped(fitted) : pad(fitted);
        }
        return Canonical.text(fitted);
    }

    private String fitted(String text) throws SQLException {
        if (text.length() <= length || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        int end = text.offsetByCodePoints(0, length);
        for (int i = end; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                throw PgErrors.tooLong(type());
            }
        }
        return text.substring(0, end);
    }

    private String pad(String text) {
        if (length == Integer.MAX_VALUE) {
            return text;
        }
        int missing = length - text.codePointCount(0, text.length());
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    /** The assignment cast to text, by the output function of the value's type. */
    private static String text(PgValue value) throws SQLException {
        Object object = value.object();
        return switch (value.kind()) {
            case UNKNOWN, TEXT, VARCHAR -> (String) object;
            case BPCHAR -> H2Conversion.stripped((String) object);
            case INT2, INT4, INT8 -> object.toString();
            case NUMERIC -> object instanceof BigDecimal number ? number.toPlainString() : object.toString();
            case FLOAT4 -> PgNumbers.format((Float) object);
            case FLOAT8 -> PgNumbers.format((Double) object);
            case BOOL -> object.toString();
            case DATE -> PgTemporal.formatDate((Long) object);
            case TIME -> PgTemporal.formatTime((Long) object);
            case TIMETZ -> PgTemporal.formatTime((PgOffsetTime) object);
            case TIMESTAMP -> PgTemporal.formatTimestamp((PgMoment) object);
            case TIMESTAMPTZ -> PgTemporal.formatInstant((PgMoment) object, zone());
            case BYTEA -> "\\x" + HexFormat.of().formatHex((byte[]) object);
            case UUID -> object.toString();
        };
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        if (value.kind() != PgKind.UNKNOWN && !value.kind().isText()) {
            throw PgErrors.notComparable(value.kind(), type());
        }
        boolean padded = value.kind() == PgKind.BPCHAR;
        if (padded && kind() == PgKind.VARCHAR) {
            // The server compares both as bpchar then, so that the column's trailing blanks do not count.
            throw TypeErrors.otherTypesRules(value.kind().typeName(), type());
        }
        String text = value.string();
        return Canonical.text(padded || kind() == PgKind.BPCHAR ? H2Conversion.stripped(text) : text);
    }

    @Override
    public String getString(byte[] canonical) {
        String text = Canonical.text(canonical);
        return kind() == PgKind.BPCHAR ? pad(text) : text;
    }
}
