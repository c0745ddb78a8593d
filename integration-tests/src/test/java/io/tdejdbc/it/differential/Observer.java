package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Executes statements on one side of a twin and writes down what an application would see. */
final class Observer {
    private Observer() {}

    /** How a statement is executed. */
    enum Variant {
        /** Prepared, with the setter that fits each parameter; a third of the rows is read with every getter. */
        SETTERS,
        /** Prepared, with {@code setObject}. */
        OBJECTS,
        /** A plain statement with literals. */
        LITERALS
    }

    /** Reads what an executed statement gives. */
    interface Reader<T> {
        T read(Statement statement, boolean rows, Optional<Backend.Kind> allGetters) throws SQLException;
    }

    /** Executes a case in the connection's open transaction. */
    static Observation run(Connection connection, Case statement, Variant variant, Backend.Kind kind) {
        return run(connection, statement, variant, kind, Reading.DEFAULT);
    }

    /** Executes a case in the connection's open transaction and reads its result in some way. */
    static Observation run(Connection connection, Case statement, Variant variant, Backend.Kind kind, Reading reading) {
        try {
            return execute(
                    connection,
                    statement,
                    variant,
                    kind,
                    reading,
                    (executed, rows, allGetters) -> observe(executed, rows, allGetters, reading));
        } catch (SQLException e) {
            return Observation.failed(e.getClass().getName() + ": " + e.getMessage(), e.getSQLState());
        } catch (RuntimeException e) {
            return Observation.failed("a runtime exception left a JDBC method: " + e, "");
        }
    }

    /** Executes a case in the connection's open transaction. */
    static <T> T execute(
            Connection connection,
            Case statement,
            Variant variant,
            Backend.Kind kind,
            Reading reading,
            Reader<T> reader)
            throws SQLException {
        if (variant == Variant.LITERALS) {
            try (Statement plain = connection.createStatement(reading.type(), ResultSet.CONCUR_READ_ONLY)) {
                reading.set(plain);
                return reader.read(plain, plain.execute(statement.withLiterals(kind)), Optional.empty());
            }
        }
        try (PreparedStatement prepared =
                connection.prepareStatement(statement.sql(), reading.type(), ResultSet.CONCUR_READ_ONLY)) {
            reading.set(prepared);
            int index = 1;
            for (Parameter parameter : statement.parameters()) {
                if (variant == Variant.SETTERS) {
                    parameter.set(prepared, index++);
                } else {
                    parameter.setObject(prepared, index++);
                }
            }
            return reader.read(
                    prepared, prepared.execute(), variant == Variant.SETTERS ? Optional.of(kind) : Optional.empty());
        }
    }

    private static Observation observe(
            Statement statement, boolean rows, Optional<Backend.Kind> allGetters, Reading reading) throws SQLException {
        if (!rows) {
            return new Observation("", "", List.of(), List.of(), statement.getUpdateCount());
        }
        try (ResultSet result = statement.getResultSet()) {
            Observation forward = read(result, allGetters);
            return reading.scrolls() ? backwards(result, forward, allGetters) : forward;
        }
    }

    /** Goes back through a result that was read to its end; where that gives other rows, they are added. */
    private static Observation backwards(ResultSet result, Observation forward, Optional<Backend.Kind> allGetters)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = forward.columns().size();
        while (result.previous()) {
            rows.add(0, row(result, columns, allGetters));
        }
        if (rows.equals(forward.rows())) {
            return forward;
        }
        List<String> both = new ArrayList<>(forward.rows());
        both.add("backwards");
        both.addAll(rows);
        return new Observation("", "", forward.columns(), both, -1);
    }

    /**
     * Reads a result set to its end.
     *
     * @param allGetters whose getters are all tried; empty to try only a few
     */
    static Observation read(ResultSet result, Optional<Backend.Kind> allGetters) throws SQLException {
        ResultSetMetaData metaData = result.getMetaData();
        List<Map<String, String>> columns = new ArrayList<>();
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            columns.add(describe(metaData, column));
        }
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row(result, columns.size(), allGetters));
        }
        return new Observation("", "", columns, rows, -1);
    }

    /** What getters give for the first columns of a row. */
    static String row(ResultSet result, int columns, Optional<Backend.Kind> allGetters) throws SQLException {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
            row.append(column).append(": ").append(Getters.few(result, column)).append('\n');
        }
        // Every getter of every row would take minutes; the row's own content chooses, so that both sides choose
        // alike.
        if (allGetters.isPresent() && row.toString().hashCode() % 3 == 0) {
            for (int column = 1; column <= columns; column++) {
                row.append(column).append(": ");
                row.append(Getters.all(result, column, allGetters.get())).append('\n');
            }
        }
        return row.toString();
    }

    private static Map<String, String> describe(ResultSetMetaData metaData, int column) throws SQLException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("label", metaData.getColumnLabel(column));
        attributes.put("name", metaData.getColumnName(column));
        attributes.put("type", Integer.toString(metaData.getColumnType(column)));
        attributes.put("type name", metaData.getColumnTypeName(column));
        attributes.put("class", metaData.getColumnClassName(column));
        attributes.put("precision", Integer.toString(metaData.getPrecision(column)));
        attributes.put("scale", Integer.toString(metaData.getScale(column)));
        attributes.put("display size", Integer.toString(metaData.getColumnDisplaySize(column)));
        attributes.put("nullable", Integer.toString(metaData.isNullable(column)));
        attributes.put("signed", Boolean.toString(metaData.isSigned(column)));
        attributes.put("auto increment", Boolean.toString(metaData.isAutoIncrement(column)));
        attributes.put("case sensitive", Boolean.toString(metaData.isCaseSensitive(column)));
        attributes.put("currency", Boolean.toString(metaData.isCurrency(column)));
        attributes.put("searchable", Boolean.toString(metaData.isSearchable(column)));
        attributes.put("table", metaData.getTableName(column));
        attributes.put("schema", metaData.getSchemaName(column));
        // Two sides on one server have databases of their own.
        attributes.put("catalog", metaData.getCatalogName(column).replaceFirst("_(one|other|guarded)$", ""));
        return attributes;
    }
}
