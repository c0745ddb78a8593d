package io.tdejdbc.sqlparse;

import java.util.Locale;

/** What a backend makes of an identifier that is written without quotes. */
public enum IdentifierFolding {
    /** Unquoted names become upper case (the SQL standard, H2, Oracle). */
    UPPER,
    /** Unquoted names become lower case (PostgreSQL). */
    LOWER,
    /** Names keep their case and are compared without regard to it, quoted or not (MySQL columns, SQL Server). */
    INSENSITIVE;

    /**
     * The catalog spelling of a name.
     *
     * @param name the identifier without its quotes
     * @param quoted whether it stood in quotes
     * @return the name as the catalog holds it; for {@link #INSENSITIVE} its lower-case form
     */
    public String fold(String name, boolean quoted) {
        return switch (this) {
            case UPPER -> quoted ? name : name.toUpperCase(Locale.ROOT);
            case LOWER -> quoted ? name : name.toLowerCase(Locale.ROOT);
            case INSENSITIVE -> name.toLowerCase(Locale.ROOT);
        };
    }
}
