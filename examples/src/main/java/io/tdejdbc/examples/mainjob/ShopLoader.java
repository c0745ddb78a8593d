package io.tdejdbc.examples.mainjob;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;

/**
 * Loads the TPC-H tables customer and orders at scale 0.01 (1,500 and 15,000 rows) into plain tables.
 */
final class ShopLoader {
    private static final double SCALE = 0.01;
    private static final int BATCH = 500;

    private ShopLoader() {}

    /**
     * Creates both tables and fills them.
     *
     * @return values of columns that will be encrypted, each of which occurs nowhere else: they must be found in the
     *     database file now and never later
     */
    static List<String> load(String url, ProgressBar progress) throws SQLException {
        List<String> secrets = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            createTables(connection);
            connection.setAutoCommit(false);
            customers(connection, progress, secrets);
            orders(connection, progress);
            connection.commit();
        }
        return secrets;
    }

    private static void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers ("
                    + "custkey BIGINT PRIMARY KEY, name VARCHAR(25) NOT NULL, address VARCHAR(40) NOT NULL,"
                    + " nationkey BIGINT NOT NULL, phone VARCHAR(15) NOT NULL UNIQUE, acctbal DECIMAL(12, 2) NOT NULL,"
                    + " mktsegment VARCHAR(10) NOT NULL, comment VARCHAR(117))");
            statement.execute("CREATE TABLE orders ("
                    + "orderkey BIGINT PRIMARY KEY, custkey BIGINT NOT NULL REFERENCES customers,"
                    + " orderstatus CHAR(1) NOT NULL, totalprice DECIMAL(12, 2) NOT NULL, orderdate DATE NOT NULL,"
                    + " orderpriority VARCHAR(15) NOT NULL, clerk VARCHAR(15) NOT NULL, shippriority INTEGER NOT NULL,"
                    + " comment VARCHAR(79) NOT NULL)");
        }
    }

    private static void customers(Connection connection, ProgressBar progress, List<String> secrets)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (Customer customer : new CustomerGenerator(SCALE, 1, 1)) {
                insert.setLong(1, customer.getCustomerKey());
                insert.setString(2, customer.getName());
                insert.setString(3, customer.getAddress());
                insert.setLong(4, customer.getNationKey());
                insert.setString(5, customer.getPhone());
                insert.setBigDecimal(6, BigDecimal.valueOf(customer.getAccountBalanceInCents(), 2));
                insert.setString(7, customer.getMarketSegment());
                insert.setString(8, customer.getComment());
                insert.addBatch();
                secrets.add(customer.getPhone());
                secrets.add(customer.getName());
                waiting = sendIfFull(insert, waiting + 1, progress);
            }
            send(insert, waiting, progress);
        }
    }

    private static void orders(Connection connection, ProgressBar progress) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (Order order : new OrderGenerator(SCALE, 1, 1)) {
                insert.setLong(1, order.getOrderKey());
                insert.setLong(2, order.getCustomerKey());
                insert.setString(3, String.valueOf(order.getOrderStatus()));
                insert.setBigDecimal(4, BigDecimal.valueOf(order.getTotalPriceInCents(), 2));
                insert.setObject(5, LocalDate.ofEpochDay(order.getOrderDate()));
                insert.setString(6, order.getOrderPriority());
                insert.setString(7, order.getClerk());
                insert.setInt(8, order.getShipPriority());
                insert.setString(9, order.getComment());
                insert.addBatch();
                waiting = sendIfFull(insert, waiting + 1, progress);
            }
            send(insert, waiting, progress);
        }
    }

    private static int sendIfFull(PreparedStatement insert, int waiting, ProgressBar progress) throws SQLException {
        if (waiting < BATCH) {
            return waiting;
        }
        send(insert, waiting, progress);
        return 0;
    }

    private static void send(PreparedStatement insert, int waiting, ProgressBar progress) throws SQLException {
        insert.executeBatch();
        progress.stepBy(waiting);
    }
}
