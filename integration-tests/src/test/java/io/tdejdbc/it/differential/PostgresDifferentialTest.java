package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;

/** The list of statements on PostgreSQL. */
final class PostgresDifferentialTest extends DifferentialContract {
    PostgresDifferentialTest() {
        super(Backend.Kind.POSTGRESQL);
    }
}
