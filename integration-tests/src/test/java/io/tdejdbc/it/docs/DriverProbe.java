package io.tdejdbc.it.docs;

import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;

/** Connects as a framework does that is told the driver's class: arguments class, URL, user. */
final class DriverProbe {
    private DriverProbe() {}

    public static void main(String[] arguments) throws Exception {
        Driver driver =
                (Driver) Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        Properties properties = new Properties();
        if (arguments.length > 2) {
            properties.setProperty("user", arguments[2]);
        }
        try (Connection connection = driver.connect(arguments[1], properties)) {
            System.out.println("connected to " + connection.getMetaData().getDatabaseProductName());
        }
    }
}
