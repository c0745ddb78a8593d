package io.tdejdbc.driver.internal.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The places of PostgreSQL's rows: {@code ctid}, which is unique in one partition or child of a table, and which of them. */
final class PostgresAddresses implements RowAddresses {

    @Override
    public List<String> selected() {
        return List.of("ctid::text", "tableoid::text");
    }

    @Override
    public List<Object> read(ResultSet row, int index) throws SQLException {
        return List.of(row.getString(index), row.getString(index + 1));
    }

    @Override
    public String order() {
        return "ctid, tableoid";
    }

    /** The first condition is one that PostgreSQL goes to the place by. */
    @Override
    public String after() {
        return "ctid >= ?::tid AND (ctid > ?::tid OR tableoid > ?::oid)";
    }

    @Override
    public int setAfter(PreparedStatement statement, int index, List<Object> address) throws SQLException {
        statement.setString(index, (String) address.get(0));
        return setSame(statement, index + 1, address);
    }

    @Override
    public String same() {
        return "ctid = ?::tid AND tableoid = ?::oid";
    }

    @Override
    public int setSame(PreparedStatement statement, int index, List<Object> address) throws SQLException {
        statement.setString(index, (String) address.get(0));
        statement.setString(index + 1, (String) address.get(1));
        return index + 2;
    }
}
