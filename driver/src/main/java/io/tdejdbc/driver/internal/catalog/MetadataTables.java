package io.tdejdbc.driver.internal.catalog;

import io.tdejdbc.driver.internal.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of the metadata tables. */
public final class MetadataTables {
    /** The names, in lower case. */
    public static final Set<String> NAMES =
            Set.of("tde_key", "tde_wrapping", "tde_column", "tde_manifest", "tde_instance", "tde_job");

    private MetadataTables() {}

    /** The tables of a schema that are not the driver's own, as a message names them. */
    public static String others(Dialect dialect, Connection connection, String schema) throws SQLException {
        List<String> others = dialect.tables(connection, schema).stream()
                .filter(table -> !NAMES.contains(table.toLowerCase(Locale.ROOT)))
                .toList();
        return "one of the tables of schema " + schema + ": " + SchemaReader.listed(others);
    }
}
