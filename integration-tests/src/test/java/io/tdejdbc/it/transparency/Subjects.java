package io.tdejdbc.it.transparency;

import io.tdejdbc.it.harness.Backend;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The objects that calls are made on. */
final class Subjects {
    /** Calls on it change the connection for good. */
    static final String CONNECTION = "Connection";

    private static final Subject.Aftermath NOTHING = (connection, target, call, rendering) -> "";

    private Subjects() {}

    static List<Subject> of(Backend.Kind kind) {
        List<Subject> subjects = new ArrayList<>(List.of(
                new Subject(CONNECTION, Connection.class, connection -> connection, Subjects::settings),
                new Subject("Statement", Statement.class, Connection::createStatement, Subjects::afterStatement),
                new Subject("Statement with rows", Statement.class, Subjects::queried, Subjects::afterStatement),
                new Subject("Statement with batch", Statement.class, Subjects::batch, Subjects::afterStatement),
                new Subject("PreparedStatement", PreparedStatement.class, Things::insert, Subjects::stored),
                new Subject("PreparedStatement of query", PreparedStatement.class, 1, Subjects::query, NOTHING),
                new Subject(
                        "CallableStatement",
                        CallableStatement.class,
                        2,
                        "(?!get).*",
                        connection -> call(connection, kind),
                        Subjects::called),
                new Subject(
                        "CallableStatement with result",
                        CallableStatement.class,
                        2,
                        "get.*",
                        connection -> executed(call(connection, kind)),
                        NOTHING),
                new Subject(
                        "ResultSet",
                        ResultSet.class,
                        Things.COLUMNS.size(),
                        "(?!update).*",
                        Subjects::firstRow,
                        Subjects::cursor),
                new Subject(
                        "ResultSet at NULLs",
                        ResultSet.class,
                        Things.COLUMNS.size(),
                        "get.*",
                        Subjects::nullRow,
                        Subjects::cursor),
                new Subject(
                        "ResultSet to update",
                        ResultSet.class,
                        Things.COLUMNS.size(),
                        "(?!get).*",
                        Subjects::updatable,
                        Subjects::updated),
                new Subject(
                        "ResultSetMetaData",
                        ResultSetMetaData.class,
                        connection -> firstRow(connection).getMetaData(),
                        NOTHING),
                new Subject(
                        "ParameterMetaData",
                        ParameterMetaData.class,
                        connection -> Things.insert(connection).getParameterMetaData(),
                        NOTHING),
                new Subject("DatabaseMetaData", DatabaseMetaData.class, Connection::getMetaData, NOTHING),
                new Subject(
                        "Blob", Blob.class, connection -> firstRow(connection).getBlob("bin"), NOTHING),
                new Subject(
                        "Clob", Clob.class, connection -> firstRow(connection).getClob("txt"), NOTHING),
                new Subject("Savepoint", Savepoint.class, Connection::setSavepoint, NOTHING),
                new Subject("NClob", NClob.class, Subjects::nationalText, NOTHING),
                new Subject("SQLXML", SQLXML.class, Subjects::xml, NOTHING),
                new Subject("Array", Array.class, Subjects::array, NOTHING)));
        if (kind == Backend.Kind.POSTGRESQL) {
            // What pgjdbc has in the place of LOBs.
            subjects.add(new Subject(
                    "Blob of large object",
                    Blob.class,
                    connection -> largeObject(connection).getBlob(1),
                    NOTHING));
            subjects.add(new Subject(
                    "Clob of large object",
                    Clob.class,
                    connection -> largeObject(connection).getClob(1),
                    NOTHING));
        }
        return subjects;
    }

    private static ResultSet largeObject(Connection connection) throws SQLException {
        ResultSet rows = connection
                .createStatement()
                .executeQuery("SELECT pg_catalog.lo_from_bytea(0, pg_catalog.convert_to('seven', 'UTF8'))");
        rows.next();
        return rows;
    }

    private static Statement queried(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute(Things.ALL);
        return statement;
    }

    private static Statement batch(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.addBatch("INSERT INTO things (id, t) VALUES (60, 'sixty')");
        statement.addBatch("UPDATE things SET t = 'other' WHERE id < 3");
        return statement;
    }

