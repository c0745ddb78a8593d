package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.sql.SQLException;

/** FLOAT and DOUBLE, signed and unsigned. The server writes six digits of a FLOAT, and that is what getters read. */
final class MariaFloatCodec extends MariaNumberCodec {
    private final boolean single;

    MariaFloatCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
        this.single = type.typeName().startsWith("FLOAT");
    }

    @Override
    byte[] assign(MariaValue value) throws SQLException {
        return switch (value.kind()) {
            case INTEGER, DECIMAL -> assign(value.number().doubleValue());
            case DOUBLE -> assign((Double) value.object());
            case STRING, BINARY -> {
                MariaNumbers.Leading leading = numeral(value);
                yield assign(leading.negativeZero() ? -0d : leading.number().doubleValue());
            }
            case DATE, TIME, DATETIME -> assign(MariaTemporal.number(value).doubleValue());
        };
    }

    private byte[] assign(double number) throws SQLException {
        if (Double.isInfinite(number)
                || single && Math.abs(number) > Float.MAX_VALUE
                || !type().signed() && number < 0) {
            throw MariaErrors.outOfRange(type());
        }
        return single ? Canonical.real((float) number) : Canonical.doubleValue(number);
    }

    /** Never asked for: there is no equality of floats. */
    @Override
    byte[] compare(MariaValue value) throws SQLException {
        throw otherRules(value);
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        requireLength(canonical, single ? 4 : 8);
        double number = single ? Canonical.real(canonical) : Canonical.doubleValue(canonical);
        if (!Double.isFinite(number)) {
            throw TypeErrors.malformed(type());
        }
        return single ? MariaNumbers.format((float) number) : MariaNumbers.format(number);
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        return new BigDecimal(getString(canonical));
    }

    @Override
    public Object getObject(byte[] canonical) throws SQLException {
        if (single) {
            return getFloat(canonical);
        }
        return getDouble(canonical);
    }
}
