package io.tdejdbc.sqlparse.internal.ddl;

import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads ALTER TABLE: passes what touches plain columns only. */
final class Alterations {
    private final Reader reader;
    private final Optional<Relation> relation;

    private Alterations(Reader reader, Optional<Relation> relation) {
        this.reader = reader;
        this.relation = relation;
    }

    /** Reads what follows ALTER TABLE. */
    static void read(Reader reader) {
        reader.accept("IF", "EXISTS");
        reader.accept("ONLY");
        Optional<Relation> relation = reader.relation();
        if (relation.isEmpty() || !(relation.get() instanceof Relation.Table)) {
            throw reader.refuse(Rule.DDL);
        }
        Alterations alterations = new Alterations(reader, relation);
        for (int[] item : reader.items(reader.at(), reader.end())) {
            reader.goTo(item[0]);
            alterations.action(item[1]);
        }
        reader.allMentionsKnown();
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
        } else {
            throw reader.refuse(Rule.DDL);
        }
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
        } else if (reader.isAny("INDEX", "KEY", "FULLTEXT", "SPATIAL", "EXCLUDE", "PARTITION", "PERIOD")
                || reader.isSymbol('(')) {
            throw reader.refuse(Rule.DDL);
        } else {
            reader.accept("COLUMN");
            reader.accept("IF", "NOT", "EXISTS");
            int name = reader.at();
            Optional<ProtectedColumn> column = reader.protectedColumn(relation, reader.simpleName());
            if (column.isPresent()) {
                throw reader.refuse(Rule.DDL_COLUMN, name, column);
            }
            int definition = reader.at();
            reader.noProtectedColumn(relation, definition, to, Rule.DEFINITION_MENTIONS);
            reader.references(List.of(), to);
        }
    }

    private void constraint(int to) {
        int start = reader.at();
        if (reader.accept("PRIMARY", "KEY") || reader.accept("UNIQUE")) {
            while (reader.at() < to && !reader.isSymbol('(')) {
                reader.goTo(reader.at() + 1);
            }
            int list = reader.at();
            for (String name : reader.names()) {
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

    private void drop(int to) {
        if (reader.accept("CONSTRAINT")) {
            reader.accept("IF", "EXISTS");
            // The driver's own constraints are the second net under the encryption.
            if (reader.simpleName().toLowerCase(Locale.ROOT).startsWith("tde_")) {
                throw reader.refuse(Rule.DDL);
            }
            return;
        }
        if (reader.isAny("PRIMARY", "FOREIGN", "INDEX", "KEY", "PARTITION", "CHECK")) {
            throw reader.refuse(Rule.DDL);
        }
        reader.accept("COLUMN");
        reader.accept("IF", "EXISTS");
        reader.noProtectedColumn(relation, reader.at(), to, Rule.DDL_COLUMN);
    }

    private void alter(int to) {
        int name = reader.at();
        Optional<ProtectedColumn> column = reader.protectedColumn(relation, reader.simpleName());
        if (column.isEmpty()) {
            reader.noProtectedColumn(relation, reader.at(), to, Rule.DDL_COLUMN);
            return;
        }
        boolean harmless = reader.accept("SET", "NOT", "NULL")
                || reader.accept("DROP", "NOT", "NULL")
                || reader.accept("DROP", "DEFAULT");
        if (!harmless || reader.at() != to) {
            throw reader.refuse(Rule.DDL_COLUMN, name, column);
        }
    }

    private void rename(int to) {
        if (reader.is("TO") || reader.isAny("AS")) {
            throw reader.refuse(Rule.DDL);
        }
        if (reader.accept("CONSTRAINT")) {
            reader.goTo(to);
            return;
        }
        reader.accept("COLUMN");
        reader.noProtectedColumn(relation, reader.at(), to, Rule.DDL_COLUMN);
    }
}
