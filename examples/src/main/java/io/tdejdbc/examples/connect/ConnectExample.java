package io.tdejdbc.examples.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.driver.cli.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The three ways to a connection that encrypts: a URL, a pool that is given the URL, and a pool around a data source that
 * wraps the database's own. The argument is an empty folder for an H2 database, its key and its properties file.
 */
public final class ConnectExample {
    private final String plainUrl;
    private final Path properties;
    private final PrintStream out;

    private ConnectExample(Path folder, PrintStream out) {
        this.plainUrl = "jdbc:h2:file:" + folder.resolve("shop");
        this.properties = folder.resolve("tde.properties");
        this.out = out;
    }

    /** Runs the example in the folder given as the only argument. */
    public static void main(String[] args) throws IOException, SQLException {
        run(Path.of(args[0]).toAbsolutePath(), System.out);
    }

    /** Runs the example. */
    public static void run(Path folder, PrintStream out) throws IOException, SQLException {
        ConnectExample example = new ConnectExample(folder, out);
        example.prepare(folder);
        example.byUrl();
        example.poolByUrl();
        example.poolOfWrappedDataSource();
    }

    /** A table with values, and its encryption by the command line's own commands. */
    private void prepare(Path folder) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(plainUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id integer PRIMARY KEY, phone varchar(20))");
            statement.execute("INSERT INTO customers VALUES (1, '25-989-741-2988'), (2, '11-719-748-3364')");
        }
        Files.writeString(properties, "protect.customers.phone = equality\ntde.keys.file.path = master.key\n");
        tool("keygen", folder.resolve("master.key").toString());
        tool("init", "--config", properties.toString(), "--url", plainUrl);
        tool("encrypt", "--config", properties.toString(), "--url", plainUrl);
    }

    private static void tool(String... arguments) {
        int status = Main.run(arguments);
        if (status != 0) {
            throw new IllegalStateException("tde " + arguments[0] + " ended with status " + status);
        }
    }

    private String url() {
        return "jdbc:tde:" + plainUrl.substring("jdbc:".length()) + ";tde.config=" + properties;
    }

    private void byUrl() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            show("DriverManager", connection);
        }
    }

    private void poolByUrl() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        // HikariCP asks this class whether it takes the URL.
        config.setDriverClassName(TdeDriver.class.getName());
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            show("HikariCP with the URL", connection);
        }
    }

    private void poolOfWrappedDataSource() throws SQLException {
        JdbcDataSource own = new JdbcDataSource();
        own.setURL(plainUrl);
        TdeDataSource encrypting = TdeDataSource.wrap(own);
        encrypting.setConfig(properties.toString());
        HikariConfig config = new HikariConfig();
        config.setDataSource(encrypting);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            show("HikariCP with a wrapped data source", connection);
        }
    }

    private void show(String way, Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT id FROM customers WHERE phone = ?")) {
            query.setString(1, "11-719-748-3364");
            try (ResultSet rows = query.executeQuery()) {
                out.println(way + ": " + (rows.next() ? "customer " + rows.getInt(1) : "nobody"));
            }
        }
    }
}
