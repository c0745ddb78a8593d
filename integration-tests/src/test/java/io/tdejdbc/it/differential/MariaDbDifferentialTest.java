package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;

/** The list of statements on MariaDB. */
final class MariaDbDifferentialTest extends DifferentialContract {
    MariaDbDifferentialTest() {
        super(Backend.Kind.MARIADB);
    }
}
