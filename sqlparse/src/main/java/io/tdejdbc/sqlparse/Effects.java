package io.tdejdbc.sqlparse;

/**
 * What executing a statement may change beside rows.
 *
 * @param session whether settings that decide how later statements are read may change (SET, USE, set_config, CALL …)
 * @param schema whether relations may appear, change or vanish (DDL, CALL, DO …)
 * @param transaction whether the statement begins or ends a transaction or rolls back to a savepoint
 */
public record Effects(boolean session, boolean schema, boolean transaction) {
    /** Rows at most. */
    public static final Effects NONE = new Effects(false, false, false);

    /** Whatever a routine or a block does. */
    public static final Effects EVERYTHING = new Effects(true, true, true);

    /** What either changes. */
    public Effects and(Effects other) {
        if (other.equals(NONE)) {
            return this;
        }
        return new Effects(session || other.session, schema || other.schema, transaction || other.transaction);
    }

    /** Whether it is only not known that the statement changes less. */
    public boolean isEverything() {
        return session && schema && transaction;
    }
}
