package io.tdejdbc.driver.internal.catalog;

import java.sql.SQLException;

/** Carries the failure of a catalog query through the analysis, which knows nothing of JDBC. */
public final class CatalogFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    CatalogFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What the backend's driver threw. */
    public SQLException failure() {
        return failure;
    }
}
