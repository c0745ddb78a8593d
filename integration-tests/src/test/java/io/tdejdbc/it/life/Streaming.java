package io.tdejdbc.it.life;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * Reads a result of ten million rows with a small fetch size. Arguments: the driver's URL. Prints the number of rows and
 * by how much the memory in use grew between the first and the last of them, in kilobytes.
 */
final class Streaming {
    private static final int FETCH_SIZE = 500;
    private static final int FIRST_LOOK = 100_000;

    private Streaming() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE);
                read(statement);
            }
        }
    }

    private static void read(Statement statement) throws Exception {
        int rows = 0;
        long first = 0;
        try (ResultSet result = statement.executeQuery(
                "SELECT v.id, v.code, v.note FROM vault v, thousand a, thousand b WHERE a.i > 0 AND b.i > 0")) {
            while (result.next()) {
                int id = result.getInt(1);
                if (!Accounts.code(id).equals(result.getString(2))
                        || !Accounts.note(id).equals(result.getString(3))) {
                    throw new IllegalStateException("row " + rows + " is not what was written");
                }
                if (++rows == FIRST_LOOK) {
                    first = used();
                }
            }
            System.out.println("rows " + rows);
            System.out.println("kilobytes " + (used() - first) / 1024);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
