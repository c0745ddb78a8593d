package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words that are one terminal together, and words of one database that are keywords only where they stand. Elsewhere they
 * are names, as the database has it, so the grammar need not reserve them.
 */
final class Phrases {
    private static final Set<LexicalFamily> ALL = EnumSet.allOf(LexicalFamily.class);
    private static final Set<LexicalFamily> MYSQL = EnumSet.of(LexicalFamily.MYSQL);
    private static final Set<LexicalFamily> STANDARD = EnumSet.of(LexicalFamily.STANDARD);
    private static final Set<LexicalFamily> DISTINCT_ON = EnumSet.of(LexicalFamily.POSTGRESQL, LexicalFamily.STANDARD);
    private static final Set<LexicalFamily> ORACLE = EnumSet.of(LexicalFamily.ORACLE);
    private static final Map<String, List<Words>> WORDS = new Table()
            .put(ALL, "AT_TIME_ZONE", "AT TIME ZONE")
            .put(ALL, "FOR_LOCK", "FOR UPDATE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR KEY SHARE")
            .put(MYSQL, "FOR_LOCK", "LOCK IN SHARE MODE")
            .put(ALL, "ON_CONFLICT", "ON CONFLICT")
            .put(ALL, "ON_CONSTRAINT", "ON CONSTRAINT")
            .put(ALL, "ON_DUPLICATE_KEY", "ON DUPLICATE KEY UPDATE")
            .put(ALL, "DO_NOTHING", "DO NOTHING")
            .put(ALL, "DO_UPDATE", "DO UPDATE SET")
            .put(ALL, "DEFAULT_VALUES", "DEFAULT VALUES")
            .put(ALL, "OVERRIDING_VALUE", "OVERRIDING SYSTEM VALUE", "OVERRIDING USER VALUE")
            .put(ALL, "WITH_TIES", "WITH TIES")
            .put(ALL, "BY_SOURCE", "BY SOURCE")
            .put(ALL, "BY_TARGET", "BY TARGET")
            .put(ORACLE, "START_WITH", "START WITH")
            .put(ORACLE, "CONNECT_BY", "CONNECT BY NOCYCLE", "CONNECT BY")
            .put(MYSQL, "OTHER_OPERATOR", "NOT REGEXP", "REGEXP", "NOT RLIKE", "RLIKE", "SOUNDS LIKE", "DIV")
            .put(STANDARD, "OTHER_OPERATOR", "NOT REGEXP", "REGEXP")
            .put(MYSQL, "WITH_ROLLUP", "WITH ROLLUP")
            .put(MYSQL, "XOR", "XOR")
            .put(MYSQL, "DISTINCT", "DISTINCTROW")
            .put(MYSQL, "MATCH_MODE", "IN BOOLEAN MODE", "IN NATURAL LANGUAGE MODE", "WITH QUERY EXPANSION")
            .map;
    private static final Set<String> CHANGE_MODIFIERS =
            Set.of("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "QUICK", "IGNORE");
    private static final String[] TABLE_HINTS = {
        "NOLOCK",
        "UPDLOCK",
        "HOLDLOCK",
        "ROWLOCK",
        "READPAST",
        "PAGLOCK",
        "TABLOCK",
        "TABLOCKX",
        "XLOCK",
        "NOWAIT",
        "SERIALIZABLE",
        "READUNCOMMITTED",
        "READCOMMITTED",
        "REPEATABLEREAD"
    };
    private static final String[] STATEMENTS = {
        "SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"
    };

    private final Tokens tokens;
    private final int end;
    private final LexicalFamily family;
    private boolean locked;

    Phrases(Tokens tokens, int end) {
        this.tokens = tokens;
        this.end = end;
        this.family = tokens.session().family();
    }

    /**
     * A terminal.
     *
     * @param to the token after its last
     */
    record Phrase(String terminal, int to) {
        /** Whether its later words are names that no column can have there. */
        boolean hidesNames() {
            return switch (terminal) {
                case "COLLATE_NAME", "TABLE_HINT", "EXPLAIN_OF", "FOR_FORMAT" -> true;
                default -> false;
            };
        }
    }

    private record Words(Set<LexicalFamily> families, String[] words, String terminal) {}

    private static final class Table {
        private final Map<String, List<Words>> map = new HashMap<>();

        Table put(Set<LexicalFamily> families, String terminal, String... phrases) {
            for (String phrase : phrases) {
                String[] words = phrase.split(" ");
                map.computeIfAbsent(words[0], first -> new ArrayList<>()).add(new Words(families, words, terminal));
            }
            return this;
        }
    }

    /** What came before. */
    interface Last {
        boolean is(String terminal);
    }

    /** The phrase that begins with a word, if one does. */
    Optional<Phrase> at(int i, String upper, Last last) {
        for (Words words : WORDS.getOrDefault(upper, List.of())) {
            if (words.families().contains(family)
                    && tokens.areWords(i, words.words())
                    && i + words.words().length <= end) {
                locked |= words.terminal().equals("FOR_LOCK");
                return Optional.of(new Phrase(words.terminal(), i + words.words().length));
            }
        }
        int to = special(i, upper, last);
        return to > i ? Optional.of(new Phrase(terminal(i, upper, last), to)) : Optional.empty();
    }

    /** The token after a phrase that begins with a word; the word's own if none does. */
    private int special(int i, String upper, Last last) {
        return switch (upper) {
            case "AS" -> Math.max(materialized(i), when(isRowAlias(i), i));
            case "BINARY" -> when(family == LexicalFamily.MYSQL && isValue(i + 1) && !tokens.isWord(i - 1, "AS"), i);
            case "COLLATE" -> collate(i);
            case "DISTINCT" ->
                DISTINCT_ON.contains(family) && tokens.isWord(i + 1, "ON") && tokens.isSymbol(i + 2, '(') ? i + 2 : i;
            case "EXPLAIN" -> i == 0 ? explained() : i;
            case "FINAL", "NEW", "OLD" ->
                family == LexicalFamily.STANDARD
                                && tokens.isWord(i + 1, "TABLE")
                                && tokens.isSymbol(i + 2, '(')
                                && tokens.isAnyWord(i + 3, STATEMENTS)
                        ? i + 2
                        : i;
            case "FOR" -> family == LexicalFamily.SQL_SERVER && tokens.isAnyWord(i + 1, "JSON", "XML") ? rest(i) : i;
            case "USE", "FORCE" -> indexHint(i);
            case "IGNORE" -> Math.max(indexHint(i), changeModifier(i, last));
            case "LOW_PRIORITY", "DELAYED", "QUICK" -> changeModifier(i, last);
            case "HIGH_PRIORITY" -> Math.max(changeModifier(i, last), selectModifier(i, last));
            case "STRAIGHT_JOIN" -> family == LexicalFamily.MYSQL ? i + 1 : i;
            case "SQL_SMALL_RESULT",
                    "SQL_BIG_RESULT",
                    "SQL_BUFFER_RESULT",
                    "SQL_CACHE",
                    "SQL_NO_CACHE",
                    "SQL_CALC_FOUND_ROWS" -> selectModifier(i, last);
            case "KEY" ->
                when(
                        family == LexicalFamily.STANDARD
                                && inChange(i, "MERGE")
                                && tokens.isSymbol(i + 1, '(')
                                && (tokens.isName(i - 1) || tokens.isSymbol(i - 1, ')')),
                        i);
            case "MATCH" -> when(isMatch(i), i);
            case "AGAINST" -> when(family == LexicalFamily.MYSQL && tokens.isSymbol(i - 1, ')'), i);
            case "MOD" -> when(family == LexicalFamily.MYSQL && !tokens.isSymbol(i + 1, '('), i);
            case "NOWAIT" -> when(locked, i);
            case "SKIP" -> locked && tokens.isWord(i + 1, "LOCKED") ? i + 2 : i;
            case "WAIT" -> locked && i + 1 < end && tokens.kind(i + 1) == TokenKind.NUMBER ? i + 2 : i;
            case "OUTPUT" -> when(family == LexicalFamily.SQL_SERVER && inChange(i), i);
            case "PRIOR" -> when(family == LexicalFamily.ORACLE && isValue(i + 1), i);
            case "REPLACE" -> when(family == LexicalFamily.MYSQL && !tokens.isSymbol(i + 1, '(') && isFirst(i), i);
            case "RETURNING" -> when(inChange(i), i);
            case "TOP" ->
                when(
                        (family == LexicalFamily.SQL_SERVER
                                        && (followsChange(last) || last.is("MERGE"))
                                        && tokens.isSymbol(i + 1, '(')
                                || (family == LexicalFamily.SQL_SERVER || family == LexicalFamily.STANDARD)
                                        && afterSelect(i, last)
                                        && i + 1 < end
                                        && (tokens.kind(i + 1) == TokenKind.NUMBER
                                                || tokens.kind(i + 1) == TokenKind.PARAMETER
                                                || tokens.isSymbol(i + 1, '('))),
                        i);
            case "VALUE", "VALUES" -> when(isInsertedValue(i), i);
            case "WITH" -> tableHint(i);
            default -> i;
        };
    }

    private String terminal(int i, String upper, Last last) {
        return switch (upper) {
            case "AS" -> materialized(i) > i ? "AS" : "ROW_ALIAS";
            case "BINARY", "PRIOR" -> "PREFIX_OPERATOR";
            case "COLLATE" -> "COLLATE_NAME";
            case "DISTINCT" -> "DISTINCT_ON";
            case "EXPLAIN" -> "EXPLAIN_OF";
            case "FINAL", "NEW", "OLD" -> "FINAL_TABLE";
            case "FOR" -> "FOR_FORMAT";
            case "USE", "FORCE", "WITH" -> "TABLE_HINT";
            case "IGNORE" -> followsChange(last) ? "CHANGE_MODIFIER" : "TABLE_HINT";
            case "STRAIGHT_JOIN" -> last.is("SELECT") || last.is("SELECT_MODIFIER") ? "SELECT_MODIFIER" : "JOIN";
            case "KEY" -> "MERGE_KEY";
            case "MATCH", "AGAINST" -> "MATCH_AGAINST";
            case "MOD" -> "OTHER_OPERATOR";
            case "NOWAIT", "SKIP", "WAIT" -> "LOCK_WAIT";
            case "OUTPUT" -> "OUTPUT_OF";
            case "REPLACE" -> "REPLACE_ROWS";
            case "RETURNING" -> "RETURNING_OF";
            case "TOP" -> "SELECT_TOP";
            case "VALUE", "VALUES" -> "INSERTED_VALUE";
            default -> CHANGE_MODIFIERS.contains(upper) && followsChange(last) ? "CHANGE_MODIFIER" : "SELECT_MODIFIER";
        };
    }

    private static int when(boolean known, int i) {
        return known ? i + 1 : i;
    }

    private boolean isValue(int i) {
        return i < end
                && switch (tokens.kind(i)) {
                    case WORD -> !tokens.isAnyWord(i, "FROM", "AND", "OR", "IS", "IN", "AS", "THEN", "END");
                    case QUOTED_NAME, STRING, NUMBER, PARAMETER -> true;
                    default -> false;
                };
    }

    private boolean isFirst(int i) {
        return i == 0 || tokens.isWord(0, "EXPLAIN");
    }

    private int materialized(int i) {
        int not = tokens.isWord(i + 1, "NOT") ? 1 : 0;
        boolean hint = tokens.isWord(i + 1 + not, "MATERIALIZED") && tokens.isSymbol(i + 2 + not, '(');
        return hint ? i + 2 + not : i;
    }

    /** MySQL's name for the new row, after VALUES and before ON DUPLICATE KEY UPDATE. */
    private boolean isRowAlias(int i) {
        if (family != LexicalFamily.MYSQL || !tokens.isName(i + 1)) {
            return false;
        }
        int after = tokens.isSymbol(i + 2, '(') ? tokens.afterGroup(i + 2) : i + 2;
        int depth = 0;
        int k = i - 1;
        while (k > 0 && (depth > 0 || tokens.isSymbol(k, ')') || tokens.isSymbol(k, ','))) {
            depth += tokens.isSymbol(k, ')') ? 1 : tokens.isSymbol(k, '(') ? -1 : 0;
            k--;
        }
        return tokens.areWords(after, "ON", "DUPLICATE") && tokens.isAnyWord(k, "VALUES", "VALUE");
    }

    private int collate(int i) {
        if (!tokens.isName(i + 1) || i + 1 >= end) {
            return i;
        }
        int to = i + 2;
        while (tokens.isSymbol(to, '.') && tokens.isName(to + 1)) {
            to += 2;
        }
        return to;
    }

    /** Everything to the end of the query. */
    private int rest(int i) {
        int depth = 0;
        int to = i;
        while (to < end && (depth > 0 || !tokens.isSymbol(to, ')'))) {
            depth += tokens.isSymbol(to, '(') ? 1 : tokens.isSymbol(to, ')') ? -1 : 0;
            to++;
        }
        return to;
    }

    private int explained() {
        int to = 1;
        while (to < end && !tokens.isAnyWord(to, STATEMENTS)) {
            boolean options = tokens.isSymbol(to, '(') && !tokens.isAnyWord(to + 1, STATEMENTS);
            if (tokens.isSymbol(to, '(') && !options) {
                return to;
            }
            to = options ? Math.max(to + 1, tokens.afterGroup(to)) : to + 1;
        }
        return to;
    }

    private int indexHint(int i) {
        if (family != LexicalFamily.MYSQL || !tokens.isAnyWord(i + 1, "INDEX", "KEY")) {
            return i;
        }
        int open = i + 2;
        if (tokens.isWord(open, "FOR")) {
            open += tokens.isWord(open + 2, "BY") ? 3 : 2;
        }
        return tokens.isSymbol(open, '(') ? Math.max(i, tokens.afterGroup(open)) : i;
    }

    private int tableHint(int i) {
        if (family != LexicalFamily.SQL_SERVER || !tokens.isName(i - 1) || !tokens.isSymbol(i + 1, '(')) {
            return i;
        }
        int to = tokens.afterGroup(i + 1);
        for (int k = i + 2; k < to - 1; k++) {
            if (!tokens.isSymbol(k, ',') && !tokens.isAnyWord(k, TABLE_HINTS)) {
                return i;
            }
        }
        return Math.max(i, to);
    }

    private boolean followsChange(Last last) {
        return last.is("INSERT")
                || last.is("REPLACE_ROWS")
                || last.is("UPDATE")
                || last.is("DELETE")
                || last.is("CHANGE_MODIFIER");
    }

    private int changeModifier(int i, Last last) {
        boolean quick = !tokens.isWord(i, "QUICK") || tokens.isWord(i + 1, "FROM");
        return when(family == LexicalFamily.MYSQL && followsChange(last) && quick, i);
    }

    private int selectModifier(int i, Last last) {
        boolean more = tokens.isName(i + 1) && !tokens.isAnyWord(i + 1, "FROM", "AS")
                || tokens.isSymbol(i + 1, '*')
                || tokens.isSymbol(i + 1, '(')
                || isValue(i + 1);
        return when(family == LexicalFamily.MYSQL && afterSelect(i, last) && more, i);
    }

    private boolean afterSelect(int i, Last last) {
        return last.is("SELECT")
                || last.is("SELECT_MODIFIER")
                || tokens.isAnyWord(i - 1, "ALL", "DISTINCT") && tokens.isWord(i - 2, "SELECT");
    }

    private boolean isMatch(int i) {
        return family == LexicalFamily.MYSQL
                && tokens.isSymbol(i + 1, '(')
                && tokens.isWord(tokens.afterGroup(i + 1), "AGAINST");
    }

    private boolean isInsertedValue(int i) {
        return family == LexicalFamily.MYSQL
                && tokens.isSymbol(i + 1, '(')
                && tokens.isName(i + 2)
                && tokens.isSymbol(i + 3, ')')
                && (tokens.isSymbol(i - 1, '=') || !tokens.isName(i - 1) && !tokens.isSymbol(i - 1, ')'));
    }

    /** Whether a data change began before a token, within the same parentheses. */
    private boolean inChange(int i) {
        return inChange(i, "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE");
    }

    private boolean inChange(int i, String... words) {
        int depth = 0;
        for (int k = i - 1; k >= 0; k--) {
            if (tokens.isSymbol(k, ')')) {
                depth++;
            } else if (tokens.isSymbol(k, '(') && --depth < 0) {
                return false;
            } else if (depth == 0 && tokens.isAnyWord(k, words)) {
                return true;
            }
        }
        return false;
    }
}
