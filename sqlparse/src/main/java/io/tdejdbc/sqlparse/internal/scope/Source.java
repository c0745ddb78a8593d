package io.tdejdbc.sqlparse.internal.scope;

import java.util.List;

/**
 * One item of a FROM clause.
 *
 * @param qualifier the parts by which its columns may be qualified, outermost first; only the last is needed
 * @param columns in their order
 */
record Source(List<String> qualifier, List<Column> columns) {
    Source {
        qualifier = List.copyOf(qualifier);
        columns = List.copyOf(columns);
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
