package io.tdejdbc.it.transparency;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes down what a call gave, so that the answers of two drivers can be compared as text. */
final class Rendering {
    /** Begins a row of a table. */
    static final String ROW = "\u001e";
    /** Ends a cell of a row. */
    static final String CELL = "\u001f";

    private static final int MOST_ROWS = 400;
    private static final Pattern TEST_DATABASE = Pattern.compile("[a-z]+_\\d+\\w*");

    private final boolean wholeFailures;
    private final String database;

    /**
     * @param wholeFailures whether failures are written with class, vendor code and text, or only with their kind and
     *     SQLState
     * @param database the database's name; those of other tests on the servers are no answer
     */
    Rendering(boolean wholeFailures, String database) {
        this.wholeFailures = wholeFailures;
        this.database = database;
    }

    boolean wholeFailures() {
        return wholeFailures;
    }

    String of(Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof InputStream in) {
            return "stream " + HexFormat.of().formatHex(in.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringWriter out = new StringWriter();
            reader.transferTo(out);
            return "reader " + out;
        }
        if (value instanceof Throwable failure) {
            return failure(failure);
        }
        if (value instanceof Map<?, ?> map) {
            return "map " + new TreeMap<>(map);
        }
        return value.getClass().getName().startsWith("java.") || value instanceof java.util.UUID
                ? value.getClass().getName() + " " + unnumbered(value)
                : jdbc(value);
    }

    private String jdbc(Object value) throws SQLException, IOException {
        if (value instanceof Clob clob) {
            return "clob " + clob.length() + " " + clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof Blob blob) {
            return "blob " + blob.length() + " " + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof SQLXML xml) {
            return "xml " + xml.getString();
        }
        if (value instanceof java.sql.Array array) {
            return "array of " + array.getBaseTypeName() + " " + of(array.getArray());
        }
        if (value instanceof ResultSet rows) {
            return rows(rows);
        }
        if (value instanceof ResultSetMetaData metaData) {
            return columns(metaData);
        }
        if (value instanceof ParameterMetaData metaData) {
            return "parameters " + metaData.getParameterCount();
        }
        if (value instanceof DatabaseMetaData metaData) {
            return "metadata of " + metaData.getDatabaseProductName();
        }
        if (value instanceof Statement statement) {
            return "statement " + statement.getResultSetType() + " " + statement.getResultSetConcurrency() + " "
                    + statement.getResultSetHoldability() + (statement.isClosed() ? " closed" : "");
        }
        if (value instanceof Connection connection) {
            return "connection" + (connection.isClosed() ? " closed" : "");
        }
        return value instanceof Savepoint ? "savepoint" : value.getClass().getName() + " " + unnumbered(value);
    }

    /** A text without what is another one for each object and each connection. */
    private static String unnumbered(Object value) {
        return String.valueOf(value).replaceAll("@[0-9a-f]+|\\(conn=\\d+\\)", "");
    }

    /** A failure with all that a caller can tell it by. */
    String failure(Throwable failure) {
        if (!wholeFailures && failure instanceof SQLException sql) {
            return kind(failure.getClass()) + ' ' + sql.getSQLState();
        }
        StringBuilder out = new StringBuilder(failure.getClass().getName());
        if (failure instanceof SQLException sql) {
            out.append(' ').append(sql.getSQLState()).append(' ').append(sql.getErrorCode());
        }
        out.append(": ").append(unnumbered(failure.getMessage()));
        if (failure instanceof java.sql.BatchUpdateException batch) {
            out.append(" counts ").append(java.util.Arrays.toString(batch.getUpdateCounts()));
        }
        if (failure instanceof java.sql.SQLWarning warning && warning.getNextWarning() != null) {
            out.append(" then ").append(failure(warning.getNextWarning()));
        }
        return out.toString();
    }

    /** The exception class that JDBC itself knows. */
    private static String kind(Class<?> type) {
        return type.getName().startsWith("java.") ? type.getSimpleName() : kind(type.getSuperclass());
    }

    private String array(Object value) throws SQLException, IOException {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(of(Array.get(value, i)));
        }
        return value.getClass().getComponentType().getName() + elements;
    }

    String rows(ResultSet rows) throws SQLException {
        if (rows.isClosed()) {
            return "closed rows";
        }
        int columns = rows.getMetaData().getColumnCount();
        boolean databases = columns == 1 && rows.getMetaData().getColumnLabel(1).equals("TABLE_CAT");
        StringBuilder out = new StringBuilder(columns(rows.getMetaData()));
        for (int row = 0; row < MOST_ROWS && rows.next(); row++) {
            if (!databases || !isOfAnotherTest(rows.getString(1))) {
                out.append(ROW);
                for (int column = 1; column <= columns; column++) {
                    out.append(rows.getString(column)).append(CELL);
                }
            }
        }
        return out.toString();
    }

    private boolean isOfAnotherTest(String name) {
        return !name.equals(database) && TEST_DATABASE.matcher(name).matches();
    }

    private String columns(ResultSetMetaData metaData) throws SQLException {
        StringBuilder out = new StringBuilder("columns");
        for (int column = 1; column <= metaData.getColumnCount(); column++) {
            out.append(CELL)
                    .append(metaData.getColumnLabel(column))
                    .append(':')
                    .append(metaData.getColumnTypeName(column))
                    .append('(')
                    .append(metaData.getPrecision(column))
                    .append(',')
                    .append(metaData.getScale(column))
                    .append(')');
        }
        return out.toString();
    }
}
