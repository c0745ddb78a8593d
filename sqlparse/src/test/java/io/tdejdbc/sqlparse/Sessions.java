package io.tdejdbc.sqlparse;

/** The session settings that the test data names by a word. */
final class Sessions {
    private Sessions() {}

    static SqlSession of(String dialect) {
        return switch (dialect) {
            case "pg" -> new SqlSession(LexicalFamily.POSTGRESQL, IdentifierFolding.LOWER, false, true, false, true);
            case "pg-escape" ->
                new SqlSession(LexicalFamily.POSTGRESQL, IdentifierFolding.LOWER, true, true, false, true);
            case "mysql" -> new SqlSession(LexicalFamily.MYSQL, IdentifierFolding.INSENSITIVE, true, true, true, false);
            case "mysql-bars" ->
                new SqlSession(LexicalFamily.MYSQL, IdentifierFolding.INSENSITIVE, true, true, true, true);
            case "mysql-ansi" ->
                new SqlSession(LexicalFamily.MYSQL, IdentifierFolding.INSENSITIVE, true, true, false, false);
            case "mysql-noescape" ->
                new SqlSession(LexicalFamily.MYSQL, IdentifierFolding.INSENSITIVE, false, true, true, false);
            case "mssql" ->
                new SqlSession(LexicalFamily.SQL_SERVER, IdentifierFolding.INSENSITIVE, false, true, false, true);
            case "oracle" -> new SqlSession(LexicalFamily.ORACLE, IdentifierFolding.UPPER, false, true, false, true);
            case "h2", "jdbc" ->
                new SqlSession(LexicalFamily.STANDARD, IdentifierFolding.UPPER, false, true, false, true);
            default -> throw new IllegalArgumentException(dialect);
        };
    }
}
