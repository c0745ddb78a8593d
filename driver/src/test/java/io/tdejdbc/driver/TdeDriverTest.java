package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tdejdbc.keystore.FileMasterKey;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registration, URLs and the errors of a wrong set-up. */
class TdeDriverTest {
    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.h2(folder).pending("protect.customers.ssn=equality");
    }

    @AfterEach
    void tearDown() throws SQLException {
        TdeDriver.register();
    }

    private static List<String> threads() {
        return all().stream().filter(name -> name.endsWith("-poll")).toList();
    }

    private static List<String> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tde-"))
                .toList();
    }

    @Test
    void isFoundByServiceLoading() {
        assertThat(ServiceLoader.load(Driver.class)).anyMatch(driver -> driver instanceof TdeDriver);
        assertThat(TdeDriver.isRegistered()).isTrue();
    }

    @Test
    void leavesUrlsOfOthersAlone() throws SQLException {
        TdeDriver driver = new TdeDriver();
        assertThat(driver.connect("jdbc:h2:mem:", new Properties())).isNull();
        assertThat(driver.connect(null, new Properties())).isNull();
        assertThat(driver.acceptsURL("jdbc:h2:mem:")).isFalse();
        assertThat(driver.acceptsURL(null)).isFalse();
        assertThat(driver.acceptsURL("jdbc:tde:h2:mem:")).isTrue();
        assertThat(driver.jdbcCompliant()).isFalse();
        assertThat(driver.getParentLogger()).isNotNull();
    }

    @Test
    void showsItsPropertiesAndTheRealDrivers() throws SQLException {
        DriverPropertyInfo[] all = new TdeDriver()
                .getPropertyInfo("jdbc:tde:postgresql://localhost/shop?tde.config=/etc/tde.properties", null);
        assertThat(all[0].name).isEqualTo("tde.config");
        assertThat(all[0].required).isTrue();
        assertThat(all[0].value).isEqualTo("/etc/tde.properties");
        assertThat(all[0].description).isNotBlank();
        assertThat(Arrays.stream(all).map(info -> info.name)).contains("tde.driver", "ApplicationName", "sslmode");
        assertThat(new TdeDriver().getPropertyInfo("jdbc:other:", new Properties()))
                .hasSize(2);
    }

    @Test
    void doesNotChangeTheCallersProperties() throws SQLException {
        Properties defaults = new Properties();
        defaults.setProperty("user", "sa");
        Properties properties = new Properties(defaults);
        properties.setProperty("tde.config", deployment.file().toString());
        properties.setProperty("tde.driver", "org.h2.Driver");
        Properties before = (Properties) properties.clone();
        String url = "jdbc:tde:" + deployment.plainUrl().substring("jdbc:".length());
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            assertThat(rows(connection, "SELECT CURRENT_USER")).containsExactly("SA");
        }
        assertThat(properties).isEqualTo(before);
        assertThat(properties.stringPropertyNames()).isEqualTo(before.stringPropertyNames());
    }

    /** Keeps what it is connected with. */
    private static final class NotingDriver extends OtherDriver {
        private final List<Properties> given = new ArrayList<>();

        NotingDriver() {
            super("jdbc:noting:");
        }

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            if (!acceptsURL(url)) {
                return null;
            }
            Properties copy = new Properties();
            copy.putAll(info);
            given.add(copy);
            info.setProperty("written", "by the driver");
            return DriverManager.getConnection("jdbc:" + rest(url), copy);
        }
    }

    @Test
    void handsOnDefaultsAndNothingOfItsOwn() throws SQLException {
        NotingDriver noting = new NotingDriver();
        DriverManager.registerDriver(noting);
        try {
            Properties defaults = new Properties();
            defaults.setProperty("user", "sa");
            Properties properties = new Properties(defaults);
            properties.setProperty("tde.config", deployment.file().toString());
            properties.setProperty("MODE", "REGULAR");
            String url = "jdbc:tde:noting:" + deployment.plainUrl().substring("jdbc:".length());
            new TdeDriver().connect(url, properties).close();
            assertThat(noting.given).hasSizeGreaterThan(1).allMatch(one -> one.size() == 2);
            assertThat(noting.given).allMatch(one -> one.get("user").equals("sa"));
            assertThat(noting.given).allMatch(one -> one.get("MODE").equals("REGULAR"));
            assertThat(properties).hasSize(2).doesNotContainKey("written");
        } finally {
            DriverManager.deregisterDriver(noting);
        }
    }

    /** Made by service loading alone, in a class loader that only the thread knows. */
    public static final class ContextDriver extends OtherDriver {
        public ContextDriver() {
            super("jdbc:context:");
        }

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            return acceptsURL(url) ? DriverManager.getConnection("jdbc:" + rest(url), info) : null;
        }
    }

    @Test
    void findsTheRealDriverByTheContextClassLoader() throws Exception {
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve("java.sql.Driver"), ContextDriver.class.getName());
        String url = "jdbc:tde:context:" + deployment.plainUrl().substring("jdbc:".length());
        Properties properties = new Properties();
        properties.setProperty("tde.config", deployment.file().toString());
        assertThatThrownBy(() -> new TdeDriver().connect(url, properties)).hasMessageContaining("TDE-CFG-010");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] only = {folder.resolve("classes/").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(only, before)) {
            thread.setContextClassLoader(loader);
            try (Connection connection = new TdeDriver().connect(url, properties)) {
                assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void showsItsOwnUrlWithoutSecrets() throws SQLException {
        try (Connection connection = DriverManager.getConnection(deployment.url() + ";USER=sa;PASSWORD=hunter2")) {
            assertThat(connection.getMetaData().getURL())
                    .startsWith("jdbc:tde:h2:file:")
                    .contains("tde.config=")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void refusesToCreateAKeyOverARandomColumn() throws Exception {
        deployment.pending("protect.customers.ssn=random");
        try (Connection connection = deployment.connect()) {
            for (String key : List.of(
                    "ssn varchar(20) unique)",
                    "ssn varchar(20) primary key)",
                    "ssn varchar(20), constraint k unique (id, ssn))")) {
                assertThatThrownBy(() -> Deployment.execute(connection, "create table customers (id integer, " + key))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContainingAll("TDE-POL-013", "SSN", "equality")
                        .extracting(e -> ((SQLException) e).getSQLState())
                        .isEqualTo("0AT00");
            }
            assertThat(rows(
                            connection,
                            "select count(*) from information_schema.tables where table_name = 'CUSTOMERS'"))
                    .containsExactly("0");
            Deployment.execute(connection, "create table customers (id integer primary key, ssn varchar(20))");
        }
    }

    @Test
    void letsGoOfAnEmbeddedDatabaseAtOnce() throws SQLException {
        Connection first = deployment.connect();
        Connection second = deployment.connect();
        assertThat(threads()).isNotEmpty();
        first.close();
        assertThat(threads()).isNotEmpty();
        second.close();
        second.close();
        assertThat(threads()).isEmpty();
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"))
                    .containsExactly("1");
        }
    }

    @Test
    void leavesNothingBehindWhenDeregistered() throws SQLException {
        Connection open = deployment.connect();
        execute(open, "CREATE TABLE customers(id int, ssn varchar(11))");
        execute(open, "INSERT INTO customers VALUES (1, '123-45-6789')");
        TdeDriver.deregister();
        TdeDriver.deregister();
        assertThat(all()).isEmpty();
        assertThat(TdeDriver.isRegistered()).isFalse();
        assertThatThrownBy(deployment::connect).hasMessageContaining("No suitable driver");
        assertThatThrownBy(() -> new TdeDriver().connect(deployment.url(), new Properties()))
                .hasMessageContaining("TDE-CFG-017");
        assertThatThrownBy(() -> rows(open, "SELECT ssn FROM customers")).isInstanceOf(SQLException.class);
        open.close();
        TdeDriver.register();
        try (Connection again = deployment.connect()) {
            assertThat(rows(again, "SELECT ssn FROM customers")).containsExactly("123-45-6789");
        }
    }

    /** Goes to H2, with a second connection, which is the first of ours, that takes as long as the test likes. */
    private static final class SlowDriver extends OtherDriver {
        private final CountDownLatch opening = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger connections = new AtomicInteger();

        SlowDriver() {
            super("jdbc:slow:");
        }

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            if (!acceptsURL(url)) {
                return null;
            }
            if (connections.incrementAndGet() == 2) {
                opening.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new SQLException("interrupted", e);
                }
            }
            return DriverManager.getConnection("jdbc:" + rest(url), info);
        }
    }

    @Test
    void leavesNothingBehindWhenDeregisteredWhileAConnectionIsBeingOpened() throws Exception {
        SlowDriver slow = new SlowDriver();
        DriverManager.registerDriver(slow);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            String url = "jdbc:tde:slow:" + deployment.plainUrl().substring("jdbc:".length());
            Properties properties = new Properties();
            properties.setProperty("tde.config", deployment.file().toString());
            Future<Connection> connection = executor.submit(() -> new TdeDriver().connect(url, properties));
            assertThat(slow.opening.await(60, TimeUnit.SECONDS)).isTrue();
            TdeDriver.deregister();
            slow.go.countDown();
            assertThatThrownBy(() -> connection.get(60, TimeUnit.SECONDS)).hasMessageContaining("TDE-CFG-017");
            assertThat(all()).isEmpty();
        } finally {
            executor.shutdownNow();
            DriverManager.deregisterDriver(slow);
        }
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"))
                    .containsExactly("1");
        }
    }

    @Test
    void closesInAnInterruptedThreadAndLeavesTheInterruptToIt() throws SQLException {
        try (Connection plain = deployment.connectPlain()) {
            Connection connection = deployment.connect();
            execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))");
            Thread.currentThread().interrupt();
            connection.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(threads()).isEmpty();
            execute(plain, "CREATE TABLE others(id int)", "INSERT INTO others VALUES (1)");
            assertThat(rows(plain, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"))
                    .containsExactly("1");
            Connection last = deployment.connect();
            Thread.currentThread().interrupt();
            TdeDriver.deregister();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(all()).isEmpty();
            last.close();
            assertThat(rows(plain, "SELECT id FROM others")).containsExactly("1");
        }
    }

    @Test
    void namesTheMissingRealDriver() {
        assertThatThrownBy(
                        () -> DriverManager.getConnection("jdbc:tde:nosuch://host/db?tde.config=" + deployment.file()))
                .isInstanceOf(TdeConfigurationException.class)
                .hasMessageContainingAll("TDE-CFG-010", "jdbc:nosuch:", "org.h2.Driver", "tde.driver");
        assertThatThrownBy(() -> DriverManager.getConnection(deployment.url() + ";tde.driver=com.example.Missing"))
                .hasMessageContainingAll("TDE-CFG-010", "com.example.Missing");
        assertThatThrownBy(() -> DriverManager.getConnection(deployment.url() + ";tde.driver=java.lang.String"))
                .hasMessageContaining("TDE-CFG-006");
        assertThatThrownBy(() -> DriverManager.getConnection(deployment.url() + ";tde.driver=org.postgresql.Driver"))
                .hasMessageContaining("TDE-CFG-011");
    }

    /** A driver for URLs of one prefix. */
    private abstract static class OtherDriver implements Driver {
        private final String prefix;

        OtherDriver(String prefix) {
            this.prefix = prefix;
        }

        /** The URL without the prefix. */
        String rest(String url) {
            return url.substring(prefix.length());
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith(prefix);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    /** Another wrapping driver that hands the real URL back to this one. */
    private static final class Boomerang extends OtherDriver {
        Boomerang() {
            super("jdbc:boomerang:");
        }

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            return acceptsURL(url) ? new TdeDriver().connect("jdbc:tde:boomerang:" + rest(url), info) : null;
        }
    }

    @Test
    void doesNotComeBackToItself() throws SQLException {
        Driver boomerang = new Boomerang();
        DriverManager.registerDriver(boomerang);
        System.setProperty("tde.config", deployment.file().toString());
        try {
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:tde:boomerang:x"))
                    .hasMessageContaining("TDE-CFG-012");
        } finally {
            System.clearProperty("tde.config");
            DriverManager.deregisterDriver(boomerang);
        }
    }

    @Test
    void namesThePlacesWhereAFileCanBeNamed() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:tde:h2:mem:"))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContainingAll("TDE-CFG-001", "tde.config", "TDE_CONFIG");
    }

    @Test
    void refusesAKeyFileThatOthersCanRead() throws Exception {
        Path key = folder.resolve("master.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(deployment::connect)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContainingAll("TDE-KEY-002", key.toString(), "chmod 600");
    }

    @Test
    void refusesAMissingOrDamagedKeyFile() throws Exception {
        Path key = folder.resolve("master.key");
        Files.writeString(key, "{\"format\":");
        assertThatThrownBy(deployment::connect).hasMessageContaining("TDE-KEY-003");
        Files.delete(key);
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-KEY-001", key.toString());
    }

    @Test
    void refusesAnotherMasterKey() throws Exception {
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))");
        }
        Path key = folder.resolve("master.key");
        Files.delete(key);
        FileMasterKey.generate(key);
        assertThatThrownBy(deployment::connect)
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageContaining("TDE-KEY-009")
                .satisfies(failure ->
                        assertThat(((SQLException) failure).getSQLState()).isEqualTo("28000"));
    }

    @Test
    void sendsAnEmptyDatabaseToInit() throws Exception {
        deployment.lines();
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-MET-001", "tde init");
    }

    @Test
    void keepsTheConnectionOfAPoolWhenAStatementIsRefused() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(deployment.url());
        config.setDriverClassName(TdeDriver.class.getName());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(5_000);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            String before;
            try (Connection connection = pool.getConnection()) {
                execute(connection, "CREATE TABLE customers(id int, ssn varchar(11))");
                before = rows(connection, "SELECT SESSION_ID()").get(0);
                assertThatThrownBy(() -> rows(connection, "SELECT ssn FROM customers WHERE ssn LIKE 'a'"))
                        .isInstanceOf(SQLException.class);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(rows(connection, "SELECT SESSION_ID()")).containsExactly(before);
            }
        }
        assertThat(threads()).isEmpty();
    }
}
