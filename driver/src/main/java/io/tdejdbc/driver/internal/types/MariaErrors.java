package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLException;

/**
 * Exceptions with the SQLStates of the MariaDB server. Connector/J gives conversions that fail in the client no
 * SQLState; here they have 22018, and classes that a column does not give 07006.
 */
final class MariaErrors {
    private MariaErrors() {}

    /** A getter whose conversion fails or does not exist. */
    static SQLException unreadable(DeclaredType type, String target) {
        return TypeErrors.maria("22018", "TDE-JDB-101", "a value cannot be converted", type.definition(), target);
    }

    /** A class that the column's type does not give. */
    static SQLException unsupportedClass(DeclaredType type, Class<?> target) {
        return TypeErrors.maria(
                "07006", "TDE-JDB-102", "a conversion is not supported", type.definition(), target.getName());
    }

    /** A setter's argument of a class that Connector/J does not take. */
    static SQLException unsupportedObject(Object value) {
        return TypeErrors.maria(
                "07006",
                "TDE-JDB-102",
                "a conversion is not supported",
                value.getClass().getName(),
                "a class that the driver takes");
    }

    /** A setter's argument that does not fit its target type. */
    static SQLException badParameter(String state, Object value, int target) {
        return TypeErrors.maria(
                state,
                "TDE-JDB-101",
                "a value cannot be converted",
                value.getClass().getName(),
                "JDBC type " + target);
    }

    /** A number or text that the column's type does not read. */
    static SQLException incorrect(MariaKind from, DeclaredType type) {
        return TypeErrors.maria(
                "22007", "TDE-JDB-101", "a value cannot be converted", from.phrase(), type.definition());
    }

    /** A text of which the column's type reads only the beginning. */
    static SQLException truncated(MariaKind from, DeclaredType type) {
        return TypeErrors.maria(
                "01000",
                "TDE-JDB-101",
                "a value would be cut",
                "more than the type reads of " + from.phrase(),
                type.definition());
    }

    static SQLException outOfRange(DeclaredType type) {
        return TypeErrors.maria("22003", "TDE-JDB-106", "a number is out of range", "a number", type.definition());
    }

    static SQLException badMoment(DeclaredType type) {
        return TypeErrors.maria("22007", "TDE-JDB-107", "a text is no date or time", "another text", type.definition());
    }

    static SQLException tooLong(DeclaredType type) {
        return TypeErrors.maria("22001", "TDE-JDB-108", "a value is too long", "a longer value", type.definition());
    }

    /** Bytes that are no text of the column's character set. */
    static SQLException notText(DeclaredType type) {
        return TypeErrors.maria(
                "22007", "TDE-JDB-101", "a value cannot be converted", "bytes that are no UTF-8", type.definition());
    }

    /** A number that the server does not read at all. */
    static SQLException unknownWord() {
        return TypeErrors.maria(
                "42S22", "TDE-JDB-101", "a value cannot be converted", "NaN or infinity", "a finite number");
    }

    /** A literal of exponential form beyond the range of doubles. */
    static SQLException illegalDouble() {
        return TypeErrors.maria(
                "22007", "TDE-JDB-106", "a number is out of range", "a literal with an exponent", "a double");
    }

    /** A date or time in a form that only the server can read. */
    static SQLException otherForm(ValueUse use, MariaKind from, DeclaredType type) {
        return TypeErrors.refused(
                use == ValueUse.ASSIGNED ? "a date or time cannot be stored" : "a date or time cannot be compared",
                from.phrase() + " in a form that only the server reads",
                type.definition() + " as 2024-02-29, 12:34:56.789 or 2024-02-29 12:34:56.789",
                "set a date or time, or such a text");
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
