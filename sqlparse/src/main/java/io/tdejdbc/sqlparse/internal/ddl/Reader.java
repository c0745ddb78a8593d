package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Names;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A cursor over the tokens of one definition, with what all readers of definitions need. */
final class Reader {
    private final Tokens tokens;
    private final int end;
    private final Catalog catalog;
    private final BitSet known = new BitSet();
    private int at;

    Reader(Tokens tokens, int end, Catalog catalog) {
        this.tokens = tokens;
        this.end = end;
        this.catalog = catalog;
    }

    Tokens tokens() {
        return tokens;
    }

    boolean isMariaDb() {
        return tokens.session().family() == LexicalFamily.MYSQL;
    }

    int at() {
        return at;
    }

    void goTo(int token) {
        at = token;
    }

    int end() {
        return end;
    }

    boolean done() {
        return at >= end;
    }

    boolean is(String word) {
        return at < end && tokens.isWord(at, word);
    }

    boolean isAny(String... words) {
        return at < end && tokens.isAnyWord(at, words);
    }

    boolean isSymbol(char symbol) {
        return at < end && tokens.isSymbol(at, symbol);
    }

    /** Steps over the keywords if they all stand here. */
    boolean accept(String... words) {
        if (at + words.length <= end && tokens.areWords(at, words)) {
            at += words.length;
            return true;
        }
        return false;
    }

    boolean acceptSymbol(char symbol) {
        if (isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    /** Reads a possibly qualified name. */
    RelationName name() {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(simpleName());
        } while (acceptSymbol('.'));
        if (parts.size() > 3) {
            throw refuse(Rule.DDL);
        }
        return new RelationName(parts);
    }

    String simpleName() {
        if (done() || !tokens.isName(at)) {
            throw refuse(Rule.NOT_UNDERSTOOD);
        }
        return tokens.name(at++);
    }

    /** Reads the name of a relation that may be named here, and notes it as known. */
    Optional<Relation> relation() {
        RelationName name = name();
        known.set(at - 1);
        return catalog.resolve(name);
    }

    /** The protected column of this name, if the relation has one. */
    Optional<ProtectedColumn> protectedColumn(Optional<Relation> relation, String name) {
        List<Relation.Column> columns = List.of();
        if (relation.isPresent() && relation.get() instanceof Relation.Table table) {
            columns = table.columns();
        } else if (relation.isPresent() && relation.get() instanceof Relation.View view) {
            columns = view.columns();
        }
        for (Relation.Column column : columns) {
            if (tokens.session().folding().fold(column.name(), true).equals(name)) {
                return column.protection();
            }
        }
        return Optional.empty();
    }

    /** Refuses if a token from here up to {@code to} names a protected column of the relation. */
    void noProtectedColumn(Optional<Relation> relation, int from, int to, Rule rule) {
        for (int i = from; i < to; i++) {
            if (tokens.isName(i)) {
                Optional<ProtectedColumn> column = protectedColumn(relation, tokens.name(i));
                if (column.isPresent()) {
                    throw RefusedException.of(rule, tokens.text(), tokens.start(i), column);
                }
            }
        }
    }

    /**
     * {@code REFERENCES table [(columns)]} from here up to {@code to}: the table's name is known then.
     *
     * @param local protected columns of the referencing side, empty for plain ones
     */
    void references(List<Optional<ProtectedColumn>> local, int to) {
        List<Optional<ProtectedColumn>> referenced = referenced(to);
        for (int i = 0; i < Math.max(local.size(), referenced.size()); i++) {
            Optional<ProtectedColumn> a = i < local.size() ? local.get(i) : Optional.empty();
            Optional<ProtectedColumn> b = i < referenced.size() ? referenced.get(i) : Optional.empty();
            boolean plain = a.isEmpty() && b.isEmpty();
            boolean alike = a.isPresent()
                    && b.isPresent()
                    && a.get().equality()
                    && b.get().equality()
                    && a.get().comparisonGroup().equals(b.get().comparisonGroup());
            if (!plain && !alike) {
                throw refuse(Rule.DEFINITION_MENTIONS);
            }
        }
    }

    /** The columns that {@code REFERENCES table (columns)} names, from here up to {@code to}; empty for plain ones. */
    List<Optional<ProtectedColumn>> referenced(int to) {
        while (at < to && !is("REFERENCES")) {
            at++;
        }
        List<Optional<ProtectedColumn>> referenced = new ArrayList<>();
        if (accept("REFERENCES")) {
            Optional<Relation> relation = relation();
            if (isSymbol('(')) {
                for (String column : names()) {
                    referenced.add(protectedColumn(relation, column));
                }
            }
        }
        return referenced;
    }

    /** Whether H2's {@code (VALUE)} stands here, in a constraint: all columns of the table. */
    boolean isAllColumns() {
        return tokens.session().family() == LexicalFamily.STANDARD
                && isSymbol('(')
                && tokens.isWord(at + 1, "VALUE")
                && tokens.isSymbol(at + 2, ')');
    }

    /** Reads {@code (a, b, c)} of plain names. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (!acceptSymbol('(')) {
            throw refuse(Rule.NOT_UNDERSTOOD);
        }
        do {
            names.add(simpleName());
        } while (acceptSymbol(','));
        if (!acceptSymbol(')')) {
            throw refuse(Rule.NOT_UNDERSTOOD);
        }
        return names;
    }

    /** The parts between commas outside of parentheses, as pairs of first token and token after the last. */
    List<int[]> items(int from, int to) {
        List<int[]> items = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; i < to; i++) {
            if (tokens.isSymbol(i, '(')) {
                depth++;
            } else if (tokens.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 0 && tokens.isSymbol(i, ',')) {
                items.add(new int[] {start, i});
                start = i + 1;
            }
        }
        items.add(new int[] {start, to});
        return items;
    }

    /** The mention guard: every token that names something protected must have been read as a relation. */
    void allMentionsKnown() {
        for (int i = 0; i < end; i++) {
            if (tokens.isName(i) && !known.get(i) && Names.mayReach(tokens, i, catalog)) {
                throw RefusedException.of(Rule.DDL, tokens.text(), tokens.start(i), Optional.empty());
            }
        }
    }

    RefusedException refuse(Rule rule) {
        return RefusedException.of(
                rule, tokens.text(), done() ? tokens.text().length() : tokens.start(at), Optional.empty());
    }

    RefusedException refuse(Rule rule, int token, Optional<ProtectedColumn> column) {
        return RefusedException.of(rule, tokens.text(), tokens.start(token), column);
    }
}
