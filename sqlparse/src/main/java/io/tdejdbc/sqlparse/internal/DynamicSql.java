package io.tdejdbc.sqlparse.internal;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.lex.Names;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds statements whose strings are SQL, and searches those strings for protected names. */
final class DynamicSql {
    /** Functions that run SQL given as a string. */
    private static final Set<String> RUNNERS = Set.of(
            "DBLINK",
            "DBLINK_EXEC",
            "DBLINK_OPEN",
            "DBLINK_SEND_QUERY",
            "QUERY_TO_XML",
            "QUERY_TO_XMLSCHEMA",
            "QUERY_TO_XML_AND_XMLSCHEMA",
            "TABLE_TO_XML",
            "TABLE_TO_XMLSCHEMA",
            "TABLE_TO_XML_AND_XMLSCHEMA",
            "CURSOR_TO_XML",
            "TS_STAT",
            "CROSSTAB",
            "CROSSTAB2",
            "CROSSTAB3",
            "CROSSTAB4",
            "CONNECTBY",
            "XPATH_TABLE",
            "CSVWRITE",
            "LINK_SCHEMA",
            "SP_EXECUTESQL",
            "OPENQUERY",
            "OPENROWSET");

    /** Functions that read every table of a schema or database, whatever their arguments say. */
    private static final Set<String> READERS_OF_ALL =
            Set.of("SCHEMA_TO_XML", "SCHEMA_TO_XML_AND_XMLSCHEMA", "DATABASE_TO_XML", "DATABASE_TO_XML_AND_XMLSCHEMA");

    private DynamicSql() {}

    /** Refuses a text in which a string may name something protected to the SQL that it holds. */
    static void check(Tokens tokens, Catalog catalog) {
        boolean first = true;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isSymbol(i, ';')) {
                first = true;
                continue;
            }
            TokenKind kind = tokens.kind(i);
            if (first && kind == TokenKind.WORD) {
                first = false;
                statement(tokens, i, catalog);
            }
            if ((kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME) && tokens.isSymbol(i + 1, '(')) {
                function(tokens, i, catalog);
            }
        }
    }

    /** A quoted name in any case counts too: some backends look functions up without regard to case. */
    private static void function(Tokens tokens, int i, Catalog catalog) {
        String name = tokens.name(i).toUpperCase(Locale.ROOT);
        if (READERS_OF_ALL.contains(name)) {
            throw refuse(tokens, i);
        }
        if (RUNNERS.contains(name)) {
            arguments(tokens, i, catalog);
        }
    }

    private static void statement(Tokens tokens, int i, Catalog catalog) {
        if (tokens.isWord(i, "CREATE") || tokens.isWord(i, "ALTER")) {
            for (int k = i + 1; k < Math.min(tokens.size(), i + 8); k++) {
                if (tokens.isAnyWord(
                        k,
                        "FUNCTION",
                        "PROCEDURE",
                        "TRIGGER",
                        "RULE",
                        "EVENT",
                        "ALIAS",
                        "PACKAGE",
                        "AGGREGATE",
                        "ROUTINE")) {
                    strings(tokens, i, false, catalog);
                    return;
                }
            }
        } else if (tokens.isWord(i, "DO")) {
            strings(tokens, i, true, catalog);
        } else if (tokens.areWords(i, "EXECUTE", "IMMEDIATE")) {
            single(tokens, i + 2, catalog);
        } else if (tokens.isWord(i, "PREPARE") && tokens.isWord(i + 2, "FROM")) {
            single(tokens, i + 3, catalog);
        } else if (tokens.isAnyWord(i, "EXEC", "EXECUTE")) {
            strings(tokens, i, false, catalog);
            if (tokens.isSymbol(i + 1, '(')
                    && !(tokens.kind(i + 2) == TokenKind.STRING && tokens.isSymbol(i + 3, ')'))) {
                throw refuse(tokens, i);
            }
        } else if (tokens.isWord(i, "RUNSCRIPT")) {
            throw refuse(tokens, i);
        } else if (tokens.isAnyWord(i, "BEGIN", "DECLARE")) {
            for (int k = i; k < tokens.size(); k++) {
                if (tokens.areWords(k, "EXECUTE", "IMMEDIATE")) {
                    throw refuse(tokens, k);
                }
            }
        }
    }

    /** Exactly one string must follow, up to the end of the statement. */
    private static void single(Tokens tokens, int i, Catalog catalog) {
        if (i >= tokens.size() || tokens.kind(i) != TokenKind.STRING) {
            throw refuse(tokens, Math.min(i, tokens.size() - 1));
        }
        if (i + 1 < tokens.size() && !tokens.isSymbol(i + 1, ';') && !tokens.isWord(i + 1, "USING")) {
            throw refuse(tokens, i + 1);
        }
        strings(tokens, i, true, catalog);
    }

    private static void strings(Tokens tokens, int from, boolean whole, Catalog catalog) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.kind(i) != TokenKind.STRING) {
                continue;
            }
            if (Names.anyReaches(tokens.text(), tokens.start(i), tokens.end(i), tokens.session(), catalog)
                    || whole && runsText(tokens.text(i))) {
                throw refuse(tokens, i);
            }
        }
    }

    /** A body that itself runs strings can name anything. */
    private static boolean runsText(String body) {
        return body.toUpperCase(Locale.ROOT).contains("EXECUTE") || body.indexOf('\\') >= 0;
    }

    private static void arguments(Tokens tokens, int function, Catalog catalog) {
        int end = tokens.afterGroup(function + 1);
        if (end < 0) {
            throw refuse(tokens, function);
        }
        for (int i = function + 2; i < end - 1; i++) {
            TokenKind kind = tokens.kind(i);
            boolean constant = kind == TokenKind.STRING
                    || kind == TokenKind.NUMBER
                    || tokens.isSymbol(i, ',')
                    || tokens.isAnyWord(i, "TRUE", "FALSE", "NULL");
            if (!constant
                    || kind == TokenKind.STRING
                            && Names.anyReaches(
                                    tokens.text(), tokens.start(i), tokens.end(i), tokens.session(), catalog)) {
                throw refuse(tokens, i);
            }
        }
    }

    private static RefusedException refuse(Tokens tokens, int token) {
        return RefusedException.of(Rule.DYNAMIC_SQL, tokens.text(), tokens.start(token), Optional.empty());
    }
}
