package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.types.H2Types;
import io.tdejdbc.driver.internal.types.PostgresTypes;
import io.tdejdbc.sqlparse.IdentifierFolding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Finds the dialect of a backend. */
public final class Dialects {
    private Dialects() {}

    /**
     * The dialect of the database behind a connection.
     *
     * @param innerUrl the real URL
     * @param metadataSchema schema of the metadata tables, if it is configured
     * @throws SQLException TDE-CFG-013 or TDE-CFG-014 if it is not supported
     */
    public static Dialect of(Connection connection, String innerUrl, Optional<String> metadataSchema)
            throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        switch (product) {
            case "H2":
                Optional<IdentifierFolding> folding = H2Dialect.folding(connection);
                if (folding.isEmpty()) {
                    throw ConfigurationError.BACKEND_MODE_UNSUPPORTED.because(
                            "CASE_INSENSITIVE_IDENTIFIERS=TRUE, or both DATABASE_TO_UPPER and DATABASE_TO_LOWER FALSE",
                            "unquoted names in one case");
                }
                return new H2Dialect(new H2Types(), folding.get(), innerUrl);
            case "PostgreSQL":
                return new PostgresDialect(
                        new PostgresTypes(PostgresStrings.unspecified(connection)),
                        metadataSchema.isPresent() ? metadataSchema.get() : PostgresDialect.schema(connection));
            default:
                throw ConfigurationError.BACKEND_UNSUPPORTED.because(product, "H2 or PostgreSQL");
        }
    }
}
