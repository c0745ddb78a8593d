package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;
import java.util.Locale;

/** boolean. */
final class PgBooleanCodec extends PgCodec {

    PgBooleanCodec(DeclaredType type, ProtectionMode mode, PgBinding binding) {
        super(type, mode, PgKind.BOOL, binding);
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case BOOL -> Canonical.truth((Boolean) value.object());
            case UNKNOWN -> Canonical.truth(parse(value.string()));
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        if (value.kind() != PgKind.BOOL && value.kind() != PgKind.UNKNOWN) {
            throw PgErrors.notComparable(value.kind(), type());
        }
        return assign(value);
    }

    /** Any beginning of a word of its own: t, tr, ye, of. */
    private static boolean parse(String text) throws SQLException {
        String word = PgNumbers.trim(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || "on".equals(word) || "1".equals(word)) {
                return true;
            }
            boolean off = word.length() > 1 && "off".startsWith(word);
            if ("false".startsWith(word) || "no".startsWith(word) || off || "0".equals(word)) {
                return false;
            }
        }
        throw PgErrors.syntax(PgKind.BOOL);
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        requireLength(canonical, 1);
        return canonical[0] != 0;
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return getBoolean(canonical) ? "t" : "f";
    }
}
