package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.BitSet;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;

/** Lets the grammar read parts of a statement, each at its own offsets: positions are offsets plus one in line 1. */
public final class Fragments {
    private final Tokens tokens;
    private final FamilyGrammar grammar;
    private final Terminals terminals;

    /** The parts of a statement's tokens up to {@code end}. */
    public Fragments(Tokens tokens, int end) {
        this.tokens = tokens;
        this.grammar = FamilyGrammar.of(tokens.session().family());
        this.terminals = grammar.terminals(tokens, end);
    }

    /** Tokens that are part of the name of a type, a collation or an index, and so no name of a column. */
    public BitSet types() {
        return terminals.types();
    }

    /** A whole statement. */
    public SqlNode statement(int from, int to) {
        return parse(GeneratedParser.Part.STATEMENT, from, to);
    }

    /** A query. */
    public SqlNode query(int from, int to) {
        return parse(GeneratedParser.Part.QUERY, from, to);
    }

    /** An expression. */
    public SqlNode expression(int from, int to) {
        return parse(GeneratedParser.Part.EXPRESSION, from, to);
    }

    /** The tables after a keyword such as FROM or USING. */
    public SqlNode tables(int from, int to) {
        return parse(GeneratedParser.Part.TABLES, from, to);
    }

    /** The items of a list after a keyword such as RETURNING. */
    public SqlNodeList items(int from, int to) {
        return (SqlNodeList) parse(GeneratedParser.Part.ITEMS, from, to);
    }

    /** ORDER BY, LIMIT or FETCH: as the tail of a query of nothing. */
    public SqlOrderBy tail(int from, int to) {
        if (parse(GeneratedParser.Part.TAIL, from, to) instanceof SqlOrderBy ordered) {
            return ordered;
        }
        throw refuse(from, 0);
    }

    /** The common table expressions from WITH on. */
    public SqlNodeList with(int from, int to) {
        return (SqlNodeList) parse(GeneratedParser.Part.WITH, from, to);
    }

    /** The assignments after SET, each a {@link Clause#ASSIGN}. */
    public SqlNodeList assignments(int from, int to) {
        return (SqlNodeList) parse(GeneratedParser.Part.ASSIGNMENTS, from, to);
    }

    private SqlNode parse(GeneratedParser.Part part, int from, int to) {
        GeneratedParser parser = grammar.parser(terminals.run(from, to));
        try {
            return parser.parse(part);
        } catch (StackOverflowError e) {
            throw RefusedException.of(
                    Rule.NOT_UNDERSTOOD, "nesting this deep", tokens.text(), start(from), Optional.empty());
        } catch (Exception e) {
            // What the grammar's actions throw on malformed texts has many types, and quotes the text.
            throw refuse(from, parser.errorColumn() - 1);
        }
    }

    private RefusedException refuse(int token, int offset) {
        return RefusedException.of(
                Rule.NOT_UNDERSTOOD, tokens.text(), Math.max(offset, start(token)), Optional.empty());
    }

    private int start(int token) {
        return token < tokens.size() ? tokens.start(token) : tokens.text().length();
    }
}
