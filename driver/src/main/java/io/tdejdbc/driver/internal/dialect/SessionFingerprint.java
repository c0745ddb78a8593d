package io.tdejdbc.driver.internal.dialect;

import java.util.List;
import java.util.Set;

/**
 * All settings of a session that decide what a statement text means in it.
 *
 * @param catalog the database
 * @param path the schemas in which an unqualified name is looked for, in order
 * @param backslashEscapes whether a backslash escapes inside an ordinary string
 * @param doubleQuotedStrings whether double quotes enclose strings and never names
 * @param concatenatingBars whether {@code ||} concatenates and is not OR
 * @param timeZone by whose local time the session reads and shows points in time
 * @param temporaryTables names of the session's own temporary tables
 * @param plainCase whether UPPER and LOWER map ASCII letters to ASCII letters
 * @param plainNulls whether ORDER BY puts NULLs where the database does by default
 * @param objection why statements with protected names cannot be read in this session; empty if they can
 */
public record SessionFingerprint(
        String catalog,
        List<String> path,
        boolean backslashEscapes,
        boolean doubleQuotedStrings,
        boolean concatenatingBars,
        String timeZone,
        Set<String> temporaryTables,
        boolean plainCase,
        boolean plainNulls,
        String objection) {

    /** A session of which nothing is known about UPPER and LOWER, whose double quotes enclose names and whose bars concatenate. */
    public SessionFingerprint(
            String catalog,
            List<String> path,
            boolean backslashEscapes,
            String timeZone,
            Set<String> temporaryTables,
            String objection) {
        this(catalog, path, backslashEscapes, false, true, timeZone, temporaryTables, false, true, objection);
    }

    /** Copies the collections. */
    public SessionFingerprint {
        path = List.copyOf(path);
        temporaryTables = Set.copyOf(temporaryTables);
    }
}
