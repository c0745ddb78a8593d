package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
        if (parsed.isEmpty()) {
            boolean hopeless = value.kind().isString() && value.string().chars().noneMatch(c -> c >= '0' && c <= '9');
            throw hopeless
                    ? MariaErrors.badMoment(type())
                    : MariaErrors.otherForm(ValueUse.ASSIGNED, value.kind(), type());
        }
        requireNoZero(parsed.get());
        requireKind(parsed.get(), ValueUse.ASSIGNED);
        if (!parsed.get().possible()) {
            throw MariaErrors.badMoment(type());
        }
        return assign(parsed.get());
    }

    /** What there is not equals nothing. */
    @Override
    final byte[] compare(MariaValue value) throws SQLException {
        MariaTemporal.Parsed parsed =
                parse(value).orElseThrow(() -> MariaErrors.otherForm(ValueUse.COMPARED, value.kind(), type()));
        requireNoZero(parsed);
        requireKind(parsed, ValueUse.COMPARED);
        return parsed.possible() ? compare(parsed) : Canonical.never();
    }

    /** Refuses a time of day where a date is needed, or the other way round: the server would take today's. */
    abstract void requireKind(MariaTemporal.Parsed value, ValueUse use) throws SQLException;

    private void requireNoZero(MariaTemporal.Parsed value) throws SQLException {
        if (value.zero()) {
            throw MariaErrors.zeroDate(type());
        }
    }

    private static Optional<MariaTemporal.Parsed> parse(MariaValue value) {
        return switch (value.kind()) {
            case STRING, BINARY -> MariaTemporal.parse(value.string());
            case DATE -> Optional.of(MariaTemporal.Parsed.of((LocalDate) value.object(), 0));
            case TIME -> Optional.of(MariaTemporal.Parsed.ofTime((Long) value.object()));
            case DATETIME -> {
                LocalDateTime moment = (LocalDateTime) value.object();
                yield Optional.of(MariaTemporal.Parsed.of(
                        moment.toLocalDate(), moment.toLocalTime().toNanoOfDay() / 1000));
            }
            case INTEGER, DECIMAL, DOUBLE -> Optional.empty();
        };
    }

    final void requireDate(MariaTemporal.Parsed value, ValueUse use) throws SQLException {
        if (!value.dated()) {
            throw MariaErrors.otherForm(use, MariaKind.TIME, type());
        }
    }
}
