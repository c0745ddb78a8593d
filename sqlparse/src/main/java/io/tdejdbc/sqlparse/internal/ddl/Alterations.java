package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import io.tdejdbc.sqlparse.TableChange;
import io.tdejdbc.sqlparse.TableDefinition;
import io.tdejdbc.sqlparse.TableDefinition.DefinedColumn;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import io.tdejdbc.sqlparse.internal.parse.TypeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads ALTER TABLE: passes what touches plain columns only. */
final class Alterations {
    private final Reader reader;
    private final Relation.Table table;
    private final Optional<Relation> relation;
    private final Set<String> pending = new HashSet<>();
    private final List<TableChange.Move> moves = new ArrayList<>();
    private final List<DefinedColumn> added = new ArrayList<>();
    /** After the definition of the column that was added last. */
    private int afterAdded;

    /** Whether the metadata could follow a change: if it is alone. */
    private boolean followed;

    private Alterations(Reader reader, Relation.Table table) {
        this.reader = reader;
        this.table = table;
        this.relation = Optional.of(table);
        table.pending()
                .forEach(column ->
                        pending.add(reader.tokens().session().folding().fold(column, true)));
    }

    /**
     * Reads what follows ALTER TABLE.
     *
     * @param plan the statement as it is
     */
    static Analysis read(Reader reader, Plan plan) {
        reader.accept("IF", "EXISTS");
        reader.accept("ONLY");
        Optional<Relation> relation = reader.relation();
        if (relation.isEmpty() || !(relation.get() instanceof Relation.Table table)) {
            throw reader.refuse(Rule.DDL);
        }
        Alterations alterations = new Alterations(reader, table);
        List<int[]> items = reader.items(reader.at(), reader.end());
        alterations.followed = items.size() == 1;
        for (int[] item : items) {
            reader.goTo(item[0]);
            alterations.action(item[1]);
        }
        reader.allMentionsKnown();
        if (!alterations.added.isEmpty()) {
            return alterations.addition(items, plan);
        }
        return alterations.moves.isEmpty()
                ? plan
                : new TableChange(plan, alterations.moves, reader.tokens().start(items.get(0)[0]));
    }

    /** Reads what follows MariaDB's RENAME TABLE, with one table in it. */
    static Analysis renamed(Reader reader, Plan plan) {
        reader.accept("IF", "EXISTS");
        Optional<Relation> relation = reader.relation();
        if (relation.isEmpty() || !(relation.get() instanceof Relation.Table table) || !reader.accept("TO")) {
            throw reader.refuse(Rule.DDL);
        }
        Alterations alterations = new Alterations(reader, table);
        alterations.followed = true;
        alterations.renamed(reader.at(), Optional.empty(), reader.end());
        reader.allMentionsKnown();
        return new TableChange(plan, alterations.moves, 0);
    }

    /** Columns that are to be protected; beside them only others may be added. */
    private TableDefinition addition(List<int[]> items, Plan plan) {
        Tokens tokens = reader.tokens();
        for (int[] item : items) {
            if (!tokens.isWord(item[0], "ADD")) {
                throw reader.refuse(Rule.DDL_COLUMN, item[0], Optional.empty());
            }
        }
        // H2 takes constraints with the column alone, the others as a further action.
        int last = tokens.session().family() == LexicalFamily.STANDARD ? afterAdded : reader.end();
        return new TableDefinition(
                TableDefinition.Kind.ADD,
                table.name(),
                false,
                tokens.text(),
                added,
                tokens.end(last - 1),
                plan.effects());
    }

    private void action(int to) {
        if (reader.accept("ADD")) {
            add(to);
        } else if (reader.accept("DROP")) {
            drop(to);
        } else if (reader.accept("ALTER")) {
            reader.accept("COLUMN");
            alter(to);
        } else if (reader.accept("RENAME")) {
            rename(to);
        } else if (reader.accept("VALIDATE", "CONSTRAINT") || reader.accept("OWNER", "TO")) {
            reader.goTo(to);
        } else if (reader.isMariaDb() && reader.isAny("MODIFY", "CHANGE")) {
            modify(to);
        } else if (!TableOptions.accept(reader, to)) {
            throw reader.refuse(Rule.DDL);
        }
    }

