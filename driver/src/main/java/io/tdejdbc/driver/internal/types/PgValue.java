package io.tdejdbc.driver.internal.types;

/**
 * A value with the type that PostgreSQL gives it. The object is a String (unknown and texts), Long (integers, date as
 * epoch day, time as nanosecond of the day), BigDecimal or a non-finite Double (numeric), Float, Double, Boolean,
 * {@link PgMoment}, {@link PgOffsetTime}, byte[] or UUID.
 */
record PgValue(PgKind kind, Object object) {

    String string() {
        return (String) object;
    }

    long number() {
        return (Long) object;
    }

    @Override
    public String toString() {
        return "value of type " + kind.typeName();
    }
}
