package io.tdejdbc.driver.internal.error;

/**
 * The SQLStates of the driver's own failures. Connection pools close a connection on {@code 08xxx} and on exactly
 * {@code 0A000}, so data errors and refusals use neither.
 */
public final class SqlStates {
    /** A statement or call that cannot work on encrypted values; an implementation-defined subclass of 0A. */
    public static final String REFUSED = "0AT00";

    /** A stored value that does not decrypt. */
    public static final String DATA = "22000";

    /** The key manager refused access. */
    public static final String ACCESS_DENIED = "28000";

    /** Keys cannot be reached while connecting. */
    public static final String CONNECTION_FAILED = "08006";

    /** The set-up is wrong, seen while connecting. */
    public static final String CONNECTION_REJECTED = "08001";

    /** Keys cannot be reached although the connection itself is well. */
    public static final String KEYS_UNAVAILABLE = "58T01";

    /** The set-up turned out to be wrong after connecting. */
    public static final String CONFIGURATION = "58T02";

    /** A prepared statement that is no longer valid. */
    public static final String STALE_STATEMENT = "26000";

    /** A parameter or column index out of range. */
    public static final String INVALID_INDEX = "07009";

    /** A stream shorter than was said. */
    public static final String STREAM_LENGTH = "22026";

    /** A position or length outside a large object. */
    public static final String LOB_POSITION = "22011";

    /** A large object used after {@code free}. */
    public static final String LOB_FREED = "0F001";

    /** More than the driver holds in memory. */
    public static final String LIMIT_EXCEEDED = "54000";

    /** A result set that cannot be moved so. */
    public static final String CURSOR_STATE = "24000";

    /** A number of rows in LIMIT or OFFSET that is none. */
    public static final String ROW_COUNT = "2201W";

    /** A parameter that has no value when its statement is executed. */
    public static final String UNSET_PARAMETER = "07001";

    /** A failure without a better class. */
    public static final String GENERAL = "HY000";

    private SqlStates() {}
}
