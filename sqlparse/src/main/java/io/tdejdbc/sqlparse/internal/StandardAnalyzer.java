package io.tdejdbc.sqlparse.internal;

import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.PassThrough;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.SqlAnalyzer;
import io.tdejdbc.sqlparse.SqlSession;
import io.tdejdbc.sqlparse.internal.ddl.Definitions;
import io.tdejdbc.sqlparse.internal.lex.Lexer;
import io.tdejdbc.sqlparse.internal.lex.Names;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.scope.Rewriting;
import java.util.Optional;

/**
 * The way of a statement: cut into tokens; passed if no token names anything protected; otherwise read as a definition
 * from its tokens, or parsed, walked and cut. The classes behind {@link Rewriting} and its grammar are first touched by
 * a statement that needs them.
 */
public final class StandardAnalyzer implements SqlAnalyzer {

    @Override
    public Analysis analyze(String sql, SqlSession session, Catalog catalog) {
        Tokens tokens = Lexer.lex(sql, session);
        int mention = mention(tokens, catalog);
        try {
            if (tokens.doubtful()
                    && (mention >= 0
                            || tokens.isUnsearchable()
                            || Names.anyReaches(sql, 0, sql.length(), session, catalog))) {
                throw RefusedException.of(Rule.HIDDEN_CODE, tokens.doubt(), sql, tokens.doubtAt(), Optional.empty());
            }
            DynamicSql.check(tokens, catalog);
            if (mention < 0) {
                return new PassThrough(StatementEffects.of(tokens));
            }
            return protectedStatement(tokens, mention, catalog);
        } catch (RefusedException e) {
            return e.refusal();
        }
    }

    private static int mention(Tokens tokens, Catalog catalog) {
        for (int i = 0; i < tokens.size(); i++) {
            TokenKind kind = tokens.kind(i);
            if ((kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME) && Names.mayReach(tokens, i, catalog)) {
                return i;
            }
            // A text of several statements may change the setting before it comes to the string.
            if (tokens.isStringOrName(i) && catalog.mayReachProtected(tokens.otherwiseName(i))) {
                return i;
            }
        }
        return -1;
    }

    private static Analysis protectedStatement(Tokens tokens, int mention, Catalog catalog) {
        int end = tokens.size();
        while (tokens.isSymbol(end - 1, ';')) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (tokens.isSymbol(i, ';')) {
                throw refuse(Rule.SEVERAL_STATEMENTS, tokens, i);
            }
            if (tokens.kind(i) == TokenKind.FOREIGN_PARAMETER) {
                throw refuse(Rule.FOREIGN_PARAMETER, tokens, i);
            }
        }
        int numbered = tokens.numberedParameters();
        if (numbered > 0 && (numbered != tokens.parameters() || !smallNumbers(tokens))) {
            throw refuse(Rule.FOREIGN_PARAMETER, tokens, mention);
        }
        if (tokens.odd()) {
            throw RefusedException.of(
                    Rule.NOT_UNDERSTOOD, tokens.oddity(), tokens.text(), tokens.oddAt(), Optional.empty());
        }
        int first = 0;
        while (tokens.isSymbol(first, '(')) {
            first++;
        }
        if (tokens.isAnyWord(first, "SELECT", "WITH", "VALUES", "TABLE")
                || tokens.isAnyWord(0, "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "EXPLAIN")) {
            return Rewriting.analyze(tokens, end, catalog, StatementEffects.of(tokens));
        }
        return Definitions.analyze(tokens, end, catalog, StatementEffects.of(tokens));
    }

    private static boolean smallNumbers(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.PARAMETER) {
                int length = tokens.end(i) - tokens.start(i);
                if (length > 6 || tokens.text().charAt(tokens.start(i) + 1) == '0') {
                    return false;
                }
            }
        }
        return true;
    }

    private static RefusedException refuse(Rule rule, Tokens tokens, int token) {
        return RefusedException.of(rule, tokens.text(), tokens.start(token), Optional.empty());
    }
}
