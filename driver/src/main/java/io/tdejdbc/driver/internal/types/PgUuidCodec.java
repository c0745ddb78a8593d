package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;

/** uuid. */
final class PgUuidCodec extends PgCodec {
    private static final Pattern GROUPS = Pattern.compile("([0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}");

    PgUuidCodec(DeclaredType type, ProtectionMode mode, PgBinding binding) {
        super(type, mode, PgKind.UUID, binding);
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case UUID -> Canonical.uuid((UUID) value.object());
            case UNKNOWN -> Canonical.uuid(parse(value.string()));
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        if (value.kind() != PgKind.UUID && value.kind() != PgKind.UNKNOWN) {
            throw PgErrors.notComparable(value.kind(), type());
        }
        return assign(value);
    }

    /** 32 hexadecimal digits, a hyphen after any group of four, braces around. */
    private static UUID parse(String text) throws SQLException {
        boolean braces = text.startsWith("{") && text.endsWith("}") && text.length() > 1;
        String digits = braces ? text.substring(1, text.length() - 1) : text;
        if (!GROUPS.matcher(digits).matches()) {
            throw PgErrors.syntax(PgKind.UUID);
        }
        String hex = digits.replace("-", "");
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        requireLength(canonical, 16);
        return Canonical.uuid(canonical).toString();
    }
}
