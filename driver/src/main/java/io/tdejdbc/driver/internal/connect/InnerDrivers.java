package io.tdejdbc.driver.internal.connect;

import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.Services;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the real driver, never this one. */
public final class InnerDrivers {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");

    private InnerDrivers() {}

    /**
     * Finds the driver for a URL: the named class; else what the DriverManager knows; else what can be loaded by the class
     * loader of this driver or the thread's context class loader.
     *
     * @param innerUrl the real URL
     * @param className the class that the configuration names
     * @throws SQLException TDE-CFG-010 if there is none, TDE-CFG-011 if the named one does not take the URL
     */
    public static Driver find(String innerUrl, Optional<String> className) throws SQLException {
        if (className.isPresent()) {
            Driver named = instance(className.get());
            if (!accepts(named, innerUrl)) {
                throw ConfigurationError.DRIVER_REFUSES_URL.because(
                        className.get() + " for " + scheme(innerUrl), "a URL that this driver accepts");
            }
            return named;
        }
        Map<String, Driver> known = new LinkedHashMap<>();
        DriverManager.drivers()
                .filter(driver -> !isOurs(driver))
                .forEach(driver -> known.putIfAbsent(driver.getClass().getName(), driver));
        Optional<Driver> found = accepting(known, innerUrl);
        if (found.isEmpty()) {
            collect(ServiceLoader.load(Driver.class, InnerDrivers.class.getClassLoader()), known);
            collect(ServiceLoader.load(Driver.class), known);
            found = accepting(known, innerUrl);
        }
        return found.orElseThrow(() -> missing(innerUrl, known));
    }

    private static SQLException missing(String innerUrl, Map<String, Driver> known) {
        List<String> names = new ArrayList<>(known.keySet());
        return ConfigurationError.DRIVER_MISSING.withFix(
                "no driver for " + scheme(innerUrl) + " among " + (names.isEmpty() ? "none" : names),
                "the database's own JDBC driver on the class path" + hint(innerUrl),
                ConfigurationError.DRIVER_MISSING.fix());
    }

    private static String hint(String innerUrl) {
        if (innerUrl.startsWith("jdbc:postgresql:")) {
            return ", such as org.postgresql:postgresql";
        }
        if (innerUrl.startsWith("jdbc:mariadb:")) {
            return ", such as org.mariadb.jdbc:mariadb-java-client";
        }
        return innerUrl.startsWith("jdbc:h2:") ? ", such as com.h2database:h2" : "";
    }

    /** The beginning of a URL, up to its second colon: all that may be shown of it here. */
    static String scheme(String url) {
        int end = url.indexOf(':', "jdbc:".length());
        return (end < 0 ? url : url.substring(0, end + 1)) + "…";
    }

    private static Optional<Driver> accepting(Map<String, Driver> known, String url) {
        return known.values().stream().filter(driver -> accepts(driver, url)).findFirst();
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            // Some drivers throw for URLs of others; that is a no.
            LOG.log(
                    Level.DEBUG,
                    "{0} did not judge the URL: {1}",
                    driver.getClass().getName(),
                    e.getSQLState());
            return false;
        }
    }

    private static boolean isOurs(Driver driver) {
        return driver.getClass().getName().equals(TdeDriver.class.getName());
    }

    private static void collect(ServiceLoader<Driver> loader, Map<String, Driver> known) {
        Services.load(loader).stream()
                .filter(driver -> !isOurs(driver))
                .forEach(driver -> known.putIfAbsent(driver.getClass().getName(), driver));
    }

    private static Driver instance(String className) throws SQLException {
        Optional<Class<?>> found = load(className);
        if (found.isEmpty()) {
            throw ConfigurationError.DRIVER_MISSING.because(
                    "no class " + className + ", named by " + TdeProperty.DRIVER.key(), "a class on the class path");
        }
        try {
            Object driver = found.get().getDeclaredConstructor().newInstance();
            if (driver instanceof Driver real && !isOurs(real)) {
                return real;
            }
            throw ConfigurationError.BAD_VALUE.because(
                    TdeProperty.DRIVER.key() + " = " + className, "the class of the database's own JDBC driver");
        } catch (InstantiationException | IllegalAccessException | NoSuchMethodException e) {
            throw ConfigurationError.BAD_VALUE.because(
                    TdeProperty.DRIVER.key() + " = " + className, "a class with a public constructor", e);
        } catch (InvocationTargetException e) {
            throw ConfigurationError.BAD_VALUE.because(
                    TdeProperty.DRIVER.key() + " = " + className + ", whose constructor failed",
                    "a driver that can be made",
                    e.getCause());
        }
    }

    /** A class by the class loader of this driver or the thread's context class loader. */
    static Optional<Class<?>> load(String className) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        List<ClassLoader> loaders = new ArrayList<>();
        loaders.add(InnerDrivers.class.getClassLoader());
        if (context != null) {
            loaders.add(context);
        }
        for (ClassLoader loader : loaders) {
            try {
                return Optional.of(Class.forName(className, true, loader));
            } catch (ClassNotFoundException e) {
                LOG.log(Level.DEBUG, "{0} is not known to {1}", className, loader);
            }
        }
        return Optional.empty();
    }
}
