package io.tdejdbc.driver.internal.types;

import io.tdejdbc.sqlparse.ValueUse;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;

/**
 * Exceptions of value conversion. Class, SQLState and vendor code are those that the plain column's driver gives;
 * the text is ours, names types only and never a value.
 */
final class TypeErrors {
    private static final String REFUSED = "0AT00";

    private TypeErrors() {}

    /** H2: class 22 states are {@link SQLDataException}, and the vendor code is the number of the state. */
    static SQLException h2(String state, String code, String what, String found, String expected) {
        return new SQLDataException(
                text(code, what, found, expected, "set or read the value as the plain column allows"),
                state,
                Integer.parseInt(state));
    }

    /** H2: a conversion between two types that does not exist, or a text that does not parse. */
    static SQLException h2Conversion(String from, String to) {
        return h2("22018", "TDE-JDB-101", "a value cannot be converted", from, to);
    }

    /** H2: a constant that cannot be compared with the column. */
    static SQLException h2NotComparable(String from, String to) {
        return new SQLException(
                text("TDE-JDB-112", "a literal cannot be compared with the column", from, to, "write one of its type"),
                "90110",
                90110);
    }

    /** H2: an unsupported target class of {@code getObject}. */
    static SQLException h2Unsupported(String from, String to) {
        return new SQLFeatureNotSupportedException(
                text("TDE-JDB-102", "a conversion is not supported", from, to, "ask for a class that the type has"),
                "HYC00",
                50100);
    }

    /** PostgreSQL: pgjdbc knows one exception class only. */
    static SQLException pg(String state, String code, String what, String found, String expected) {
        return new SQLException(
                text(code, what, found, expected, "set or read the value as the plain column allows"), state);
    }

    /** MariaDB: what the server refuses; Connector/J chooses the class by the first two characters of the state. */
    static SQLException maria(String state, int vendorCode, String code, String what, String found, String expected) {
        String text = text(code, what, found, expected, "set or read the value as the plain column allows");
        return switch (state.substring(0, 2)) {
            case "22", "42" -> new SQLSyntaxErrorException(text, state, vendorCode);
            case "01" -> new SQLTransientConnectionException(text, state, vendorCode);
            default -> new SQLException(text, state, vendorCode);
        };
    }

    /** MariaDB: a stored value that Connector/J cannot convert. */
    static SQLException mariaConversion(String found, String expected) {
        return new SQLDataException(
                text(
                        "TDE-JDB-101",
                        "a value cannot be converted",
                        found,
                        expected,
                        "set or read the value as the plain column allows"),
                "22018");
    }

    /** A comparison or conversion whose plain meaning cannot be kept on encrypted values. */
    static SQLException refused(String what, String found, String expected, String fix) {
        return new SQLFeatureNotSupportedException(text("TDE-JDB-103", what, found, expected, fix), REFUSED);
    }

    /** A comparison that the backend would do by the rules of another type than the column's. */
    static SQLException otherTypesRules(String found, DeclaredType type) {
        return refused(
                "a protected column is compared by another type's rules",
                "a value of type " + found,
                type.definition(),
                "compare it with a value of the column's own type");
    }

    /** Stored canonical bytes of another form than the declared type's. */
    static SQLException malformed(DeclaredType type) {
        return new SQLDataException(
                text(
                        "TDE-JDB-104",
                        "a decrypted value has not the form of its type",
                        "other bytes",
                        type.definition(),
                        "check with 'tde check' that the declared type was not changed behind the driver"),
                "22000");
    }

    /** Half a surrogate pair, which UTF-8 cannot carry. */
    static SQLException unpairedSurrogate(ValueUse use) {
        return new SQLDataException(
                text(
                        "TDE-JDB-105",
                        use == ValueUse.ASSIGNED ? "a text cannot be stored" : "a text cannot be compared",
                        "a surrogate without its other half",
                        "well-formed Unicode",
                        "mend the text before it is set"),
                "22021");
    }

    private static String text(String code, String what, String found, String expected, String fix) {
        return code + " " + what + " | found: " + found + " | expected: " + expected + " | fix: " + fix;
    }
}