    /** MODIFY and CHANGE of plain columns, and MODIFY that gives a protected one more room. */
    private void modify(int to) {
        boolean renames = reader.accept("CHANGE");
        if (!renames) {
            reader.accept("MODIFY");
        }
        reader.accept("COLUMN");
        reader.accept("IF", "EXISTS");
        int name = reader.at();
        Optional<ProtectedColumn> column = reader.protectedColumn(relation, reader.simpleName());
        if (column.isPresent()) {
            if (renames || !widened(column, to)) {
                throw reader.refuse(Rule.DDL_COLUMN, name, column);
            }
            return;
        }
        if (renames) {
            noPendingColumn(reader.at(), reader.at() + 1);
            reader.simpleName();
        }
        plainDefinition(to);
    }

    /** The rest of a plain column's definition: it may only say that it stands beside a protected one. */
    private void plainDefinition(int to) {
        int definition = reader.at();
        boolean placed = to - definition > 2 && reader.tokens().isAnyWord(to - 2, "AFTER", "BEFORE");
        int end = placed ? to - 2 : to;
        reader.noProtectedColumn(relation, definition, end, Rule.DEFINITION_MENTIONS);
        noPendingColumn(TypeNames.end(reader.tokens(), definition, end), end);
        reader.references(List.of(), end);
    }

    private void add(int to) {
        if (reader.accept("CONSTRAINT")) {
            if (reader.accept("IF", "NOT", "EXISTS") || reader.done()) {
                throw reader.refuse(Rule.DDL);
            }
            reader.simpleName();
            constraint(to);
        } else if (reader.isAny("PRIMARY", "UNIQUE", "FOREIGN", "CHECK")) {
            constraint(to);
        } else if (reader.isMariaDb() && reader.isAny("INDEX", "KEY", "FULLTEXT", "SPATIAL")) {
            index(to);
        } else if (reader.isAny("INDEX", "KEY", "FULLTEXT", "SPATIAL", "EXCLUDE", "PARTITION", "PERIOD")
                || reader.isSymbol('(')) {
            throw reader.refuse(Rule.DDL);
        } else {
            reader.accept("COLUMN");
            reader.accept("IF", "NOT", "EXISTS");
            int name = reader.at();
            String named = reader.simpleName();
            if (pending.contains(named)) {
                addProtected(named, to);
                return;
            }
            Optional<ProtectedColumn> column = reader.protectedColumn(relation, named);
            if (column.isPresent()) {
                throw reader.refuse(Rule.DDL_COLUMN, name, column);
            }
            plainDefinition(to);
        }
    }

    private void index(int to) {
        boolean ordinary = !reader.accept("FULLTEXT") && !reader.accept("SPATIAL");
        if (!reader.accept("INDEX")) {
            reader.accept("KEY");
        }
        reader.accept("IF", "NOT", "EXISTS");
        if (!reader.isSymbol('(') && !reader.is("USING")) {
            reader.simpleName();
        }
        if (reader.accept("USING")) {
            reader.simpleName();
        }
        noPendingColumn(reader.at(), to);
        Indexes.columns(reader, relation, ordinary, to);
    }

    private void addProtected(String name, int to) {
        int start = reader.at();
        added.add(ProtectedDefinition.read(reader, name, to));
        afterAdded = reader.at();
        if (reader.isMariaDb()) {
            // It would fill the rows that are there with an empty string.
            for (int i = start; i < afterAdded; i++) {
                if (reader.tokens().areWords(i, "NOT", "NULL")
                        || reader.tokens().areWords(i, "PRIMARY", "KEY")) {
                    throw reader.refuse(Rule.DDL_COLUMN, i, Optional.empty());
                }
            }
        }
        if (reader.isAny("AFTER", "BEFORE")) {
            reader.goTo(reader.at() + 1);
            reader.simpleName();
        } else if (reader.isMariaDb()) {
            reader.accept("FIRST");
        }
        if (reader.at() != to) {
            throw reader.refuse(Rule.DEFINITION_MENTIONS);
        }
    }

