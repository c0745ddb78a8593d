package io.tdejdbc.sqlparse.internal.parse;

import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** The grammar behind the analysis: turns a masked text into a tree, or says that it cannot. */
public interface Grammar {

    /**
     * Parses one query.
     *
     * @param masked a text made by {@link Mask}
     * @return the tree, whose positions are offsets plus one in line 1; or where the text stopped being understood
     */
    Parsed query(char[] masked);

    /** Parses one expression. */
    Parsed expression(char[] masked);

    /**
     * A tree or the place of an error.
     *
     * @param tree the tree, if the text was understood
     * @param errorAt index where it was not
     */
    record Parsed(Optional<SqlNode> tree, int errorAt) {}
}
