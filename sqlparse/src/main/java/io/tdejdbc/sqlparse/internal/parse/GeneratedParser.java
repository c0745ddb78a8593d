package io.tdejdbc.sqlparse.internal.parse;

import org.apache.calcite.sql.SqlNode;

/** What the generated parser of each family offers. */
public interface GeneratedParser {
    /** What a run of terminals is. */
    enum Part {
        /** A whole statement. */
        STATEMENT,
        /** A query. */
        QUERY,
        /** An expression. */
        EXPRESSION,
        /** What follows FROM or USING. */
        TABLES,
        /** The items of a select list, as a list. */
        ITEMS,
        /** ORDER BY, LIMIT, OFFSET or FETCH, as those of a query without rows. */
        TAIL,
        /** WITH and its queries, as a list. */
        WITH,
        /** What follows SET, as a list of {@link Clause#ASSIGN}. */
        ASSIGNMENTS
    }

    /**
     * Reads all terminals of its run, once.
     *
     * @return the tree, whose positions are offsets plus one in line 1
     * @throws Exception if they are no such part; the parser is of no use afterwards
     */
    SqlNode parse(Part part) throws Exception;

    /** Where reading stopped, as an offset plus one. */
    int errorColumn();
}
