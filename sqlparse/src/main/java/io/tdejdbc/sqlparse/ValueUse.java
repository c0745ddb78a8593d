package io.tdejdbc.sqlparse;

/** What happens to a value at its place in the statement; it decides how the value is coerced before encryption. */
public enum ValueUse {
    /** Stored into the column: coerced and checked as the plain column would (length, range, scale). */
    ASSIGNED,
    /** Compared with the column: kept exact; a value the column cannot hold simply matches nothing. */
    COMPARED,
    /**
     * Both stored and compared, as by MERGE: the value must be one that the column would store exactly as it is compared.
     */
    ASSIGNED_AND_COMPARED,
    /** Handed out among the column's own values: it must be exactly one that the column could hold. */
    CHOSEN
}
