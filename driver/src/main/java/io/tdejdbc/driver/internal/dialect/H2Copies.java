package io.tdejdbc.driver.internal.dialect;

import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What H2 leaves behind when its process is killed while it changes a table's columns. It makes a copy named
 * {@code <table>_COPY_<session>_<number>}, drops the table, gives its name to the copy and then the names of constraints
 * and indexes, and commits in between: afterwards there may be a copy beside the table, a copy in its place, or the
 * table with the names of a copy. A copy has its table's comment, so that a comment tells our copies from tables that
 * somebody else calls so.
 */
final class H2Copies {
    /** Begins the comment of a table that is being changed; the comment that it had follows. */
    private static final String MARK = "tde encrypt changes this table. ";

    private final H2Dialect dialect;

    H2Copies(H2Dialect dialect) {
        this.dialect = dialect;
    }

    /** Marks a table, so that its copies can be told from other tables. */
    void mark(Connection connection, TableName table) throws SQLException {
        String comment = comment(connection, table).orElse("");
        if (!comment.startsWith(MARK)) {
            comment(connection, table, MARK + comment);
        }
    }

    /** Gives a marked table its own comment again. */
    void unmark(Connection connection, TableName table) throws SQLException {
        Optional<String> comment = comment(connection, table);
        if (comment.isPresent() && comment.get().startsWith(MARK)) {
            comment(connection, table, comment.get().substring(MARK.length()));
        }
    }

    /**
     * Finishes what was begun: a copy in place of its table becomes the table, one beside it goes. Where more than one could
     * be the table, it stays missing, and a person has to look.
     */
    void recover(Connection connection, TableName table) throws SQLException {
        List<String> copies = copies(connection, table);
        if (comment(connection, table).isPresent()) {
            for (String copy : copies) {
                // It holds plain values. What refers to it are copies of what refers to the table.
                Queries.execute(connection, "DROP TABLE " + quote(table.schema(), copy) + " CASCADE");
            }
        } else if (copies.size() == 1) {
            Queries.execute(
                    connection,
                    "ALTER TABLE " + quote(table.schema(), copies.get(0)) + " RENAME TO "
                            + dialect.quote(table.name()));
        }
        if (comment(connection, table).filter(found -> found.startsWith(MARK)).isPresent()) {
            giveNames(connection, table);
        }
    }

    private List<String> copies(Connection connection, TableName table) throws SQLException {
        Pattern name = Pattern.compile(Pattern.quote(table.name()) + "_COPY_\\d+_\\d+");
        return Queries.strings(
                        connection,
                        "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND REMARKS LIKE ?",
                        table.schema(),
                        MARK + "%")
                .stream()
                .filter(found -> name.matcher(found).matches())
                .toList();
    }

    /** A constraint or index of the copy is called by the copy's name, an underscore and its own name. */
    private void giveNames(Connection connection, TableName table) throws SQLException {
        Pattern prefix = Pattern.compile(Pattern.quote(table.name()) + "_COPY_\\d+_\\d+_");
        record Named(String owner, String name) {}
        for (Named constraint : Queries.list(
                connection,
                "SELECT TABLE_NAME, CONSTRAINT_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = ?",
                row -> new Named(row.getString(1), row.getString(2)),
                table.schema())) {
            if (prefix.matcher(constraint.name()).lookingAt()) {
                Queries.execute(
                        connection,
                        "ALTER TABLE " + quote(table.schema(), constraint.owner()) + " RENAME CONSTRAINT "
                                + dialect.quote(constraint.name()) + " TO "
                                + dialect.quote(
                                        prefix.matcher(constraint.name()).replaceFirst("")));
            }
        }
        for (String index : Queries.strings(
                connection,
                "SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_SCHEMA = ? AND NOT IS_GENERATED",
                table.schema())) {
            if (prefix.matcher(index).lookingAt()) {
                Queries.execute(
                        connection,
                        "ALTER INDEX " + quote(table.schema(), index) + " RENAME TO "
                                + dialect.quote(prefix.matcher(index).replaceFirst("")));
            }
        }
    }

    private static Optional<String> comment(Connection connection, TableName table) throws SQLException {
        return Queries.strings(
                        connection,
                        "SELECT COALESCE(REMARKS, '') FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                        table.schema(),
                        table.name())
                .stream()
                .findFirst();
    }

    private void comment(Connection connection, TableName table, String comment) throws SQLException {
        String text = comment.isEmpty() ? "NULL" : "'" + comment.replace("'", "''") + "'";
        Queries.execute(connection, "COMMENT ON TABLE " + dialect.quote(table) + " IS " + text);
    }

    private String quote(String schema, String name) {
        return dialect.quote(new TableName(schema, name));
    }
}
