package io.tdejdbc.sqlparse;

import java.util.List;

/**
 * A CREATE TABLE of a pending table, or an ALTER TABLE that adds pending columns. The caller puts the stored type in place of
 * each protected column's type and its CHECK constraints at {@code constraintOffset}; every other character stays.
 *
 * @param kind which of the two
 * @param name the table in catalog spelling: as qualified in the text of a CREATE TABLE, else its full name
 * @param ifNotExists whether IF NOT EXISTS stood there
 * @param text the original statement
 * @param columns the protected columns, in text order
 * @param constraintOffset index into the text just before the parenthesis that closes the column list, or after the
 *     definition of the added columns
 * @param effects what it changes
 */
public record TableDefinition(
        Kind kind,
        RelationName name,
        boolean ifNotExists,
        String text,
        List<DefinedColumn> columns,
        int constraintOffset,
        Effects effects)
        implements Analysis {

    /** Whether the table is there. */
    public enum Kind {
        /** CREATE TABLE. */
        CREATE,
        /** ALTER TABLE … ADD. */
        ADD
    }

    /** Copies the columns. */
    public TableDefinition {
        columns = List.copyOf(columns);
    }

    /**
     * @param name catalog spelling
     * @param type the declared type as written, such as {@code varchar(40)} or {@code timestamp with time zone}
     * @param typeStart index of its first character in the text
     * @param typeEnd index after the last character of what the stored type replaces: the type, and a collation by which equal
     *     strings are equal characters
     * @param key whether a PRIMARY KEY, UNIQUE or index of the statement names it, which only an {@code equality} column
     *     can bear
     * @param references the columns that its foreign keys refer to; they must be stored alike
     */
    public record DefinedColumn(
            String name, String type, int typeStart, int typeEnd, boolean key, List<ProtectedColumn> references) {
        /** Copies the list. */
        public DefinedColumn {
            references = List.copyOf(references);
        }
    }
}
