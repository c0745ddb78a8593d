package io.tdejdbc.sqlparse;

import java.util.List;

/**
 * A CREATE TABLE of a pending table. The caller puts the stored type in place of each protected column's type and its
 * CHECK constraints at {@code constraintOffset}; every other character stays.
 *
 * @param name the table, as qualified in the text, in catalog spelling
 * @param ifNotExists whether IF NOT EXISTS stood there
 * @param text the original statement
 * @param columns the protected columns, in text order; all that the policy names
 * @param constraintOffset index into the text just before the parenthesis that closes the column list
 * @param effects what it changes
 */
public record TableDefinition(
        RelationName name,
        boolean ifNotExists,
        String text,
        List<DefinedColumn> columns,
        int constraintOffset,
        Effects effects)
        implements Analysis {

    /** Copies the columns. */
    public TableDefinition {
        columns = List.copyOf(columns);
    }

    /**
     * @param name catalog spelling
     * @param type the declared type as written, such as {@code varchar(40)} or {@code timestamp with time zone}
     * @param typeStart index of its first character in the text
     * @param typeEnd index after its last character
     * @param key whether a PRIMARY KEY, UNIQUE or index of the statement names it, which only an {@code equality} column
     *     can bear
     */
    public record DefinedColumn(String name, String type, int typeStart, int typeEnd, boolean key) {}
}
