package io.tdejdbc.sqlparse.internal;

import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Locale;

/** Reads from the first words of each statement of a text what it may change beside rows; in doubt, everything. */
final class StatementEffects {
    private static final Effects SESSION = new Effects(true, false, false);
    private static final Effects SCHEMA = new Effects(false, true, false);
    private static final Effects BEGINNING = new Effects(false, false, true);
    /** SET LOCAL ends with the transaction. */
    private static final Effects ENDING = new Effects(true, false, true);

    private StatementEffects() {}

    static Effects of(Tokens tokens) {
        Effects effects = Effects.NONE;
        boolean first = true;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isSymbol(i, ';')) {
                first = true;
            } else if (first) {
                effects = effects.and(statement(tokens, i));
                first = false;
            } else if (tokens.kind(i) == TokenKind.WORD
                    && tokens.end(i) - tokens.start(i) == 10
                    && tokens.isWord(i, "SET_CONFIG")) {
                effects = effects.and(SESSION);
            }
        }
        return effects;
    }

    private static Effects statement(Tokens tokens, int from) {
        int i = from;
        while (tokens.isSymbol(i, '(')) {
            i++;
        }
        if (i >= tokens.size() || tokens.kind(i) != TokenKind.WORD) {
            // {call …} and {? = call …}
            return Effects.EVERYTHING;
        }
        return switch (tokens.text(i).toUpperCase(Locale.ROOT)) {
            case "SELECT", "WITH" -> query(tokens, i);
            case "EXPLAIN" -> explained(tokens, i);
            case "INSERT",
                    "UPDATE",
                    "DELETE",
                    "MERGE",
                    "REPLACE",
                    "UPSERT",
                    "VALUES",
                    "TABLE",
                    "SHOW",
                    "DESCRIBE",
                    "DESC",
                    "LOCK",
                    "UNLOCK",
                    "FETCH",
                    "MOVE",
                    "CLOSE",
                    "LISTEN",
                    "UNLISTEN",
                    "NOTIFY",
                    "COPY",
                    "VACUUM",
                    "ANALYZE",
                    "CHECKPOINT",
                    "DEALLOCATE",
                    "REINDEX",
                    "CLUSTER",
                    "REFRESH",
                    "PREPARE" -> Effects.NONE;
            case "SET", "RESET", "DISCARD", "USE", "PRAGMA" -> SESSION;
            case "CREATE", "ALTER", "DROP", "RENAME", "COMMENT", "GRANT", "REVOKE", "TRUNCATE" -> SCHEMA;
            case "START", "SAVEPOINT", "RELEASE" -> BEGINNING;
            case "BEGIN" ->
                tokens.session().family() == LexicalFamily.ORACLE
                                || tokens.session().family() == LexicalFamily.SQL_SERVER
                        ? Effects.EVERYTHING
                        : BEGINNING;
            case "COMMIT", "END" -> ENDING;
            // Also takes back settings and definitions.
            case "ROLLBACK", "ABORT" -> Effects.EVERYTHING;
            default -> Effects.EVERYTHING;
        };
    }

    /** EXPLAIN ANALYZE executes. */
    private static Effects explained(Tokens tokens, int from) {
        for (int i = from; i < tokens.size() && !tokens.isSymbol(i, ';'); i++) {
            if (tokens.isAnyWord(i, "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES")) {
                return query(tokens, i);
            }
        }
        return Effects.EVERYTHING;
    }

    /** SELECT … INTO makes a table. */
    private static Effects query(Tokens tokens, int from) {
        for (int i = from; i < tokens.size() && !tokens.isSymbol(i, ';'); i++) {
            if (tokens.isWord(i, "INTO") && !tokens.isAnyWord(i - 1, "INSERT", "MERGE", "REPLACE")) {
                return SCHEMA;
            }
        }
        return Effects.NONE;
    }
}
