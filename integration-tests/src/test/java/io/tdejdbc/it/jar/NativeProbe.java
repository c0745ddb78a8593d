package io.tdejdbc.it.jar;

import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.driver.TdeDataSourceFactory;
import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.driver.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;

/** An application that uses every part of the driver once, in a process of its own. Argument: an empty folder. */
public final class NativeProbe {
    private NativeProbe() {}

    /** Prints {@code finished} at its end. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String plain = "jdbc:h2:file:" + folder.resolve("shop");
        Path properties = folder.resolve("tde.properties");
        Files.writeString(properties, """
            protect.customers.name = random
            protect.customers.phone = equality
            protect.customers.born = random
            tde.keys.file.path = master.key
            tde.audit.file = audit.jsonl
            tde.driver = org.h2.Driver
            """);
        try (Connection connection = DriverManager.getConnection(plain)) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int primary key, name varchar(40), phone varchar(20), born date)",
                    "INSERT INTO customers VALUES (1, 'Ann', '123', DATE '1970-01-01')");
        }
        List<String> database = List.of("--config", properties.toString(), "--url", plain);
        command(List.of("keygen", folder.resolve("master.key").toString()), List.of());
        // Each makes all commands anew, which is most of what there is to see.
        for (String command : List.of("init", "encrypt")) {
            command(List.of(command), database);
        }
        command(List.of("--help"), List.of());
        String url = "jdbc:tde:" + plain.substring(5) + ";tde.config=" + properties;
        try (Connection connection = DriverManager.getConnection(url)) {
            use(connection);
        }
        dataSource(plain, properties);
        TdeDriver.deregister();
        System.out.println("finished");
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void use(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customers VALUES (?, ?, ?, ?)")) {
            for (int id = 2; id < 400; id++) {
                insert.setInt(1, id);
                insert.setString(2, "name " + id);
                insert.setString(3, "phone " + id);
                insert.setObject(4, LocalDate.of(1980, 1, 1).plusDays(id));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        for (String sql : List.of(
                "SELECT * FROM customers",
                "SELECT c.name, COALESCE(c.name, 'x') FROM customers c WHERE c.phone IN ('123', 'phone 7')",
                "SELECT name FROM customers WHERE born > DATE '1980-06-01' ORDER BY born LIMIT 3")) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    rows.getObject(1);
                }
            }
        }
        execute(connection, "UPDATE customers SET name = 'Eve' WHERE phone = '123'", "CREATE TABLE other(id int)");
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT max(name) FROM customers");
            throw new IllegalStateException("not refused");
        } catch (SQLException e) {
            if (!"0AT00".equals(e.getSQLState())) {
                throw e;
            }
        }
        try (ResultSet columns = connection.getMetaData().getColumns(null, null, "CUSTOMERS", null)) {
            columns.next();
        }
    }

    private static void dataSource(String plain, Path properties) throws Exception {
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl(plain);
        dataSource.setConfig(properties.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(dataSource);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                Connection connection = ((TdeDataSource) in.readObject()).getConnection()) {
            execute(connection, "SELECT name FROM customers");
        }
        Object made =
                new TdeDataSourceFactory().getObjectInstance(dataSource.getReference(), null, null, new Hashtable<>());
        if (!(made instanceof TdeDataSource)) {
            throw new IllegalStateException("no data source out of a reference");
        }
    }

    private static void command(List<String> command, List<String> options) {
        List<String> all = new ArrayList<>(command);
        all.addAll(options);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        if (Main.run(writer, writer, all.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(all + ": " + out);
        }
    }
}
