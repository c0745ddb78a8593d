package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.dialect.SessionFingerprint;

/**
 * What a plan depends on.
 *
 * @param sql the statement; may hold plaintext
 * @param session the session's settings, as {@link PlanCache#same} gives them: compared by identity
 * @param version the state of policy, metadata and tables
 */
public record PlanKey(String sql, SessionFingerprint session, long version) {
    @Override
    public boolean equals(Object other) {
        return other instanceof PlanKey that
                && version == that.version
                && session == that.session
                && sql.equals(that.sql);
    }

    /** Walks through no settings: a look-up is made for every statement. */
    @Override
    public int hashCode() {
        return 31 * (31 * sql.hashCode() + Long.hashCode(version)) + System.identityHashCode(session);
    }

    @Override
    public String toString() {
        return "statement of " + sql.length() + " characters at version " + version;
    }
}
