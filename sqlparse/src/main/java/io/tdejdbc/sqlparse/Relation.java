package io.tdejdbc.sqlparse;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a name in a FROM clause or a DML target stands for in the session's catalog. */
public sealed interface Relation {

    /** The fully qualified catalog name. */
    RelationName name();

    /**
     * A table whose columns are known, in their order in the table.
     *
     * @param pending catalog names of columns that are to be protected and that the table does not have yet
     */
    record Table(RelationName name, List<Column> columns, Set<String> pending) implements Relation {
        /** Copies the columns. */
        public Table {
            columns = List.copyOf(columns);
            pending = Set.copyOf(pending);
        }

        /** A table that waits for no column. */
        public Table(RelationName name, List<Column> columns) {
            this(name, columns, Set.of());
        }
    }

    /**
     * A view whose definition is understood; it can be read, and its columns are those of the tables below it.
     */
    record View(RelationName name, List<Column> columns) implements Relation {
        /** Copies the columns. */
        public View {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A relation through which protected values can be reached but which is not followed: a view that is not
     * understood, a materialised view, the parent of a protected table.
     *
     * @param what a phrase for messages, such as {@code "view v_customers over customers"}
     */
    record Opaque(RelationName name, String what) implements Relation {}

    /**
     * A table that the policy names and that does not exist yet: only its CREATE TABLE may name it.
     *
     * @param columns catalog names of the columns that are to be protected
     * @param addedLater whether some of them may be missing in the CREATE TABLE, because an ALTER TABLE will add them
     */
    record Pending(RelationName name, Set<String> columns, boolean addedLater) implements Relation {
        /** Copies the columns. */
        public Pending {
            columns = Set.copyOf(columns);
        }
    }

    /** A column of a {@link Table}; {@code protection} is empty for a plain one. */
    record Column(String name, Optional<ProtectedColumn> protection) {}
}
