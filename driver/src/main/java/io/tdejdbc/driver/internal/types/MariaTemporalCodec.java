package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.util.Optional;

/** What dates and times have in common: texts in ISO forms are read, all else that only the server reads is refused. */
abstract class MariaTemporalCodec extends MariaCodec {
    MariaTemporalCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
    }

    /** What the column would hold of a value that was read. */
    abstract byte[] assign(MariaTemporal.Parsed value) throws SQLException;

    /** The equality class of a value that was read. */
    abstract byte[] compare(MariaTemporal.Parsed value) throws SQLException;

    @Override
    final byte[] assign(MariaValue value) throws SQLException {
        Optional<MariaTemporal.Parsed> parsed = parse(value);
        if (parsed.isPresent()) {
            return assign(parsed.get());
        }
        if (value.kind().isString() && value.string().chars().noneMatch(c -> c >= '0' && c <= '9')) {
            throw MariaErrors.badMoment(type());
        }
        throw MariaErrors.otherForm(ValueUse.ASSIGNED, value.kind(), type());
    }

    @Override
    final byte[] compare(MariaValue value) throws SQLException {
        return compare(parse(value).orElseThrow(() -> MariaErrors.otherForm(ValueUse.COMPARED, value.kind(), type())));
    }

    private Optional<MariaTemporal.Parsed> parse(MariaValue value) throws SQLException {
        return value.kind().isNumber()
                ? Optional.empty()
                : MariaTemporal.parse(value.kind().isString() ? value.string() : MariaTemporal.text(value), type());
    }

    /** A time of day where a date is needed, or the other way round: the server would take today's. */
    final SQLException otherKind(ValueUse use, MariaKind kind) {
        return MariaErrors.otherForm(use, kind, type());
    }
}
