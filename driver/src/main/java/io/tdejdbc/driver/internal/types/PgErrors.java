package io.tdejdbc.driver.internal.types;

import java.sql.SQLException;

/** Exceptions with the SQLStates of the PostgreSQL server and of pgjdbc. */
final class PgErrors {
    private PgErrors() {}

    /** No assignment cast from the parameter's type to the column's. */
    static SQLException notAssignable(PgKind from, DeclaredType type) {
        return TypeErrors.pg(
                "42804",
                "TDE-JDB-109",
                "a parameter's type cannot be assigned to the column",
                from.typeName(),
                type.definition());
    }

    /** No equality operator between the column's type and the parameter's. */
    static SQLException notComparable(PgKind from, DeclaredType type) {
        return TypeErrors.pg(
                "42883",
                "TDE-JDB-110",
                "a parameter's type cannot be compared with the column",
                from.typeName(),
                type.definition());
    }

    /** A text that the input function of a type does not read. */
    static SQLException syntax(PgKind target) {
        return TypeErrors.pg("22P02", "TDE-JDB-101", "a value cannot be converted", "a text", target.typeName());
    }

    static SQLException dateSyntax(PgKind target) {
        return TypeErrors.pg("22007", "TDE-JDB-107", "a text is no date or time", "a text", target.typeName());
    }

    static SQLException dateRange(PgKind target) {
        return TypeErrors.pg(
                "22008", "TDE-JDB-106", "a date or time is out of range", "a date or time", target.typeName());
    }

    static SQLException offsetRange(PgKind target) {
        return TypeErrors.pg(
                "22009", "TDE-JDB-106", "a time zone's offset is out of range", "an offset", target.typeName());
    }

    static SQLException numberRange(String expected) {
        return TypeErrors.pg("22003", "TDE-JDB-106", "a number is out of range", "a number", expected);
    }

    static SQLException tooLong(DeclaredType type) {
        return TypeErrors.pg("22001", "TDE-JDB-108", "a text is too long", "a longer text", type.definition());
    }

    static SQLException zeroByte() {
        return TypeErrors.pg("22021", "TDE-JDB-111", "a text cannot be stored", "a zero byte", "text without it");
    }

    /** pgjdbc: a setter's argument does not fit its target type. */
    static SQLException badParameter(Object value, String target) {
        return TypeErrors.pg(
                "07006",
                "TDE-JDB-101",
                "a value cannot be converted",
                value.getClass().getName(),
                target);
    }

    /** pgjdbc: a getter for another type, where the stored text does not parse. */
    static SQLException badNumber(String target) {
        return TypeErrors.pg("22003", "TDE-JDB-101", "a value cannot be converted", "another text", target);
    }

    static SQLException badBoolean() {
        return TypeErrors.pg("42846", "TDE-JDB-101", "a value cannot be converted", "another text", "boolean");
    }

    static SQLException badDate() {
        return TypeErrors.pg("22007", "TDE-JDB-107", "a text is no date or time", "another text", "a date or time");
    }

    /** pgjdbc: a java.time class that the column's type does not give. */
    static SQLException mismatch(DeclaredType type, Class<?> target) {
        return TypeErrors.pg(
                "42821", "TDE-JDB-102", "a conversion is not supported", type.typeName(), target.getName());
    }

    /** pgjdbc: a class that the column's type does not give. */
    static SQLException unsupportedClass(DeclaredType type, Class<?> target) {
        return TypeErrors.pg(
                "22023", "TDE-JDB-102", "a conversion is not supported", type.typeName(), target.getName());
    }
}
