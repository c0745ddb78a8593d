package io.tdejdbc.keystore.internal.metadata;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The six tables. Only VARCHAR, BIGINT and primary keys, so that every database has them; the empty string is stored as
 * it is and read back as such where a database makes it NULL.
 */
enum MetaTable {
    MANIFEST(
            "tde_manifest",
            "manifest_id",
            number("manifest_id"),
            number("format"),
            text("deployment_id", 36),
            number("epoch"),
            number("key_rows"),
            number("column_rows"),
            text("rows_digest", 64),
            number("changed_ms"),
            text("row_mac", 64)),
    KEY(
            "tde_key",
            "key_id",
            text("key_id", 36),
            text("key_kind", 16),
            text("owner_id", 36),
            text("owner_name", 256),
            number("generation"),
            text("key_state", 16),
            text("algorithm", 32),
            number("created_ms"),
            text("row_mac", 64)),
    WRAPPING(
            "tde_wrapping",
            "key_id, provider, kek_version",
            text("key_id", 36),
            text("provider", 64),
            number("kek_version"),
            text("kek_fingerprint", 64),
            text("wrapped", 2000),
            number("created_ms")),
    COLUMN(
            "tde_column",
            "column_id",
            text("column_id", 36),
            text("table_id", 36),
            text("schema_name", 256),
            text("table_name", 256),
            text("column_name", 256),
            text("protection", 16),
            text("domain_id", 36),
            text("domain_name", 256),
            text("comparison", 32),
            text("declared_type", 1000),
            text("type_family", 32),
            text("column_state", 16),
            number("since_ms"),
            text("row_mac", 64)),
    INSTANCE(
            "tde_instance",
            "instance_id",
            text("instance_id", 36),
            text("driver_version", 64),
            number("seen_epoch"),
            number("started_ms"),
            number("heartbeat_ms")),
    JOB(
            "tde_job",
            "job_id",
            text("job_id", 64),
            text("job_kind", 64),
            text("holder", 256),
            number("lease_until_ms"),
            text("progress", 2000),
            number("change_count"));

    private final String tableName;
    private final String primaryKey;
    private final List<Column> columns;

    MetaTable(String tableName, String primaryKey, Column... columns) {
        this.tableName = tableName;
        this.primaryKey = primaryKey;
        this.columns = List.of(columns);
    }

    /** A column; a length of 0 stands for BIGINT. */
    record Column(String name, int length) {
        boolean isNumber() {
            return length == 0;
        }
    }

    private static Column number(String name) {
        return new Column(name, 0);
    }

    private static Column text(String name, int length) {
        return new Column(name, length);
    }

    /** The name without prefix, as it goes into MACs. */
    String tableName() {
        return tableName;
    }

    List<Column> columns() {
        return columns;
    }

    String create(String prefix, String options) {
        String body = columns.stream()
                .map(column -> column.name()
                        + (column.isNumber() ? " BIGINT" : " VARCHAR(" + column.length() + ")")
                        + (primaryKeyHas(column) ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + prefix + tableName + " (" + body + ", PRIMARY KEY (" + primaryKey + "))" + options;
    }

    String select(String prefix) {
        return "SELECT " + columnList() + " FROM " + prefix + tableName;
    }

    String insert(String prefix) {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + prefix + tableName + " (" + columnList() + ") VALUES (" + marks + ")";
    }

    /** Sets every column where the conditions, parameters of their own behind the columns', hold. */
    String update(String prefix, String... conditions) {
        String assignments =
                columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "));
        return "UPDATE " + prefix + tableName + " SET " + assignments + where(conditions);
    }

    String delete(String prefix, String... conditions) {
        return "DELETE FROM " + prefix + tableName + where(conditions);
    }

    private static String where(String... conditions) {
        return " WHERE "
                + List.of(conditions).stream().map(name -> name + " = ?").collect(Collectors.joining(" AND "));
    }

    private String columnList() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private boolean primaryKeyHas(Column column) {
        return List.of(primaryKey.split(", ", -1)).contains(column.name());
    }
}
