package io.tdejdbc.sqlparse;

import io.tdejdbc.sqlparse.internal.StandardAnalyzer;

/** Makes analysers. */
public final class SqlAnalyzers {
    private SqlAnalyzers() {}

    /** The analyser that the driver uses. It has no state: one serves all sessions of all databases. */
    public static SqlAnalyzer standard() {
        return new StandardAnalyzer();
    }
}
