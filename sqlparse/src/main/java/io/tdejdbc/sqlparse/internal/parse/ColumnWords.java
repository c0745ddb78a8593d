package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Locale;
import java.util.Set;

/**
 * Words that the grammar reserves and databases do not, such as {@code value} and {@code year}: where one stands between
 * the words and signs that enclose a column, it is a column.
 */
final class ColumnWords {
    private static final Set<String> WORDS = Set.of(
            "ABS",
            "ARE",
            "ATOMIC",
            "BEGIN",
            "CALL",
            "CALLED",
            "CARDINALITY",
            "CLASSIFIER",
            "CLOSE",
            "COMMIT",
            "CONDITION",
            "CONTAINS",
            "CONVERT",
            "COUNT",
            "CURRENT",
            "CYCLE",
            "DATE",
            "DATETIME",
            "DAY",
            "DEC",
            "DECLARE",
            "DELETE",
            "DEREF",
            "DESCRIBE",
            "DYNAMIC",
            "EACH",
            "ELEMENT",
            "EMPTY",
            "EQUALS",
            "EVERY",
            "EXECUTE",
            "EXPLAIN",
            "EXTERNAL",
            "FILTER",
            "FLOOR",
            "FREE",
            "FUNCTION",
            "GET",
            "GLOBAL",
            "GROUPS",
            "HOLD",
            "HOUR",
            "IDENTITY",
            "IMPORT",
            "INDICATOR",
            "INITIAL",
            "INSERT",
            "INTERVAL",
            "LANGUAGE",
            "LARGE",
            "LOCAL",
            "MATCH",
            "MATCHES",
            "MEASURE",
            "MEMBER",
            "MERGE",
            "METHOD",
            "MINUS",
            "MINUTE",
            "MOD",
            "MODULE",
            "MONTH",
            "MULTISET",
            "NATIONAL",
            "NEW",
            "NONE",
            "OCCURRENCES",
            "OLD",
            "OMIT",
            "OPEN",
            "ORDINAL",
            "OUT",
            "OVER",
            "PARAMETER",
            "PARTITION",
            "PATTERN",
            "PER",
            "PERCENT",
            "PERIOD",
            "PORTION",
            "POSITION",
            "POWER",
            "PRECEDES",
            "PRECISION",
            "PREPARE",
            "PREV",
            "PROCEDURE",
            "RANGE",
            "RANK",
            "READS",
            "REF",
            "RELEASE",
            "RESET",
            "RESULT",
            "RETURN",
            "RETURNS",
            "REVOKE",
            "ROLLBACK",
            "RUNNING",
            "SAFE_CAST",
            "SAVEPOINT",
            "SCOPE",
            "SCROLL",
            "SEARCH",
            "SECOND",
            "SEEK",
            "SENSITIVE",
            "SHOW",
            "SKIP",
            "SPECIFIC",
            "SQL",
            "START",
            "STATIC",
            "STREAM",
            "SUBSET",
            "SUCCEEDS",
            "SUM",
            "SYSTEM",
            "TIME",
            "TIMESTAMP",
            "TINYINT",
            "TRANSLATE",
            "TRANSLATION",
            "TREAT",
            "TRIGGER",
            "UPDATE",
            "UPPER",
            "UPSERT",
            "VALUE",
            "VARIANT",
            "VARYING",
            "WITHIN",
            "WITHOUT",
            "YEAR");
    private static final Set<String> BEFORE = Set.of(
            "SELECT",
            "DISTINCT",
            "ALL",
            "AND",
            "OR",
            "NOT",
            "WHERE",
            "ON",
            "BY",
            "WHEN",
            "THEN",
            "ELSE",
            "CASE",
            "HAVING",
            "BETWEEN",
            "LIKE",
            "ILIKE",
            "IN",
            "RETURNING");
    private static final Set<String> AFTER = Set.of(
            "FROM",
            "IS",
            "IN",
            "NOT",
            "LIKE",
            "ILIKE",
            "BETWEEN",
            "AND",
            "OR",
            "ASC",
            "DESC",
            "AS",
            "WHERE",
            "ORDER",
            "GROUP",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "HAVING",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "NULLS",
            "RETURNING",
            "FOR");
    /** Functions whose argument is a unit such as YEAR. */
    private static final Set<String> UNIT_FUNCTIONS = Set.of(
            "EXTRACT",
            "DATE_PART",
            "DATE_TRUNC",
            "DATEDIFF",
            "DATE_DIFF",
            "DATEADD",
            "DATE_ADD",
            "TIMESTAMPDIFF",
            "TIMESTAMPADD",
            "TIMESTAMP_DIFF",
            "TIMESTAMP_ADD",
            "TRUNC",
            "FLOOR",
            "CEIL",
            "CEILING",
            "LAST_DAY",
            "TIME_DIFF",
            "TIME_TRUNC",
            "TIMESTAMP_TRUNC",
            "DATETIME_DIFF",
            "DATETIME_TRUNC",
            "TRUNCATE");

    private ColumnWords() {}

    static boolean isColumn(Tokens tokens, int i, int end) {
        return tokens.kind(i) == TokenKind.WORD
                && tokens.end(i) - tokens.start(i) > 2
                && WORDS.contains(upper(tokens, i))
                && (i + 1 >= end || encloses(tokens, i + 1, AFTER, ",)=<>+-*/%|!;"))
                && !isUnit(tokens, i)
                && (encloses(tokens, i - 1, BEFORE, ",(=<>+-*/%|") || isExtractedFrom(tokens, i));
    }

    /** The column of {@code EXTRACT(unit FROM column)}. */
    private static boolean isExtractedFrom(Tokens tokens, int i) {
        return tokens.isWord(i - 1, "FROM") && tokens.isSymbol(i - 3, '(') && tokens.isWord(i - 4, "EXTRACT");
    }

    static String quoted(Tokens tokens, int i) {
        return '"' + "q".repeat(tokens.end(i) - tokens.start(i) - 2) + '"';
    }

    private static boolean encloses(Tokens tokens, int i, Set<String> words, String symbols) {
        if (i < 0) {
            return false;
        }
        return switch (tokens.kind(i)) {
            case SYMBOL -> symbols.indexOf(tokens.text().charAt(tokens.start(i))) >= 0;
            case WORD -> words.contains(upper(tokens, i));
            default -> false;
        };
    }

    private static boolean isUnit(Tokens tokens, int i) {
        if (isExtractedFrom(tokens, i)) {
            return false;
        }
        int open = i - 1;
        int depth = 0;
        while (open > 0 && (depth > 0 || !tokens.isSymbol(open, '('))) {
            if (tokens.isSymbol(open, ')')) {
                depth++;
            } else if (tokens.isSymbol(open, '(')) {
                depth--;
            }
            open--;
        }
        return open > 0 && tokens.kind(open - 1) == TokenKind.WORD && UNIT_FUNCTIONS.contains(upper(tokens, open - 1));
    }

    private static String upper(Tokens tokens, int i) {
        return tokens.text(i).toUpperCase(Locale.ROOT);
    }
}
