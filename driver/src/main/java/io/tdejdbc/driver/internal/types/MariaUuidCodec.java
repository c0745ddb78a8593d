package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUID, read from its text with or without hyphens or from 16 bytes. Getters other than its own read its text. */
final class MariaUuidCodec extends MariaCodec {
    private static final Pattern FORM = Pattern.compile(
            "[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    MariaUuidCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
    }

    @Override
    Set<Class<?>> classes() {
        return MariaClasses.STRING;
    }

    private static Optional<byte[]> parse(MariaValue value) {
        if (value.kind() == MariaKind.BINARY && ((byte[]) value.object()).length == 16) {
            return Optional.of(Canonical.binary((byte[]) value.object()));
        }
        String text = value.string();
        return FORM.matcher(text).matches()
                ? Optional.of(HexFormat.of().parseHex(text.replace("-", "")))
                : Optional.empty();
    }

    @Override
    byte[] assign(MariaValue value) throws SQLException {
        if (!value.kind().isString()) {
            throw MariaErrors.illegal(value.kind(), type());
        }
        return parse(value).orElseThrow(() -> MariaErrors.incorrect(value.kind(), type()));
    }

    @Override
    byte[] compare(MariaValue value) throws SQLException {
        if (!value.kind().isString()) {
            throw TypeErrors.otherTypesRules(value.kind().phrase(), type());
        }
        // Compared with what is no UUID, the plain column is neither equal nor unequal.
        return parse(value)
                .orElseThrow(() -> TypeErrors.otherTypesRules(value.kind().phrase(), type()));
    }

    @Override
    UUID uuid(byte[] canonical) throws SQLException {
        requireLength(canonical, 16);
        return Canonical.uuid(canonical);
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return uuid(canonical).toString();
    }

    @Override
    public byte[] getBytes(byte[] canonical) throws SQLException {
        return Canonical.text(getString(canonical));
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        return uuid(canonical);
    }
}
