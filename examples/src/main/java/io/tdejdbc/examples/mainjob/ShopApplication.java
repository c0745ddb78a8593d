package io.tdejdbc.examples.mainjob;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * An ordinary JDBC application: it knows nothing of encryption. Its one argument is the JDBC URL of the shop's database.
 */
public final class ShopApplication {
    private static final String PHONE = "25-989-741-2988";
    private static final int NEW_CUSTOMER = 9_000_001;
    private static final String NEW_PHONE = "30-555-010-4477";

    private final Connection connection;
    private final PrintStream out;

    private ShopApplication(Connection connection, PrintStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Runs the application on the database of the URL given as the only argument. */
    public static void main(String[] args) throws SQLException {
        run(args[0], System.out);
    }

    /** Runs the application on the database of a JDBC URL and prints its answers. */
    static void run(String url, PrintStream out) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            ShopApplication application = new ShopApplication(connection, out);
            application.customerByPhone(PHONE);
            application.largestOrders();
            application.busiestClerks();
            application.segments();
            application.newCustomer();
        }
    }

    private void customerByPhone(String phone) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, address, acctbal FROM customers WHERE phone = ?")) {
            statement.setString(1, phone);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    line(
                            "who has phone " + phone,
                            rows.getString("name") + ", " + rows.getString("address") + ", balance "
                                    + rows.getBigDecimal("acctbal"));
                }
            }
        }
    }

    private void largestOrders() throws SQLException {
        String sql = "SELECT o.orderkey, c.name, c.phone, o.totalprice"
                + " FROM orders o JOIN customers c ON c.custkey = o.custkey"
                + " ORDER BY o.totalprice DESC FETCH FIRST 3 ROWS ONLY";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                line(
                        "large order " + rows.getLong(1),
                        rows.getString(2) + ", phone " + rows.getString(3) + ", " + rows.getBigDecimal(4));
            }
        }
    }

    private void busiestClerks() throws SQLException {
        String sql = "SELECT clerk, COUNT(*) AS handled FROM orders GROUP BY clerk"
                + " ORDER BY COUNT(*) DESC, MIN(orderkey) FETCH FIRST 3 ROWS ONLY";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                line("busy " + rows.getString("clerk"), rows.getInt("handled") + " orders");
            }
        }
    }

    private void segments() throws SQLException {
        String sql = "SELECT c.mktsegment, COUNT(*), SUM(o.totalprice)"
                + " FROM customers c JOIN orders o ON o.custkey = c.custkey"
                + " GROUP BY c.mktsegment ORDER BY c.mktsegment FETCH FIRST 2 ROWS ONLY";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                line("segment " + rows.getString(1), rows.getInt(2) + " orders, " + rows.getBigDecimal(3));
            }
        }
    }

    private void newCustomer() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO customers (custkey, name, address, nationkey, phone, acctbal, mktsegment, comment)"
                        + " VALUES (?, ?, ?, 7, ?, ?, 'MACHINERY', ?)")) {
            insert.setLong(1, NEW_CUSTOMER);
            insert.setString(2, "Jörg Müller-Lüdenscheidt");
            insert.setString(3, "Straße des 17. Juni 135");
            insert.setString(4, NEW_PHONE);
            insert.setBigDecimal(5, new BigDecimal("10.50"));
            insert.setNull(6, java.sql.Types.VARCHAR);
            insert.executeUpdate();
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE customers SET acctbal = ? WHERE phone = ?")) {
            update.setBigDecimal(1, new BigDecimal("99.95"));
            update.setString(2, NEW_PHONE);
            line("balance changed for", update.executeUpdate() + " customer");
        }
        customerByPhone(NEW_PHONE);
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM customers WHERE custkey = ?")) {
            delete.setLong(1, NEW_CUSTOMER);
            line("customers removed", Integer.toString(delete.executeUpdate()));
        }
    }

    private void line(String what, String answer) {
        out.printf(Locale.ROOT, "  %-30s %s%n", what, answer);
    }
}
