package io.tdejdbc.driver.internal.types;

import io.tdejdbc.keystore.ProtectionMode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;

/**
 * numeric: with precision and scale rounded half away from zero, without them as it came, NaN and infinities
 * included. The equality class has no trailing zeros; they come back by the declared scale.
 */
final class PgDecimalCodec extends PgCodec {
    private final boolean constrained;
    private final int precision;
    private final int scale;

    PgDecimalCodec(DeclaredType type, ProtectionMode mode, PgBinding binding) {
        super(type, mode, PgKind.NUMERIC, binding);
        this.constrained = type.precision() > 0;
        this.precision = type.precision();
        this.scale = type.scale();
    }

    @Override
    public CatalogColumn catalogColumn() {
        CatalogColumn column = super.catalogColumn();
        return constrained ? column : column.withoutDigits();
    }

    @Override
    byte[] assign(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case INT2, INT4, INT8 -> assign(BigDecimal.valueOf(value.number()));
            case NUMERIC -> assignNumeric(value);
            case FLOAT4 -> assignNumeric(PgNumbers.toNumeric((Float) value.object(), 6));
            case FLOAT8 -> assignNumeric(PgNumbers.toNumeric((Double) value.object(), 15));
            case UNKNOWN -> assignNumeric(PgNumbers.parseNumeric(value.string()));
            default -> throw PgErrors.notAssignable(value.kind(), type());
        };
    }

    private byte[] assignNumeric(PgValue value) throws SQLException {
        if (value.object() instanceof BigDecimal number) {
            return assign(number);
        }
        double special = ((Number) value.object()).doubleValue();
        if (constrained && Double.isInfinite(special)) {
            throw PgErrors.numberRange(type().definition());
        }
        return special(special);
    }

    private static byte[] special(double number) {
        if (Double.isNaN(number)) {
            return Canonical.decimal(Canonical.NAN);
        }
        return Canonical.decimal(number > 0 ? Canonical.PLUS_INFINITY : Canonical.NEGATIVE_INFINITY);
    }

    private byte[] assign(BigDecimal number) throws SQLException {
        if (!constrained) {
            return Canonical.decimal(number);
        }
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() > precision && rounded.signum() != 0) {
            throw PgErrors.numberRange(type().definition());
        }
        return equality() ? equalityClass(rounded) : Canonical.decimal(rounded);
    }

    private static byte[] equalityClass(BigDecimal number) {
        return Canonical.decimal(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
    }

    @Override
    byte[] compare(PgValue value) throws SQLException {
        return switch (value.kind()) {
            case INT2, INT4, INT8 -> equalityClass(BigDecimal.valueOf(value.number()));
            case NUMERIC -> compareNumeric(value);
            case UNKNOWN -> compareNumeric(PgNumbers.parseNumeric(value.string()));
            case FLOAT4, FLOAT8 -> throw TypeErrors.otherTypesRules(value.kind().typeName(), type());
            default -> throw PgErrors.notComparable(value.kind(), type());
        };
    }

    private static byte[] compareNumeric(PgValue value) {
        return value.object() instanceof BigDecimal number
                ? equalityClass(number)
                : special(((Number) value.object()).doubleValue());
    }

    @Override
    public String getString(byte[] canonical) throws SQLException {
        return switch (tag(canonical)) {
            case Canonical.FINITE -> finite(canonical).toPlainString();
            case Canonical.NAN -> "NaN";
            case Canonical.PLUS_INFINITY -> "Infinity";
            case Canonical.NEGATIVE_INFINITY -> "-Infinity";
            default -> throw TypeErrors.malformed(type());
        };
    }

    private byte tag(byte[] canonical) throws SQLException {
        if (canonical.length == 0) {
            throw TypeErrors.malformed(type());
        }
        return canonical[0];
    }

    private BigDecimal finite(byte[] canonical) throws SQLException {
        BigDecimal number = Canonical.decimal(canonical).orElseThrow(() -> TypeErrors.malformed(type()));
        return constrained && number.scale() < scale ? number.setScale(scale) : number;
    }

    @Override
    public BigDecimal getBigDecimal(byte[] canonical) throws SQLException {
        if (tag(canonical) != Canonical.FINITE) {
            throw PgErrors.badNumber("BigDecimal");
        }
        return finite(canonical);
    }

    @Override
    public long getIntegral(byte[] canonical, int bits) throws SQLException {
        return integral(getBigDecimal(canonical), bits);
    }
}
