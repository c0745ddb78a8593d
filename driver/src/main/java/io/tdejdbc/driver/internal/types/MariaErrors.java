package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;

/**
 * Exceptions with the SQLStates of the MariaDB server. Connector/J gives conversions that fail in the client no
 * SQLState; here they have 22018, and classes that a column does not give 07006.
 */
final class MariaErrors {
    private static final int TRUNCATED = 1265;
    private static final int TOO_LONG = 1406;
    private static final int OUT_OF_RANGE = 1264;
    private static final int WRONG_VALUE = 1292;
    private static final int WRONG_VALUE_OF_COLUMN = 1366;
    private static final int ILLEGAL_VALUE = 1367;
    private static final int WRONG_LITERAL = 1525;
    private static final int UNKNOWN_COLUMN = 1054;
    private static final int ILLEGAL_ASSIGNMENT = 4078;
    /** Connector/J's own errors have none. */
    private static final int NO_CODE = -1;

    private MariaErrors() {}

    /** A getter whose conversion fails or does not exist. */
    static SQLException unreadable(DeclaredType type, String target) {
        return TypeErrors.mariaConversion(type.definition(), target);
    }

    /** A class that the column's type does not give. */
    static SQLException unsupportedClass(DeclaredType type, Class<?> target) {
        return unsupported(type.definition(), target.getName());
    }

    /** A setter's argument of a class that Connector/J does not take. */
    static SQLException unsupportedObject(Object value) {
        return unsupported(value.getClass().getName(), "a class that the driver takes");
    }

    private static SQLException unsupported(String found, String expected) {
        return TypeErrors.maria("07006", NO_CODE, "TDE-JDB-102", "a conversion is not supported", found, expected);
    }

    /** A setter's argument that does not fit its target type. */
    static SQLException badParameter(String state, Object value, int target) {
        return TypeErrors.maria(
                state,
                NO_CODE,
                "TDE-JDB-101",
                "a value cannot be converted",
                value.getClass().getName(),
                "JDBC type " + target);
    }

    private static SQLException server(
            String state, int vendorCode, String code, String what, String found, DeclaredType type) {
        return TypeErrors.maria(state, vendorCode, code, what, found, type.definition());
    }

    /** A text that the column's type does not read. */
    static SQLException incorrect(MariaKind from, DeclaredType type) {
        return server(
                "22007", WRONG_VALUE_OF_COLUMN, "TDE-JDB-101", "a value cannot be converted", from.phrase(), type);
    }

    /** A kind of value that the column's type does not take. */
    static SQLException illegal(MariaKind from, DeclaredType type) {
        return server("HY000", ILLEGAL_ASSIGNMENT, "TDE-JDB-101", "a value cannot be converted", from.phrase(), type);
    }

    /** A text of which the column's type reads only the beginning. */
    static SQLException truncated(MariaKind from, DeclaredType type) {
        return server(
                "01000",
                TRUNCATED,
                "TDE-JDB-101",
                "a value would be cut",
                "more than the type reads of " + from.phrase(),
                type);
    }

    static SQLException outOfRange(DeclaredType type) {
        return server("22003", OUT_OF_RANGE, "TDE-JDB-106", "a number is out of range", "a number", type);
    }

    static SQLException badMoment(DeclaredType type) {
        return server("22007", WRONG_VALUE, "TDE-JDB-107", "a text is no date or time", "another text", type);
    }

    /** A DATE, TIME or TIMESTAMP literal that is none. */
    static SQLException badLiteral(DeclaredType type) {
        return server("HY000", WRONG_LITERAL, "TDE-JDB-107", "a text is no date or time", "a literal", type);
    }

    static SQLException tooLong(DeclaredType type) {
        return server("22001", TOO_LONG, "TDE-JDB-108", "a value is too long", "a longer value", type);
    }

    /** Bytes that are no text of the column's character set. */
    static SQLException notText(DeclaredType type) {
        return server(
                "22007",
                WRONG_VALUE_OF_COLUMN,
                "TDE-JDB-101",
                "a value cannot be converted",
                "bytes that are no UTF-8",
                type);
    }

    /** A number that Connector/J writes as a word, which is a column's name for the server. */
    static SQLException unknownWord() {
        return TypeErrors.maria(
                "42S22",
                UNKNOWN_COLUMN,
                "TDE-JDB-101",
                "a value cannot be converted",
                "NaN or infinity",
                "a finite number");
    }

    /** A literal of exponential form beyond the range of doubles. */
    static SQLException illegalDouble() {
        return TypeErrors.maria(
                "22007",
                ILLEGAL_VALUE,
                "TDE-JDB-106",
                "a number is out of range",
                "a literal with an exponent",
                "a double");
    }

    /** A date or time in a form that only the server can read. */
    static SQLException otherForm(ValueUse use, MariaKind from, DeclaredType type) {
        return TypeErrors.refused(
                use == ValueUse.ASSIGNED ? "a date or time cannot be stored" : "a date or time cannot be compared",
                from.phrase() + " in a form that only the server reads",
                type.definition() + " as 2024-02-29, 12:34:56.789 or 2024-02-29 12:34:56.789",
                "set a date or time, or such a text");
    }

    /** A moment that comes twice in the session's zone. */
    static SQLException ambiguous(DeclaredType type) {
        return TypeErrors.refused(
                "a moment comes twice in the session's time zone",
                "a moment of the hour in which clocks are put back",
                type.definition(),
                "give the session a time_zone without such hours, such as +00:00, or declare datetime");
    }

    /** A date that is no day: its year, month or day is zero. */
    static SQLException zeroDate(DeclaredType type) {
        return TypeErrors.refused(
                "a protected column holds days of the calendar only",
                "a date with a zero in it",
                type.definition(),
                "store NULL in its place");
    }
}
