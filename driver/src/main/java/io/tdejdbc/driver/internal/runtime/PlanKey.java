package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.internal.dialect.SessionFingerprint;

/**
 * What a plan depends on.
 *
 * @param sql the statement; may hold plaintext
 * @param session the session's settings
 * @param version the state of policy, metadata and tables
 */
public record PlanKey(String sql, SessionFingerprint session, long version) {
    int weight() {
        return 96 + 2 * sql.length();
    }

    @Override
    public String toString() {
        return "statement of " + sql.length() + " characters at version " + version;
    }
}
