package io.tdejdbc.sqlparse;

/**
 * The lexical rules by which a backend cuts SQL text into tokens: its strings, comments, quoted names and parameters.
 */
public enum LexicalFamily {
    /** PostgreSQL and its relatives: {@code $tag$} strings, {@code E''} strings, nested comments, {@code $1}. */
    POSTGRESQL,
    /** MySQL, MariaDB and TiDB: backquoted names, backslash escapes, {@code #} comments, executable comments. */
    MYSQL,
    /** H2, HSQLDB, Derby, SQLite, DuckDB and Firebird: double-quoted names, doubled quotes as the only escape. */
    STANDARD,
    /** SQL Server: bracketed names, {@code N''} strings. */
    SQL_SERVER,
    /** Oracle: {@code q'[..]'} strings, {@code :1} parameters. */
    ORACLE
}
