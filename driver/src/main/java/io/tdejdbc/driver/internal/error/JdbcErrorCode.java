package io.tdejdbc.driver.internal.error;

/** The failures of JDBC use that are the driver's own, with their stable codes and SQLStates. */
public enum JdbcErrorCode {
    /** The plan of a prepared statement no longer holds. */
    STALE_STATEMENT("TDE-JDB-001", SqlStates.STALE_STATEMENT, "the plan of a prepared statement no longer holds"),
    /** A statement text that names something protected was given to a prepared statement's batch. */
    TEXT_IN_PREPARED_BATCH(
            "TDE-JDB-002",
            SqlStates.REFUSED,
            "a statement text that names something protected was given to a prepared statement's batch"),
    /** A getter that cannot give a protected value. */
    GETTER_REFUSED("TDE-JDB-003", SqlStates.REFUSED, "a getter that cannot give a protected value"),
    /** A setter that cannot take a protected value. */
    SETTER_REFUSED("TDE-JDB-004", SqlStates.REFUSED, "a setter that cannot take a protected value"),
    /** A stream that gave less than its declared length. */
    STREAM_LENGTH("TDE-JDB-005", SqlStates.STREAM_LENGTH, "a stream that gave less than its declared length"),
    /** A stream that could not be read. */
    STREAM_FAILED("TDE-JDB-006", SqlStates.GENERAL, "a stream that could not be read"),
    /** A position or length outside a large object. */
    LOB_POSITION("TDE-JDB-007", SqlStates.LOB_POSITION, "a position or length outside a large object"),
    /** A large object used after it was freed. */
    LOB_FREED("TDE-JDB-008", SqlStates.LOB_FREED, "a large object used after it was freed"),
    /** An attempt to change a large object of a protected column in place. */
    LOB_READ_ONLY(
            "TDE-JDB-009", SqlStates.REFUSED, "an attempt to change a large object of a protected column in place"),
    /** A parameter index out of range. */
    PARAMETER_INDEX("TDE-JDB-010", SqlStates.INVALID_INDEX, "a parameter index out of range"),
    /** A result column that the plan does not know. */
    COLUMN_INDEX("TDE-JDB-011", SqlStates.INVALID_INDEX, "a result column that the plan does not know"),
    /** A marker in a callable statement that would carry a protected value. */
    CALLABLE_REFUSED(
            "TDE-JDB-012", SqlStates.REFUSED, "a marker in a callable statement that would carry a protected value"),
    /** A limit that the backend's driver would put on stored values. */
    MAX_FIELD_SIZE(
            "TDE-JDB-013",
            SqlStates.REFUSED,
            "a maximum field size for a result with protected columns: it would cut the stored value"),
    /** A parameter by name where only numbers tell which ones are protected. */
    NAMED_PARAMETER("TDE-JDB-014", SqlStates.REFUSED, "a parameter by its name in a call with protected parameters"),
    /** A way past the driver that the configuration closes. */
    UNWRAP_REFUSED("TDE-JDB-015", SqlStates.REFUSED, "an unwrap to the real driver's object, which tde.unwrap refuses"),
    /** More rows than the driver may hold. */
    RESULT_MEMORY(
            "TDE-JDB-016",
            SqlStates.LIMIT_EXCEEDED,
            "more rows than the driver may hold to sort them or to choose among them"),
    /** A move that a forward-only result set does not make. */
    FORWARD_ONLY("TDE-JDB-017", SqlStates.CURSOR_STATE, "a move that a forward-only result set does not make"),
    /** A kind of result set that a result cannot have whose rows the driver arranges. */
    ARRANGED_RESULT(
            "TDE-JDB-018",
            SqlStates.REFUSED,
            "an updatable or sensitive result set of a statement whose rows the driver sorts or chooses"),
    /** A number of rows that is none, in a parameter that the driver itself uses. */
    OWN_PARAMETER(
            "TDE-JDB-019",
            SqlStates.ROW_COUNT,
            "a number of rows that is none, in a parameter that the driver itself uses"),
    /** A parameter that the driver itself uses, and that has no value. */
    UNSET_PARAMETER(
            "TDE-JDB-020", SqlStates.UNSET_PARAMETER, "a parameter that the driver itself uses, and that is not set"),
    /** A failure inside the driver that should not happen. */
    INTERNAL("TDE-JDB-099", SqlStates.GENERAL, "a failure inside the driver that should not happen");

    private final String code;
    private final String sqlState;
    private final String summary;

    JdbcErrorCode(String code, String sqlState, String summary) {
        this.code = code;
        this.sqlState = sqlState;
        this.summary = summary;
    }

    /** {@code TDE-JDB-nnn}, stable. */
    public String code() {
        return code;
    }

    /** The SQLState that goes with it. */
    public String sqlState() {
        return sqlState;
    }

    /** What is wrong, in general. */
    public String summary() {
        return summary;
    }
}