    /** Refuses a use of a column's name that the same statement may add, or give to a plain column. */
    private void noPendingColumn(int from, int to) {
        for (int i = Math.max(0, from); i < to; i++) {
            if (reader.tokens().isName(i) && pending.contains(reader.tokens().name(i))) {
                throw reader.refuse(Rule.DDL_COLUMN, i, Optional.empty());
            }
        }
    }

    private void constraint(int to) {
        int start = reader.at();
        noPendingColumn(start, to);
        if (reader.accept("PRIMARY", "KEY") || reader.accept("UNIQUE")) {
            while (reader.at() < to && !reader.isSymbol('(')) {
                reader.goTo(reader.at() + 1);
            }
            int list = reader.at();
            for (String name : keyed()) {
                Optional<ProtectedColumn> column = reader.protectedColumn(relation, name);
                if (column.isPresent() && !column.get().equality()) {
                    throw reader.refuse(Rule.RANDOM_INDEXED, list, column);
                }
            }
            reader.noProtectedColumn(relation, reader.at(), to, Rule.DEFINITION_MENTIONS);
        } else if (reader.accept("FOREIGN", "KEY")) {
            List<Optional<ProtectedColumn>> local = new ArrayList<>();
            for (String name : reader.names()) {
                local.add(reader.protectedColumn(relation, name));
            }
            reader.references(local, to);
        } else {
            reader.noProtectedColumn(relation, start, to, Rule.DEFINITION_MENTIONS);
        }
    }

    /** The columns of a key; H2's {@code UNIQUE (VALUE)} is over all of them. */
    private List<String> keyed() {
        boolean all = reader.isAllColumns();
        List<String> names = reader.names();
        return all
                ? table.columns().stream()
                        .map(column -> reader.tokens().session().folding().fold(column.name(), true))
                        .toList()
                : names;
    }

    private void drop(int to) {
        if (reader.accept("CONSTRAINT")) {
            reader.accept("IF", "EXISTS");
            // The driver's own constraints are the second net under the encryption.
            if (reader.simpleName().toLowerCase(Locale.ROOT).startsWith("tde_")) {
                throw reader.refuse(Rule.DDL);
            }
            return;
        }
        if (reader.isMariaDb() && dropsKey()) {
            if (reader.at() != to) {
                throw reader.refuse(Rule.DDL);
            }
            return;
        }
        if (reader.isAny("PRIMARY", "FOREIGN", "INDEX", "KEY", "PARTITION", "CHECK")) {
            throw reader.refuse(Rule.DDL);
        }
        reader.accept("COLUMN");
        reader.accept("IF", "EXISTS");
        int name = reader.at();
        if (name < to && reader.tokens().isName(name)) {
            Optional<ProtectedColumn> column = reader.protectedColumn(relation, reader.simpleName());
            boolean whole = reader.at() == to
                    || reader.at() + 1 == to && (reader.accept("CASCADE") || reader.accept("RESTRICT"));
            if (column.isPresent() && followed && whole) {
                moves.add(new TableChange.Move(table.name(), column, Optional.empty()));
                return;
            }
        }
        reader.noProtectedColumn(relation, name, to, Rule.DDL_COLUMN);
    }

    /** Reads {@code PRIMARY KEY}, {@code FOREIGN KEY name}, {@code INDEX name} or {@code KEY name}. */
    private boolean dropsKey() {
        if (reader.accept("PRIMARY", "KEY")) {
            return true;
        }
        if (reader.accept("FOREIGN", "KEY") || reader.accept("INDEX") || reader.accept("KEY")) {
            reader.accept("IF", "EXISTS");
            reader.simpleName();
            return true;
        }
        return false;
    }

