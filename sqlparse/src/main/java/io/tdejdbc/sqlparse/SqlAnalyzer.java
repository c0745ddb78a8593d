package io.tdejdbc.sqlparse;

/**
 * Decides what becomes of a statement: passed through untouched, rewritten with every protected value marked, or
 * refused. The promise: a statement that is not refused gives the plain table's answer, and no value of a protected
 * column stands in a text or parameter that is not marked for encryption. Thread-safe; keeps no state between calls.
 */
public interface SqlAnalyzer {

    /**
     * Analyses one statement text.
     *
     * @param sql the text as the application wrote it
     * @param session how the backend session reads text
     * @param catalog what the session sees
     * @return never an exception for any text, however malformed: what is not understood is a {@link Refusal}
     */
    Analysis analyze(String sql, SqlSession session, Catalog catalog);
}
