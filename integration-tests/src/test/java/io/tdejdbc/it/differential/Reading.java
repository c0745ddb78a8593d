package io.tdejdbc.it.differential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * How a result is asked for and read.
 *
 * @param scrolls whether it is scrollable, and then read backwards too
 * @param maxRows what {@link Statement#setMaxRows} gets; 0 for nothing
 * @param fetchSize what {@link Statement#setFetchSize} gets; 0 for nothing
 */
record Reading(boolean scrolls, int maxRows, int fetchSize) {
    /** What comes without asking. */
    static final Reading DEFAULT = new Reading(false, 0, 0);

    /** One of a seed. */
    static Reading of(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + 13);
        return new Reading(
                random.nextInt(4) == 0,
                random.nextInt(5) == 0 ? 1 + random.nextInt(12) : 0,
                random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 0);
    }

    /** The type of its result set. */
    int type() {
        return scrolls ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
    }

    /** Says to a statement what is asked for. */
    void set(Statement statement) throws SQLException {
        if (maxRows > 0) {
            statement.setMaxRows(maxRows);
        }
        if (fetchSize > 0) {
            // H2 takes none above the number of rows.
            statement.setFetchSize(maxRows > 0 ? Math.min(fetchSize, maxRows) : fetchSize);
        }
    }
}
