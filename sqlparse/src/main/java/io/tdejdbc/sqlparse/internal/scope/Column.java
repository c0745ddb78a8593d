package io.tdejdbc.sqlparse.internal.scope;

import java.util.Optional;

/**
 * A column of a query or a source.
 *
 * @param name in catalog spelling; empty where the backend makes it up
 */
record Column(Optional<String> name, Flow flow) {}
