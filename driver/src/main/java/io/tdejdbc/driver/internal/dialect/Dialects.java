package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.types.H2Types;
import io.tdejdbc.driver.internal.types.PostgresTypes;
import io.tdejdbc.sqlparse.IdentifierFolding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Finds the dialect of a backend. */
public final class Dialects {
    private Dialects() {}

    /**
     * The dialect of the database behind a connection.
     *
     * @param innerUrl the real URL
     * @param properties what the real driver was given beside it
     * @param metadataSchema schema of the metadata tables, if it is configured
     * @throws SQLException TDE-CFG-013 or TDE-CFG-014 if it is not supported
     */
    public static Dialect of(
            Connection connection, String innerUrl, Properties properties, Optional<String> metadataSchema)
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
                        new PostgresTypes(PostgresState.unspecifiedStrings(connection)),
                        metadataSchema.isPresent() ? metadataSchema.get() : PostgresDialect.schema(connection));
            case "MariaDB", "MySQL":
                return MariaDbDialect.of(connection, innerUrl, properties, metadataSchema);
            default:
                throw unsupported(product);
        }
    }

    static SQLException unsupported(String found) {
        return ConfigurationError.BACKEND_UNSUPPORTED.because(found, "H2, PostgreSQL or MariaDB 11.2 and later");
    }
}