    private static PreparedStatement query(Connection connection) throws SQLException {
        PreparedStatement query = connection.prepareStatement(
                "SELECT " + String.join(", ", Things.COLUMNS) + " FROM things WHERE id = ?");
        query.setInt(1, 2);
        return query;
    }

    private static CallableStatement call(Connection connection, Backend.Kind kind) throws SQLException {
        CallableStatement call = connection.prepareCall("{? = call " + Things.function(kind) + "(?)}");
        call.registerOutParameter(1, java.sql.Types.INTEGER);
        call.setInt(2, -7);
        return call;
    }

    private static CallableStatement executed(CallableStatement call) throws SQLException {
        call.execute();
        return call;
    }

    private static ResultSet firstRow(Connection connection) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(Things.ALL);
        rows.next();
        return rows;
    }

    private static ResultSet nullRow(Connection connection) throws SQLException {
        ResultSet rows = connection
                .createStatement()
                .executeQuery("SELECT " + String.join(", ", Things.COLUMNS) + " FROM things WHERE id = 3");
        rows.next();
        return rows;
    }

    private static ResultSet updatable(Connection connection) throws SQLException {
        ResultSet rows = connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery(Things.ALL);
        rows.absolute(2);
        return rows;
    }

    private static Array array(Connection connection) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery("SELECT ARRAY[7, 8, 9]");
        rows.next();
        return rows.getArray(1);
    }

    private static NClob nationalText(Connection connection) throws SQLException {
        NClob text = connection.createNClob();
        text.setString(1, "seven");
        return text;
    }

    private static SQLXML xml(Connection connection) throws SQLException {
        SQLXML xml = connection.createSQLXML();
        xml.setString("<a>7</a>");
        return xml;
    }

    private static String settings(Connection connection, Object target, Call call, Rendering rendering)
            throws SQLException {
        if (connection.isClosed()) {
            return "; closed";
        }
        return "; " + connection.getAutoCommit() + " " + connection.isReadOnly() + " " + connection.getHoldability()
                + " " + connection.getTransactionIsolation() + " " + connection.getCatalog() + " "
                + connection.getSchema();
    }

    private static String afterStatement(Connection connection, Object target, Call call, Rendering rendering)
            throws SQLException {
        Statement statement = (Statement) target;
        if (statement.isClosed()) {
            return "; closed";
        }
        return "; " + statement.getUpdateCount() + " " + statement.getMaxRows() + " " + statement.getFetchSize() + " "
                + statement.getQueryTimeout() + "; " + contents(connection, rendering);
    }

    private static String contents(Connection connection, Rendering rendering) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, t FROM things ORDER BY id")) {
            return rendering.rows(rows);
        }
    }

    /** After a setter the row is inserted, and is what the setter made of it. */
    private static String stored(Connection connection, Object target, Call call, Rendering rendering)
            throws SQLException {
        PreparedStatement insert = (PreparedStatement) target;
        if (!call.method().getName().startsWith("set") || call.arguments().size() < 2) {
            return "";
        }
        insert.executeUpdate();
        return "; " + row(connection, 100, rendering);
    }

    private static String row(Connection connection, int id, Rendering rendering) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + String.join(", ", Things.COLUMNS) + " FROM things WHERE id = " + id)) {
            return rendering.rows(rows);
        }
    }

    private static String called(Connection connection, Object target, Call call, Rendering rendering)
            throws SQLException {
        CallableStatement statement = (CallableStatement) target;
        if (statement.isClosed()) {
            return "; closed";
        }
        statement.execute();
        return "; " + statement.getInt(1);
    }

    private static String cursor(Connection connection, Object target, Call call, Rendering rendering)
            throws SQLException {
        ResultSet rows = (ResultSet) target;
        return rows.isClosed() ? "; closed" : "; at " + rows.getRow() + (rows.wasNull() ? " NULL" : "");
    }

    private static String updated(Connection connection, Object target, Call call, Rendering rendering)
            throws SQLException {
        ResultSet rows = (ResultSet) target;
        if (rows.isClosed()) {
            return "; closed";
        }
        if (call.method().getName().startsWith("update") && call.arguments().size() > 1) {
            rows.updateRow();
            return "; " + row(connection, 2, rendering) + "; " + row(connection, 100, rendering);
        }
        return "; at " + rows.getRow() + "; " + contents(connection, rendering);
    }
}
