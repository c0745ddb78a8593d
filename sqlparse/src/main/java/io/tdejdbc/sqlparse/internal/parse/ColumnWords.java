package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Locale;
import java.util.Set;

/**
 * Words that the grammar reserves and databases do not, such as {@code value} and {@code year}: where one stands between
 * the words and signs that enclose a column, it is a column, and where a table stands, a table. This is decided before the
 * grammar reads them: a grammar in which they are not reserved has a conflict at each place where one may begin a clause,
 * and settles it by the order of its rules.
 */
final class ColumnWords {
    private static final Set<String> WORDS = words("""
            ABS ALLOCATE ALLOW ALTER ARE ARRAY_MAX_CARDINALITY ASENSITIVE ASOF AT ATOMIC AVG BEGIN BEGIN_FRAME
            BEGIN_PARTITION BIGINT BIT BLOB BOOLEAN BY CALL CALLED CARDINALITY CASCADED CEIL CEILING CHAR
            CHARACTER CHARACTER_LENGTH CHAR_LENGTH CLASSIFIER CLOB CLOSE COALESCE COLLECT COMMIT CONDITION
            CONNECT CONTAINS CONVERT CORR CORRESPONDING COUNT COVAR_POP COVAR_SAMP CUBE CUME_DIST CURRENT
            CURRENT_DEFAULT_TRANSFORM_GROUP CURRENT_ROW CURRENT_TRANSFORM_GROUP_FOR_TYPE CURSOR CYCLE DATE
            DATETIME DAY DEALLOCATE DEC DECIMAL DECLARE DEFINE DELETE DENSE_RANK DEREF DESCRIBE DETERMINISTIC
            DISALLOW DISCONNECT DOUBLE DROP DYNAMIC EACH ELEMENT EMPTY END_FRAME END_PARTITION EQUALS ESCAPE
            EVERY EXEC EXECUTE EXP EXPLAIN EXTEND EXTERNAL EXTRACT FILTER FINAL FIRST_VALUE FLOAT FLOOR
            FRAME_ROW FREE FRIDAY FUNCTION FUSION GET GLOBAL GROUPING GROUPS HOLD HOUR IDENTITY IMPORT INDICATOR
            INITIAL INOUT INSENSITIVE INSERT INT INTEGER INTERSECTION INTERVAL JSON_ARRAY JSON_ARRAYAGG
            JSON_EXISTS JSON_OBJECT JSON_OBJECTAGG JSON_QUERY JSON_SCOPE JSON_VALUE LAG LANGUAGE LARGE
            LAST_VALUE LEAD LIKE_REGEX LN LOCAL LOWER MATCH MATCHES MATCH_CONDITION MATCH_NUMBER MATCH_RECOGNIZE
            MAX MEASURE MEASURES MEMBER MERGE METHOD MIN MINUS MINUTE MOD MODIFIES MODULE MONDAY MONTH MULTISET
            NATIONAL NCHAR NCLOB NEW NEXT NO NONE NORMALIZE NTH_VALUE NTILE NULLIF NUMERIC OCCURRENCES
            OCCURRENCES_REGEX OCTET_LENGTH OF OLD OMIT ONE OPEN ORDINAL OUT OVER OVERLAY PARAMETER PARTITION
            PATTERN PER PERCENT PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK PERIOD PERMUTE PORTION POSITION
            POSITION_REGEX POWER PRECEDES PRECISION PREPARE PREV PROCEDURE RANGE RANK READS REAL RECURSIVE REF
            REFERENCING REGR_AVGX REGR_AVGY REGR_COUNT REGR_INTERCEPT REGR_R2 REGR_SLOPE REGR_SXX REGR_SXY
            REGR_SYY RELEASE RESET RESULT RETURN RETURNS REVOKE ROLLBACK ROLLUP ROWS ROW_NUMBER RUNNING
            SAFE_CAST SAFE_OFFSET SAFE_ORDINAL SATURDAY SAVEPOINT SCOPE SCROLL SEARCH SECOND SEEK SENSITIVE SHOW
            SKIP SMALLINT SPECIFIC SPECIFICTYPE SQL SQLEXCEPTION SQLSTATE SQLWARNING SQRT START STATIC
            STDDEV_POP STDDEV_SAMP STREAM SUBMULTISET SUBSET SUBSTRING SUBSTRING_REGEX SUCCEEDS SUM SUNDAY
            SYSTEM SYSTEM_TIME THURSDAY TIME TIMESTAMP TIMEZONE_HOUR TIMEZONE_MINUTE TINYINT TRANSLATE
            TRANSLATE_REGEX TRANSLATION TREAT TRIGGER TRIM TRIM_ARRAY TRUNCATE TRY_CAST TUESDAY UNNEST UNSIGNED
            UPDATE UPPER UPSERT UUID VALUE VALUE_OF VARBINARY VARCHAR VARIANT VARYING VAR_POP VAR_SAMP
            VERSIONING WEDNESDAY WHENEVER WIDTH_BUCKET WITHIN WITHOUT YEAR
            """);
    /** H2 takes these as names, PostgreSQL does not. */
    private static final Set<String> STANDARD_WORDS = words("""
            BINARY BOTH COLLATE COLUMN CREATE GRANT INTO LATERAL LEADING ONLY OUTER OVERLAPS REFERENCES SIMILAR TABLESAMPLE
            THEN TRAILING
            """);
    /** PostgreSQL takes these as names, H2 does not. */
    private static final Set<String> POSTGRESQL_WORDS = words("""
            BETWEEN CURRENT_PATH EXISTS QUALIFY ROW SET UESCAPE UNKNOWN VALUES
            """);

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
            "SET",
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
            "FOR",
            "ON",
            "USING",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "CROSS",
            "NATURAL",
            "WINDOW",
            "ROWS",
            "RANGE",
            "GROUPS",
            "COLLATE",
            "AT",
            "SET");
    /** Functions in which AS names a type. */
    private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "SAFE_CAST", "XMLSERIALIZE", "JSON_SERIALIZE");

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

    /** Words before a parenthesis that are ordinary functions, of which the grammar knows nothing. */
    private static final Set<String> FUNCTIONS = words("""
            CORR REGR_AVGX REGR_AVGY REGR_INTERCEPT REGR_R2 REGR_SLOPE REGR_SXY TRIM_ARRAY WIDTH_BUCKET
            """);

    private static final Set<String> STANDARD_FUNCTIONS = words("ARRAY_MAX_CARDINALITY CURRENT_SCHEMA DAY");
    private static final Set<String> POSTGRESQL_FUNCTIONS = words("CURRENT_SCHEMA NORMALIZE");
    private static final Set<String> MYSQL_FUNCTIONS =
            words("CURRENT_ROLE CURRENT_USER DAY SESSION_USER SYSTEM_USER UUID");

    private ColumnWords() {}

    /** Whether a word is the name of a function. */
    static boolean isFunction(Tokens tokens, int i) {
        if (!tokens.isSymbol(i + 1, '(')) {
            return false;
        }
        String upper = upper(tokens, i);
        return FUNCTIONS.contains(upper)
                || upper.equals("UNNEST") && isSelected(tokens, i)
                || switch (tokens.session().family()) {
                    case STANDARD -> STANDARD_FUNCTIONS.contains(upper);
                    case POSTGRESQL -> POSTGRESQL_FUNCTIONS.contains(upper);
                    case MYSQL -> MYSQL_FUNCTIONS.contains(upper);
                    default -> false;
                };
    }

    /** Whether a token stands in a select list, not in FROM. */
    private static boolean isSelected(Tokens tokens, int i) {
        int at = i - 1;
        int depth = 0;
        while (at >= 0 && (depth > 0 || !tokens.isSymbol(at, '('))) {
            if (depth == 0 && tokens.isAnyWord(at, "SELECT", "FROM", "JOIN", "LATERAL")) {
                return tokens.isWord(at, "SELECT");
            }
            if (tokens.isSymbol(at, ')')) {
                depth++;
            } else if (tokens.isSymbol(at, '(')) {
                depth--;
            }
            at--;
        }
        return false;
    }

    /** Whether a word is only there to be read: ROW before a row, LATERAL before a function, which sees its left anyway. */
    static boolean isNoise(Tokens tokens, int i) {
        boolean postgresql = tokens.session().family() == LexicalFamily.POSTGRESQL;
        if (tokens.isWord(i, "LATERAL")) {
            return postgresql && tokens.kind(i + 1) == TokenKind.WORD && tokens.isSymbol(i + 2, '(');
        }
        boolean row = postgresql || tokens.session().family() == LexicalFamily.STANDARD;
        return row && tokens.isWord(i, "ROW") && tokens.isSymbol(i + 1, '(') && hasComma(tokens, i + 1);
    }

    private static boolean hasComma(Tokens tokens, int open) {
        int end = tokens.afterGroup(open);
        int depth = 0;
        for (int i = open; i < end; i++) {
            if (tokens.isSymbol(i, '(')) {
                depth++;
            } else if (tokens.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 1 && tokens.isSymbol(i, ',')) {
                return true;
            }
        }
        return false;
    }

    static boolean isColumn(Tokens tokens, int i, int end) {
        boolean trim = tokens.isSymbol(i - 1, '(')
                && tokens.isWord(i - 2, "TRIM")
                && tokens.isAnyWord(i, "BOTH", "LEADING", "TRAILING");
        if (tokens.kind(i) != TokenKind.WORD || trim || !isWord(tokens, i) || isChange(tokens, i)) {
            return false;
        }
        boolean before = encloses(tokens, i - 1, BEFORE, ",(=<>+-*/%|") || isExtractedFrom(tokens, i);
        boolean after = i + 1 >= end || encloses(tokens, i + 1, AFTER, ",)=<>+-*/%|!;:");
        return after && (before && !isUnit(tokens, i) || isAlias(tokens, i));
    }

    /** Whether a word begins a data change inside another statement. */
    private static boolean isChange(Tokens tokens, int i) {
        if (tokens.areWords(i, "UPDATE", "SET")) {
            return true;
        }
        if (tokens.areWords(i, "DELETE", "FROM") && tokens.isSymbol(i - 1, '(')) {
            return tokens.isAnyWord(i - 2, "AS", "MATERIALIZED", "TABLE");
        }
        return tokens.isAnyWord(i, "DELETE", "INSERT") && tokens.isWord(i - 1, "THEN") && isMatched(tokens, i - 1);
    }

    /** Whether a THEN belongs to WHEN MATCHED or WHEN NOT MATCHED, and not to CASE. */
    private static boolean isMatched(Tokens tokens, int then) {
        int when = then - 1;
        while (when >= 0 && !tokens.isWord(when, "WHEN")) {
            when--;
        }
        return when >= 0 && (tokens.isWord(when + 1, "MATCHED") || tokens.areWords(when + 1, "NOT", "MATCHED"));
    }

    /** Whether such a word is the name of a table after FROM or JOIN, with or without an alias. */
    static boolean isTable(Tokens tokens, int i, int end) {
        if (tokens.kind(i) != TokenKind.WORD || !isWord(tokens, i) || !tokens.isAnyWord(i - 1, "FROM", "JOIN")) {
            return false;
        }
        boolean named = i + 1 < end
                && (tokens.kind(i + 1) == TokenKind.WORD && !tokens.isWord(i + 1, "TABLE")
                        || tokens.kind(i + 1) == TokenKind.QUOTED_NAME);
        return i + 1 >= end || named || encloses(tokens, i + 1, AFTER, ",);");
    }

    /** Whether such a word is the name that WITH gives to a query. */
    static boolean isQueryName(Tokens tokens, int i) {
        if (tokens.kind(i) != TokenKind.WORD || !isWord(tokens, i)) {
            return false;
        }
        boolean first = tokens.isWord(i - 1, "WITH") || tokens.areWords(i - 2, "WITH", "RECURSIVE");
        boolean next = tokens.isSymbol(i - 1, ',') && tokens.isSymbol(i - 2, ')');
        int as = tokens.isSymbol(i + 1, '(') ? tokens.afterGroup(i + 1) : i + 1;
        return (first || next)
                && tokens.isWord(as, "AS")
                && (tokens.isSymbol(as + 1, '(')
                        || tokens.isAnyWord(as + 1, "MATERIALIZED")
                        || tokens.areWords(as + 1, "NOT", "MATERIALIZED"));
    }

    private static boolean isWord(Tokens tokens, int i) {
        String upper = upper(tokens, i);
        if (WORDS.contains(upper)) {
            return true;
        }
        return switch (tokens.session().family()) {
            case STANDARD -> STANDARD_WORDS.contains(upper);
            case POSTGRESQL -> POSTGRESQL_WORDS.contains(upper);
            default -> false;
        };
    }

    /** A name after AS, where no type stands. */
    private static boolean isAlias(Tokens tokens, int i) {
        if (!tokens.isWord(i - 1, "AS")) {
            return false;
        }
        int open = enclosing(tokens, i);
        return open <= 0 || tokens.kind(open - 1) != TokenKind.WORD || !CASTS.contains(upper(tokens, open - 1));
    }

    /** The column of {@code EXTRACT(unit FROM column)}. */
    private static boolean isExtractedFrom(Tokens tokens, int i) {
        return tokens.isWord(i - 1, "FROM") && tokens.isSymbol(i - 3, '(') && tokens.isWord(i - 4, "EXTRACT");
    }

    /** Whether a word is the AS of a cast, after which a type stands. */
    static boolean isCastType(Tokens tokens, int i) {
        if (!tokens.isWord(i, "AS")) {
            return false;
        }
        int open = enclosing(tokens, i);
        return open > 0 && tokens.isAnyWord(open - 1, "CAST", "TRY_CAST", "SAFE_CAST");
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
        int open = enclosing(tokens, i);
        return open > 0 && tokens.kind(open - 1) == TokenKind.WORD && UNIT_FUNCTIONS.contains(upper(tokens, open - 1));
    }

    /** The parenthesis around a token; 0 or less if there is none. */
    private static int enclosing(Tokens tokens, int i) {
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
        return open;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private static String upper(Tokens tokens, int i) {
        return tokens.text(i).toUpperCase(Locale.ROOT);
    }
}
