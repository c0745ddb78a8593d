package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What character strings and short byte strings have in common: their getters read them as text. */
abstract class MariaStringCodec extends MariaCodec {
    private final boolean large;
    private final MariaText reader;

    /**
     * @param large whether it is of the TEXT and BLOB types, which give fewer classes
     */
    MariaStringCodec(DeclaredType type, ProtectionMode mode, boolean large) {
        super(type, mode);
        this.large = large;
        this.reader = new MariaText(type);
    }

    @Override
    Set<Class<?>> classes() {
        return large ? MariaClasses.LARGE_STRING : MariaClasses.STRING;
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        return !"0".equals(getString(canonical));
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        return reader.integral(getString(canonical), bits);
    }

    @Override
    public float getFloat(byte[] canonical) throws SQLException {
        return reader.real(getString(canonical));
    }

    @Override
    public double getDouble(byte[] canonical) throws SQLException {
        return reader.doubleValue(getString(canonical));
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return reader.decimal(getString(canonical));
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return reader.date(getString(canonical), calendar);
    }

    @Override
    public Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return reader.time(getString(canonical), calendar);
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        return reader.timestamp(getString(canonical), calendar);
    }

    @Override
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        return reader.javaTime(getString(canonical), target, !large);
    }

    @Override
    final UUID uuid(byte[] canonical) throws SQLException {
        try {
            return UUID.fromString(getString(canonical));
        } catch (IllegalArgumentException e) {
            throw MariaErrors.unreadable(type(), "UUID");
        }
    }
}
