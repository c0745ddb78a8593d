package io.tdejdbc.it.jar;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Works on plain tables of the database whose URL is the argument, prints {@link #MARK}, and reads a protected table. Needs
 * nothing but the jar and the database's driver.
 */
public final class LoadingProbe {
    static final String MARK = "now the protected statement";
    private static final String THREAD = "tde-warm-up";

    private LoadingProbe() {}

    /** Run by {@link GrammarLoadingIT}. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            plainWork(connection);
            awaitWarmUp();
            System.out.println(MARK);
            execute(connection, "SELECT id FROM customers WHERE ssn = '1'");
        }
    }

    private static void plainWork(Connection connection) throws SQLException {
        execute(connection, "CREATE TABLE products(id int primary key, name varchar(20))");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO products VALUES (?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "Chair");
            insert.addBatch();
            insert.executeBatch();
        }
        connection.setAutoCommit(false);
        execute(connection, "SELECT upper(name) FROM products ORDER BY 1");
        connection.commit();
        connection.getMetaData().getColumns(null, null, "CUSTOMERS", null).close();
        // Definitions are read without the grammar.
        execute(connection, "TRUNCATE TABLE customers");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitWarmUp() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(THREAD)) {
                if (!thread.isDaemon()) {
                    throw new IllegalStateException("the thread keeps the process alive");
                }
                thread.join();
            }
        }
    }
}
