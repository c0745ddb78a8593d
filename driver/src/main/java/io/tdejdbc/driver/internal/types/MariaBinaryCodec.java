package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Optional;

/** BINARY, VARBINARY and the BLOB types. BINARY is padded with zero bytes. The BLOB types read as nothing but bytes. */
final class MariaBinaryCodec extends MariaStringCodec {
    private final boolean fixed;
    private final boolean large;
    private final int length;

    MariaBinaryCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode, type.typeName().endsWith("BLOB"));
        this.fixed = "BINARY".equals(type.typeName());
        this.large = type.typeName().endsWith("BLOB");
        this.length = MariaTypes.length(type);
    }

    @Override
    byte[] assign(MariaValue value) throws SQLException {
        byte[] bytes = bytes(value);
        if (bytes.length > length) {
            throw MariaErrors.tooLong(type());
        }
        return fixed ? Arrays.copyOf(bytes, length) : bytes;
    }

    private byte[] bytes(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case STRING -> Canonical.text(value.string());
            case BINARY -> Canonical.binary((byte[]) value.object());
            case INTEGER, DECIMAL -> Canonical.text(value.number().toPlainString());
            case DOUBLE ->
                Canonical.text(MariaNumbers.format((Double) value.object(), length)
                        .orElseThrow(() -> MariaErrors.tooLong(type())));
            case DATE, TIME, DATETIME -> Canonical.text(MariaTemporal.text(value));
        };
    }

    @Override
    byte[] compare(MariaValue value) throws SQLException {
        if (!value.kind().isString()) {
            throw TypeErrors.otherTypesRules(value.kind().phrase(), type());
        }
        return bytes(value);
    }

    @Override
    public String getString(byte[] canonical) {
        return Canonical.text(canonical);
    }

    @Override
    public byte[] asciiStream(byte[] canonical) {
        return Canonical.binary(canonical);
    }

    @Override
    public byte[] getBytes(byte[] canonical) {
        return Canonical.binary(canonical);
    }

    @Override
    public Object getObject(byte[] canonical) {
        return getBytes(canonical);
    }

    private void requireShort(String target) throws SQLException {
        if (large) {
            throw MariaErrors.unreadable(type(), target);
        }
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        requireShort("boolean");
        return super.getBoolean(canonical);
    }

    /** As a byte it is its first one. */
    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        if (bits == 8) {
            if (canonical.length == 0) {
                throw MariaErrors.unreadable(type(), "byte");
            }
            return canonical[0];
        }
        requireShort("an integer");
        return super.getIntegral(canonical, bits);
    }

    @Override
    public float getFloat(byte[] canonical) throws SQLException {
        requireShort("float");
        return super.getFloat(canonical);
    }

    @Override
    public double getDouble(byte[] canonical) throws SQLException {
        requireShort("double");
        return super.getDouble(canonical);
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        requireShort("BigDecimal");
        return super.getBigDecimal(canonical);
    }

    @Override
    public Date getDate(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        requireShort("Date");
        return super.getDate(canonical, calendar);
    }

    @Override
    public Time getTime(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        requireShort("Time");
        return super.getTime(canonical, calendar);
    }

    @Override
    public Timestamp getTimestamp(byte[] canonical, Optional<Calendar> calendar) throws SQLException {
        requireShort("Timestamp");
        return super.getTimestamp(canonical, calendar);
    }

    @Override
    Object javaTime(byte[] canonical, Class<?> target) throws SQLException {
        requireShort(target.getSimpleName());
        return super.javaTime(canonical, target);
    }
}
