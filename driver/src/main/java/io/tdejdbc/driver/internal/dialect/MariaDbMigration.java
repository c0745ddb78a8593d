package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MariaDB: every DDL statement commits, so that the work is done in steps that can each be found again, under a lock that
 * DDL statements do not give up. Rows have no address of their own: a column with numbers is added for the time.
 */
final class MariaDbMigration implements MigrationSteps {
    private static final String ROW = "tde_row";
    private static final Set<Integer> NO_RIGHT = Set.of(1044, 1045, 1142, 1143, 1227);

    private final MariaDbDialect dialect;

    MariaDbMigration(MariaDbDialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<String> otherSessions(Connection connection) {
        // The lock keeps them out.
        return List.of();
    }

    @Override
    public void lock(Connection connection, TableName table) throws SQLException {
        Queries.execute(connection, "LOCK TABLES " + dialect.quote(table) + " WRITE");
        dropRowNumbers(connection, table);
        Queries.execute(connection, "ALTER TABLE " + dialect.quote(table) + " ADD COLUMN " + ROW + " BIGINT");
        Queries.execute(connection, "SET @" + ROW + " := 0");
        Queries.execute(
                connection,
                "UPDATE " + dialect.quote(table) + " SET " + ROW + " = (@" + ROW + " := @" + ROW + " + 1)"
                        + untouched(connection, table));
        Queries.execute(connection, "ALTER TABLE " + dialect.quote(table) + " ADD INDEX " + ROW + " (" + ROW + ")");
    }

    @Override
    public void unlock(Connection connection, TableName table) throws SQLException {
        try {
            dropRowNumbers(connection, table);
        } finally {
            Queries.execute(connection, "UNLOCK TABLES");
        }
    }

    private void dropRowNumbers(Connection connection, TableName table) throws SQLException {
        boolean there = dialect.columns(connection, table).orElse(List.of()).stream()
                .anyMatch(column -> column.name().equals(ROW));
        if (there) {
            Queries.execute(connection, "ALTER TABLE " + dialect.quote(table) + " DROP COLUMN " + ROW);
        }
    }

    @Override
    public String untouched(Connection connection, TableName table) throws SQLException {
        return Queries.strings(
                        connection,
                        "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? "
                                + "AND LOWER(EXTRA) LIKE '%on update%'",
                        table.schema(),
                        table.name())
                .stream()
                .map(column -> ", " + dialect.quote(column) + " = " + dialect.quote(column))
                .collect(Collectors.joining());
    }

    @Override
    public String rowAddress() {
        return ROW;
    }

    @Override
    public void setRowAddress(PreparedStatement statement, int index, String address) throws SQLException {
        statement.setLong(index, Long.parseLong(address));
    }

    @Override
    public Optional<String> rowAddressAfter() {
        return Optional.of(ROW + " > ?");
    }

    @Override
    public String rowAddressEquals() {
        return ROW + " = ?";
    }

    /**
     * In one statement the plain column goes, the other takes its name, place, indexes and duties, and the second net is
     * set: a crash leaves all of it or nothing.
     */
    @Override
    public void replaceValues(Connection connection, CheckConstraint check, String storedType, String sourceColumn)
            throws SQLException {
        TableName table = check.table();
        record Column(String name, boolean nullable, String comment) {}
        List<Column> columns = Queries.list(
                connection,
                "SELECT COLUMN_NAME, IS_NULLABLE = 'YES', COLUMN_COMMENT FROM information_schema.COLUMNS "
                        + "WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
                row -> new Column(row.getString(1), row.getBoolean(2), row.getString(3)),
                table.schema(),
                table.name());
        int at = 0;
        while (!columns.get(at).name.equalsIgnoreCase(check.column())) {
            at++;
        }
        Column plain = columns.get(at);
        List<String> parts = new ArrayList<>();
        Map<String, String> indexes = indexes(connection, table, check.column());
        indexes.keySet().forEach(name -> parts.add(dropIndex(name)));
        parts.add("DROP COLUMN " + dialect.quote(plain.name));
        parts.add("CHANGE COLUMN " + dialect.quote(sourceColumn) + " " + dialect.quote(plain.name) + " " + storedType
                + (plain.nullable ? "" : " NOT NULL")
                + (plain.comment.isEmpty() ? "" : " COMMENT " + string(connection, plain.comment))
                + (at == 0 ? " FIRST" : " AFTER " + dialect.quote(columns.get(at - 1).name)));
        parts.addAll(indexes.values());
        if (!dialect.hasCheck(connection, check)) {
            parts.add("ADD " + check.clause().orElseThrow());
        }
        Queries.execute(connection, "ALTER TABLE " + dialect.quote(table) + " " + String.join(", ", parts));
    }

    private String dropIndex(String name) {
        return name.equals("PRIMARY") ? "DROP PRIMARY KEY" : "DROP INDEX " + dialect.quote(name);
    }

    /** The indexes in which a column stands, by name, with the clauses that make them. */
    private Map<String, String> indexes(Connection connection, TableName table, String column) throws SQLException {
        record Part(String index, boolean unique, String column, String type, String text, boolean ignored) {}
        List<Part> parts = Queries.list(
                connection,
                "SELECT INDEX_NAME, NON_UNIQUE = 0, COLUMN_NAME, INDEX_TYPE, SUB_PART, COLLATION, IGNORED = 'YES' "
                        + "FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? "
                        + "ORDER BY INDEX_NAME, SEQ_IN_INDEX",
                row -> new Part(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getString(4),
                        dialect.quote(row.getString(3))
                                + (row.getString(5) == null ? "" : "(" + row.getString(5) + ")")
                                + ("D".equals(row.getString(6)) ? " DESC" : ""),
                        row.getBoolean(7)),
                table.schema(),
                table.name());
        Set<String> concerned = parts.stream()
                .filter(part -> part.column.equalsIgnoreCase(column))
                .map(Part::index)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, String> clauses = new LinkedHashMap<>();
        for (String index : concerned) {
            List<Part> own =
                    parts.stream().filter(part -> part.index.equals(index)).toList();
            Part first = own.get(0);
            String list = own.stream().map(Part::text).collect(Collectors.joining(", ", "(", ")"));
            String head = index.equals("PRIMARY")
                    ? "ADD PRIMARY KEY"
                    : "ADD " + (first.unique ? "UNIQUE " : "") + "INDEX " + dialect.quote(index);
            clauses.put(index, head + " USING " + first.type + " " + list + (first.ignored ? " IGNORED" : ""));
        }
        return clauses;
    }

    private static String string(Connection connection, String text) throws SQLException {
        boolean escapes = MariaDbSession.fingerprint(connection, Set.of()).backslashEscapes();
        String inner = escapes ? text.replace("\\", "\\\\") : text;
        return "'" + inner.replace("'", "''") + "'";
    }

    @Override
    public boolean atomic() {
        return false;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public List<String> purge(Connection connection, TableName table) throws SQLException {
        List<String> done = new ArrayList<>();
        Queries.execute(connection, "ALTER TABLE " + dialect.quote(table) + " FORCE");
        done.add("ALTER TABLE FORCE: the table and its indexes were written anew into a file of their own");
        String statistics = "DELETE FROM mysql.column_stats WHERE db_name = ? AND table_name = ?";
        try (PreparedStatement statement = connection.prepareStatement(statistics)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            statement.executeUpdate();
            done.add("mysql.column_stats: least and greatest values and histograms of the table are gone");
        } catch (SQLException e) {
            if (!NO_RIGHT.contains(e.getErrorCode())) {
                throw e;
            }
            done.add("NOT DONE, this user has no right to it: DELETE FROM mysql.column_stats for " + table
                    + "; let an administrator do it");
        }
        return done;
    }

    @Override
    public List<String> remains() {
        return List.of(
                "InnoDB's undo and redo logs, until their space is used again",
                "the binary log, until PURGE BINARY LOGS on this server and its replicas",
                "the general and the slow query log, if they were on while the application wrote plain values",
                "replicas that lag behind, and backups that were made before",
                "blocks of the file system that the old files used");
    }
}
