package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;

/** The list of statements on H2 in files. */
final class H2DifferentialTest extends DifferentialContract {
    H2DifferentialTest() {
        super(Backend.Kind.H2);
    }
}