    private void alter(int to) {
        int name = reader.at();
        Optional<ProtectedColumn> column = reader.protectedColumn(relation, reader.simpleName());
        if (column.isPresent() && reader.accept("RENAME", "TO")) {
            renamed(name, column, to);
            return;
        }
        if (column.isEmpty()) {
            reader.noProtectedColumn(relation, reader.at(), to, Rule.DDL_COLUMN);
            noPendingColumn(reader.accept("RENAME") ? reader.at() : to, to);
            return;
        }
        if (retyped(column, to)) {
            return;
        }
        int change = reader.at();
        if (TableOptions.acceptOfColumn(reader, to)) {
            return;
        }
        reader.goTo(change);
        boolean harmless = reader.accept("SET", "NOT", "NULL")
                || reader.accept("DROP", "NOT", "NULL")
                || reader.accept("DROP", "DEFAULT");
        if (!harmless || reader.at() != to) {
            throw reader.refuse(Rule.DDL_COLUMN, name, column);
        }
    }

    /** Reads {@code [SET DATA] TYPE type}, or H2's bare type, if that is all there is. */
    private boolean retyped(Optional<ProtectedColumn> column, int to) {
        int start = reader.at();
        boolean bare = reader.tokens().session().family() == LexicalFamily.STANDARD && !reader.isAny("SET", "DROP");
        boolean announced = reader.accept("TYPE") || reader.accept("SET", "DATA", "TYPE");
        int type = reader.at();
        if (followed && !reader.isMariaDb() && (announced || bare) && TypeNames.end(reader.tokens(), type, to) == to) {
            moves.add(newType(column, type, to));
            return true;
        }
        reader.goTo(start);
        return false;
    }

    /** Reads {@code type [NULL | NOT NULL]} behind MariaDB's MODIFY, if that is all there is. */
    private boolean widened(Optional<ProtectedColumn> column, int to) {
        int type = reader.at();
        int afterType = TypeNames.end(reader.tokens(), type, to);
        if (!followed || afterType < 0) {
            return false;
        }
        reader.goTo(afterType);
        if (!reader.accept("NOT", "NULL")) {
            reader.accept("NULL");
        }
        moves.add(newType(column, type, afterType));
        return reader.at() == to;
    }

    private TableChange.Move newType(Optional<ProtectedColumn> column, int type, int to) {
        int from = reader.tokens().start(type);
        int end = reader.tokens().end(to - 1);
        return new TableChange.Move(
                table.name(),
                column,
                Optional.empty(),
                Optional.of(new TableChange.NewType(reader.tokens().text().substring(from, end), from, end)));
    }

    private void rename(int to) {
        if (reader.accept("TO")) {
            renamed(reader.at(), Optional.empty(), to);
            return;
        }
        if (reader.isAny("AS")) {
            throw reader.refuse(Rule.DDL);
        }
        if (reader.accept("CONSTRAINT")) {
            reader.goTo(to);
            return;
        }
        if (reader.isMariaDb() && !reader.isAny("COLUMN")) {
            // Without a word before it, it is the new name of the table.
            if (!reader.isAny("INDEX", "KEY")) {
                throw reader.refuse(Rule.DDL);
            }
            reader.noProtectedColumn(relation, reader.at(), to, Rule.DDL_COLUMN);
            return;
        }
        reader.accept("COLUMN");
        int name = reader.at();
        Optional<ProtectedColumn> column = reader.protectedColumn(relation, reader.simpleName());
        if (column.isPresent() && reader.accept("TO")) {
            renamed(name, column, to);
        } else {
            reader.noProtectedColumn(relation, name, to, Rule.DDL_COLUMN);
            noPendingColumn(name, to);
        }
    }

    /** Reads the new name, which ends the statement. */
    private void renamed(int at, Optional<ProtectedColumn> column, int to) {
        String newName = reader.simpleName();
        // MariaDB's names of tables are spelled as they are written.
        boolean spelled = column.isPresent()
                || !reader.isMariaDb()
                || reader.tokens().text(at).replace("`", "").equals(newName);
        if (!followed || !spelled || reader.at() != to || column.isPresent() && pending.contains(newName)) {
            throw reader.refuse(column.isPresent() ? Rule.DDL_COLUMN : Rule.DDL, at, column);
        }
        moves.add(new TableChange.Move(table.name(), column, Optional.of(newName)));
    }
}
