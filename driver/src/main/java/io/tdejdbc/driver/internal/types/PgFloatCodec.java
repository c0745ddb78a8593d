package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.sql.SQLException;

/** real and double precision. */
final class PgFloatCodec extends PgCodec {

    PgFloatCodec(DeclaredType type, ProtectionMode mode, PgKind kind, PgBinding binding) {
        super(type, mode, kind, binding);
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        return kind() == PgKind.FLOAT4 ? Canonical.real(single(value)) : Canonical.doubleValue(doubleValue(value));
    }

    private float single(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case FLOAT4 -> (Float) value.object();
            case FLOAT8 -> PgNumbers.toFloat((Double) value.object());
            case INT2, INT4, INT8 -> (float) value.number();
            case NUMERIC ->
                value.object() instanceof BigDecimal number
                        ? PgNumbers.parseFloat(number.toString())
                        : ((Number) value.object()).floatValue();
            case UNKNOWN -> PgNumbers.parseFloat(value.string());
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    private double doubleValue(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case FLOAT4, FLOAT8 -> ((Number) value.object()).doubleValue();
            case INT2, INT4, INT8 -> (double) value.number();
            case NUMERIC ->
                value.object() instanceof BigDecimal number
                        ? PgNumbers.parseDouble(number.toString())
                        : ((Number) value.object()).doubleValue();
            case UNKNOWN -> PgNumbers.parseDouble(value.string());
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    @Override
    byte[] compare(PgValue value) {
        return Canonical.never();
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        if (kind() == PgKind.FLOAT4) {
            requireLength(canonical, 4);
            return PgNumbers.format(Canonical.real(canonical));
        }
        requireLength(canonical, 8);
        return PgNumbers.format(Canonical.doubleValue(canonical));
    }
}
