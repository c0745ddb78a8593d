package io.tdejdbc.it.life;

import io.tdejdbc.it.harness.Backend;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Which session of the server a connection really is. */
final class Physical {
    private Physical() {}

    static int session(Connection connection, Backend.Kind kind) throws SQLException {
        String sql = switch (kind) {
            case H2 -> "SELECT SESSION_ID()";
            case POSTGRESQL -> "SELECT pg_backend_pid()";
            case MARIADB -> "SELECT CONNECTION_ID()";
        };
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
