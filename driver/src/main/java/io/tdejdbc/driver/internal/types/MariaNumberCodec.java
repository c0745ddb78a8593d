package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Set;

/** What numeric columns have in common: their getters read the server's text. */
abstract class MariaNumberCodec extends MariaCodec {
    private final MariaText reader;

    MariaNumberCodec(DeclaredType type, ProtectionMode mode) {
        super(type, mode);
        this.reader = new MariaText(type);
    }

    @Override
    final Set<Class<?>> classes() {
        return MariaClasses.NUMBERS;
    }

    /** The number that a text which is assigned begins with. */
    final MariaNumbers.Leading leading(MariaValue value) throws SQLException {
        return MariaNumbers.leading(value.string()).orElseThrow(() -> MariaErrors.incorrect(value.kind(), type()));
    }

    final void requireWhole(MariaNumbers.Leading leading, MariaValue value) throws SQLException {
        if (!leading.whole()) {
            throw MariaErrors.truncated(value.kind(), type());
        }
    }

    /** The exact number of a text that is assigned. */
    final MariaNumbers.Leading numeral(MariaValue value) throws SQLException {
        MariaNumbers.Leading leading = leading(value);
        requireWhole(leading, value);
        return leading;
    }

    /** The number of a text that is compared; as a double; the server compares others by their beginnings. */
    final double compared(MariaValue value) throws SQLException {
        MariaNumbers.Leading leading = MariaNumbers.leading(value.string()).orElseThrow(() -> otherRules(value));
        if (!leading.whole()) {
            throw otherRules(value);
        }
        return leading.number().doubleValue();
    }

    final SQLException otherRules(MariaValue value) {
        return TypeErrors.otherTypesRules(value.kind().phrase(), type());
    }

    @Override
    public boolean getBoolean(byte[] canonical) throws SQLException {
        return !"0".equals(getString(canonical));
    }

    /** Fractions are cut. */
    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        BigDecimal number = getBigDecimal(canonical);
        if (number.signum() != 0 && (long) number.precision() - number.scale() > 20) {
            throw MariaErrors.unreadable(type(), "an integer of " + bits + " bits");
        }
        java.math.BigInteger whole = number.toBigInteger();
        if (whole.bitLength() >= bits) {
            throw MariaErrors.unreadable(type(), "an integer of " + bits + " bits");
        }
        return whole.longValue();
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
}
