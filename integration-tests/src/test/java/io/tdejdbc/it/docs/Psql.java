package io.tdejdbc.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in for {@code psql DATABASE -c STATEMENTS}, which the embedded server does not bring. The environment variable
 * {@code PGPORT} says where the server is.
 */
final class Psql {
    private Psql() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        if (arguments.length != 3 || !arguments[1].matches("-[cf]")) {
            throw new IllegalArgumentException("only 'psql DATABASE -c STATEMENTS' and '-f FILE' are known here");
        }
        String statements = arguments[1].equals("-f") ? Files.readString(Path.of(arguments[2])) : arguments[2];
        String url = "jdbc:postgresql://localhost:" + System.getenv("PGPORT") + "/" + arguments[0] + "?user=postgres";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(statements);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    print(statement.getResultSet());
                }
                rows = statement.getMoreResults();
            }
        } catch (SQLException e) {
            System.out.println(e.getMessage().replaceFirst("^ERROR: ", "ERROR:  "));
            System.exit(1);
        }
    }

    private static void print(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> head = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            head.add(columns.getColumnLabel(i));
            line.add("----");
        }
        System.out.println(String.join(" | ", head));
        System.out.println(String.join("-+-", line));
        int count = 0;
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.add(result.getString(i));
            }
            System.out.println(String.join(" | ", row));
            count++;
        }
        System.out.println("(" + count + (count == 1 ? " row)" : " rows)"));
    }
}
