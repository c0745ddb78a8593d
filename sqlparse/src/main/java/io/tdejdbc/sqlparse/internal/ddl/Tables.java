package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.TableDefinition;
import io.tdejdbc.sqlparse.TableDefinition.DefinedColumn;
import io.tdejdbc.sqlparse.internal.RefusedException;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads CREATE TABLE: finds each protected column's type, and refuses what would compute with its values. */
final class Tables {
    private final Reader reader;
    private final Tokens tokens;
    private final Set<String> columns;
    private final List<DefinedColumn> defined = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    private final Map<String, List<ProtectedColumn>> references = new HashMap<>();
    private final boolean addedLater;

    private Tables(Reader reader, Set<String> columns, boolean addedLater) {
        this.reader = reader;
        this.tokens = reader.tokens();
        this.columns = columns;
        this.addedLater = addedLater;
    }

    /** The definition of a table that the policy waits for; the reader stands behind its name. */
    static TableDefinition read(
            Reader reader, RelationName name, boolean ifNotExists, Relation.Pending pending, Effects effects) {
        Set<String> columns = new HashSet<>();
        pending.columns()
                .forEach(column ->
                        columns.add(reader.tokens().session().folding().fold(column, true)));
        return new Tables(reader, columns, pending.addedLater()).read(name, ifNotExists, effects);
    }

    /** A table without protected columns that names a protected one: only in a foreign key. */
    static void readPlain(Reader reader) {
        if (!reader.isSymbol('(')) {
            throw reader.refuse(Rule.TABLE_COPIED);
        }
        int close = closing(reader);
        for (int[] item : reader.items(reader.at() + 1, close)) {
            reader.goTo(item[0]);
            if (reader.is("LIKE")) {
                throw reader.refuse(Rule.TABLE_COPIED);
            }
            reader.references(List.of(), item[1]);
        }
        reader.goTo(close + 1);
        if (!reader.done() && reader.isAny("AS", "INHERITS", "PARTITION")) {
            throw reader.refuse(Rule.TABLE_COPIED);
        }
        reader.allMentionsKnown();
    }

    /** A partition of PostgreSQL, whose columns are those of its table, stored types included. */
    static void readPartition(Reader reader) {
        Optional<Relation> table = reader.relation();
        if (table.isEmpty() || !(table.get() instanceof Relation.Table)) {
            throw reader.refuse(Rule.TABLE_COPIED);
        }
        reader.noProtectedColumn(table, reader.at(), reader.end(), Rule.DEFINITION_MENTIONS);
        reader.allMentionsKnown();
    }

    private static int closing(Reader reader) {
        int after = reader.tokens().afterGroup(reader.at());
        if (after < 0 || after > reader.end()) {
            throw reader.refuse(Rule.NOT_UNDERSTOOD);
        }
        return after - 1;
    }

    private TableDefinition read(RelationName name, boolean ifNotExists, Effects effects) {
        if (!reader.isSymbol('(')) {
            throw reader.refuse(Rule.TABLE_COPIED);
        }
        int close = closing(reader);
        for (int[] item : reader.items(reader.at() + 1, close)) {
            reader.goTo(item[0]);
            if (isConstraint(item[0])) {
                constraint(item[1]);
            } else {
                column(item[0], item[1]);
            }
        }
        for (int i = close + 1; i < reader.end(); i++) {
            if (tokens.isAnyWord(i, "AS", "SELECT", "INHERITS", "LIKE")) {
                throw RefusedException.of(Rule.TABLE_COPIED, tokens.text(), tokens.start(i), Optional.empty());
            }
        }
        noMention(close + 1, reader.end());
        if (defined.size() != columns.size() && !addedLater) {
            reader.goTo(close);
            throw reader.refuse(Rule.DEFINITION_INCOMPLETE);
        }
        reader.allMentionsKnown();
        List<DefinedColumn> result = new ArrayList<>();
        for (DefinedColumn column : defined) {
            List<ProtectedColumn> all = new ArrayList<>(column.references());
            all.addAll(references.getOrDefault(column.name(), List.of()));
            result.add(new DefinedColumn(
                    column.name(),
                    column.type(),
                    column.typeStart(),
                    column.typeEnd(),
                    column.key() || keys.contains(column.name()),
                    all));
        }
        return new TableDefinition(
                TableDefinition.Kind.CREATE, name, ifNotExists, tokens.text(), result, tokens.start(close), effects);
    }

    private boolean isConstraint(int i) {
        if (tokens.isAnyWord(i, "CONSTRAINT", "LIKE")
                || tokens.areWords(i, "PRIMARY", "KEY")
                || tokens.areWords(i, "FOREIGN", "KEY")) {
            return true;
        }
        if (tokens.isAnyWord(i, "UNIQUE", "CHECK", "EXCLUDE")) {
            return tokens.isSymbol(i + 1, '(') || tokens.isAnyWord(i + 1, "USING", "NULLS", "KEY", "INDEX");
        }
        return tokens.session().family() == LexicalFamily.MYSQL
                && tokens.isAnyWord(i, "KEY", "INDEX", "FULLTEXT", "SPATIAL");
    }

    private void constraint(int to) {
        if (reader.accept("CONSTRAINT")) {
            if (reader.accept("IF", "NOT", "EXISTS")) {
                throw reader.refuse(Rule.NOT_UNDERSTOOD);
            }
            reader.simpleName();
        }
        if (reader.is("LIKE")) {
            throw reader.refuse(Rule.TABLE_COPIED);
        }
        boolean key = reader.accept("PRIMARY", "KEY") || reader.accept("UNIQUE");
        if (key) {
            while (reader.at() < to && !reader.isSymbol('(')) {
                reader.goTo(reader.at() + 1);
            }
            if (reader.isAllColumns()) {
                keys.addAll(columns);
            }
            keys.addAll(reader.names());
            noMention(reader.at(), to);
            return;
        }
        if (reader.accept("FOREIGN", "KEY")) {
            foreignKey(to);
            return;
        }
        noMention(reader.at(), to);
    }

    private void column(int from, int to) {
        String name = reader.simpleName();
        if (!columns.contains(name)) {
            noMention(from + 1, to);
            reader.references(List.of(), to);
            return;
        }
        if (defined.stream().anyMatch(other -> other.name().equals(name))) {
            throw reader.refuse(Rule.NOT_UNDERSTOOD);
        }
        defined.add(ProtectedDefinition.read(reader, name, to));
        if (reader.at() != to) {
            throw reader.refuse(Rule.DEFINITION_MENTIONS);
        }
    }

    /** Reads what follows FOREIGN KEY: plain columns that refer to plain ones, or one that is to be protected. */
    private void foreignKey(int to) {
        int start = reader.at();
        List<String> local = reader.isSymbol('(') ? reader.names() : List.of();
        if (local.size() == 1 && columns.contains(local.get(0))) {
            references
                    .computeIfAbsent(local.get(0), key -> new ArrayList<>())
                    .add(ProtectedDefinition.reference(reader, to));
            if (reader.at() != to) {
                throw reader.refuse(Rule.DEFINITION_MENTIONS);
            }
            return;
        }
        reader.references(List.of(), to);
        noMention(start, to);
    }

    /** Refuses any use of a protected column's name: a CHECK, a generated column, a partition key. */
    private void noMention(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.isName(i) && columns.contains(tokens.name(i))) {
                throw RefusedException.of(Rule.DEFINITION_MENTIONS, tokens.text(), tokens.start(i), Optional.empty());
            }
        }
    }
}
