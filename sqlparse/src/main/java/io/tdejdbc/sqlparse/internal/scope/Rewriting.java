package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Optional;

/** Reads, walks and rewrites one query or data change. */
public final class Rewriting {
    private Rewriting() {}

    /** The plan of the tokens up to {@code end}, or a refusal. */
    public static Analysis analyze(Tokens tokens, int end, Catalog catalog, Effects effects) {
        Statement statement = new Statement(tokens, end, catalog);
        try {
            Manipulations.Walked walked = new Manipulations(statement).statement(end);
            statement.finish();
            return Plans.of(statement, walked, effects);
        } catch (StackOverflowError e) {
            throw RefusedException.of(Rule.NOT_UNDERSTOOD, "nesting this deep", tokens.text(), 0, Optional.empty());
        }
    }
}
