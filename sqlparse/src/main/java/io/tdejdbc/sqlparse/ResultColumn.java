package io.tdejdbc.sqlparse;

import java.util.Optional;

/**
 * One column of a query's result.
 *
 * @param label the label that the backend must give it, in catalog spelling; empty where the backend makes it up
 * @param column the protected column whose stored values it carries; empty for plain results
 */
public record ResultColumn(Optional<String> label, Optional<ProtectedColumn> column) {}
