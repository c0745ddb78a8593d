package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;

/**
 * A value as the statement's text gives it to the server. The object is a String, byte[], BigDecimal (INTEGER and
 * DECIMAL), Double, LocalDate, Long (TIME: signed microseconds) or LocalDateTime.
 */
record MariaValue(MariaKind kind, Object object) {

    static MariaValue text(String text) {
        return new MariaValue(MariaKind.STRING, text);
    }

    static MariaValue integer(long number) {
        return new MariaValue(MariaKind.INTEGER, BigDecimal.valueOf(number));
    }

    /** The exact number of INTEGER and DECIMAL. */
    BigDecimal number() {
        return (BigDecimal) object;
    }

    /** The text of STRING; of BINARY the bytes read as UTF-8. */
    String string() {
        return kind == MariaKind.BINARY ? Canonical.text((byte[]) object) : (String) object;
    }

    @Override
    public String toString() {
        return "value of kind " + kind;
    }
}
