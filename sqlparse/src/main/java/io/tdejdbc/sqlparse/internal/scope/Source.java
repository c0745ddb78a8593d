package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Relation;
import java.util.List;
import java.util.Optional;

/**
 * One item of a FROM clause.
 *
 * @param qualifier the parts by which its columns may be qualified, outermost first; only the last is needed
 * @param columns in their order
 * @param table the table that it is; empty for a view, a query, a common table expression
 */
record Source(List<String> qualifier, List<Column> columns, Optional<Relation.Table> table) {
    Source {
        qualifier = List.copyOf(qualifier);
        columns = List.copyOf(columns);
    }

    /** One that cannot be changed. */
    Source(List<String> qualifier, List<Column> columns) {
        this(qualifier, columns, Optional.empty());
    }

    boolean named(List<String> asked) {
        int offset = qualifier.size() - asked.size();
        return offset >= 0 && qualifier.subList(offset, qualifier.size()).equals(asked);
    }

    boolean hasUnnamed() {
        for (Column column : columns) {
            if (column.name().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
