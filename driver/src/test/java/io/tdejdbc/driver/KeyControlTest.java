package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.driver.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys are evicted, locked and unlocked, by JMX in one process and by the command line in all. */
@Timeout(60)
class KeyControlTest {
    private static final String[] RULES = {
        "tde.metadata.poll=100ms",
        "protect.people.ssn=random",
        "protect.people.mail=equality domain=mails",
        "protect.orders.note=random",
        "protect.orders.mail=equality domain=mails"
    };

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Deployment deployment;
    private Connection connection;

    @BeforeEach
    void prepare() throws Exception {
        deployment = Deployment.h2(folder).pending(RULES);
        connection = deployment.connect();
        execute(
                connection,
                "CREATE TABLE people(id int primary key, ssn varchar(11), mail varchar(40))",
                "CREATE TABLE orders(id int primary key, note varchar(40), mail varchar(40))",
                "INSERT INTO people VALUES (1, '123', 'a@x')",
                "INSERT INTO orders VALUES (1, 'red', 'a@x')");
    }

    @AfterEach
    void close() throws SQLException {
        TdeDriver.register();
        connection.close();
    }

    private Optional<ObjectName> find() throws Exception {
        String id = Files.readAllLines(deployment.file()).get(0).substring("tde.deployment=".length());
        return server.queryNames(new ObjectName("io.tdejdbc:type=KeyControl,deployment=" + id + ",*"), null).stream()
                .findFirst();
    }

    private KeyControlMXBean control() throws Exception {
        return JMX.newMXBeanProxy(server, find().orElseThrow(), KeyControlMXBean.class);
    }

    private static void assertAnswered(Connection connection, String query, String answer) throws SQLException {
        assertThat(rows(connection, query)).as(query).containsExactly(answer);
    }

    private static void assertLocked(Connection connection, String statement) throws SQLException {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> {
            if (statement.startsWith("SELECT")) {
                rows(connection, statement);
            } else {
                execute(connection, statement);
            }
        });
        assertThat((Throwable) refused)
                .as(statement)
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageStartingWith("TDE-KEY-032 ");
        assertThat(refused.getSQLState()).isEqualTo("28000");
        assertThat(connection.isValid(1)).isTrue();
    }

    private static void assertPeopleLocked(Connection connection) throws SQLException {
        assertLocked(connection, "SELECT ssn FROM people");
        assertLocked(connection, "SELECT mail FROM people");
        assertLocked(connection, "SELECT id FROM people WHERE mail = 'a@x'");
        assertLocked(connection, "INSERT INTO people VALUES (2, '456', NULL)");
        assertLocked(connection, "INSERT INTO people VALUES (2, NULL, 'b@x')");
        assertLocked(connection, "UPDATE people SET ssn = '456'");
        assertAnswered(connection, "SELECT id FROM people", "1");
    }

    private static void assertPeopleOpen(Connection connection) throws SQLException {
        assertAnswered(connection, "SELECT id, ssn, mail FROM people WHERE mail = 'a@x'", "1|123|a@x");
    }

    private static void assertOrdersOpen(Connection connection) throws SQLException {
        assertAnswered(connection, "SELECT note, mail FROM orders WHERE mail = 'a@x'", "red|a@x");
    }

    @Test
    void aLockedTableIsRefusedAtOnceOthersGoOnAndUnlockingLetsItBeUsedAgain() throws Exception {
        KeyControlMXBean control = control();
        try (PreparedStatement prepared = connection.prepareStatement("SELECT ssn FROM people WHERE mail = ?")) {
            prepared.setString(1, "a@x");
            prepared.executeQuery().close();
            assertPeopleOpen(connection);
            assertOrdersOpen(connection);
            assertThat(control.getProtectedTables()).containsExactly("PUBLIC.ORDERS", "PUBLIC.PEOPLE");
            assertThat(control.getLockedTables()).isEmpty();
            assertThat(control.getUnwrappedKeys())
                    .as("two data keys and a domain's")
                    .isEqualTo(3);
            control.lock("PUBLIC.PEOPLE");
            assertThat(control.getUnwrappedKeys()).isEqualTo(2);
            assertThat(control.getLockedTables()).containsExactly("PUBLIC.PEOPLE");
            assertThat(control.isLocked()).isFalse();
            assertPeopleLocked(connection);
            assertThatThrownBy(prepared::executeQuery).hasMessageStartingWith("TDE-KEY-032 ");
            assertOrdersOpen(connection);
            try (Connection later = deployment.connect()) {
                assertPeopleLocked(later);
                assertOrdersOpen(later);
            }
            control.unlock("PUBLIC.PEOPLE");
            assertPeopleOpen(connection);
            prepared.executeQuery().close();
        }
    }

    @Test
    void allKeysAreLockedAndEvictedTogether() throws Exception {
        KeyControlMXBean control = control();
        assertPeopleOpen(connection);
        control.evict("PUBLIC.PEOPLE");
        assertThat(control.getUnwrappedKeys()).isEqualTo(2);
        control.evictAll();
        assertThat(control.getUnwrappedKeys()).isZero();
        assertPeopleOpen(connection);
        assertThat(control.getUnwrappedKeys()).isEqualTo(2);
        control.lock("PUBLIC.ORDERS");
        control.lockAll();
        assertThat(control.isLocked()).isTrue();
        assertThat(control.getUnwrappedKeys()).isZero();
        assertThat(control.getLockedTables()).containsExactly("PUBLIC.ORDERS", "PUBLIC.PEOPLE");
        assertPeopleLocked(connection);
        assertLocked(connection, "SELECT note FROM orders");
        assertThatThrownBy(() -> control.unlock("PUBLIC.PEOPLE"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unlockAll");
        control.unlockAll();
        assertPeopleOpen(connection);
        assertLocked(connection, "SELECT note FROM orders");
        control.unlock("PUBLIC.ORDERS");
        assertOrdersOpen(connection);
    }

    @Test
    void wrongNamesAreRefusedAndChangeNothing() throws Exception {
        KeyControlMXBean control = control();
        for (String wrong : Arrays.asList("PUBLIC.NOTHING", "people", "", "PUBLIC.PEOPLE ", null)) {
            assertThatThrownBy(() -> control.lock(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PUBLIC.ORDERS, PUBLIC.PEOPLE")
                    .hasNoCause();
            assertThatThrownBy(() -> control.unlock(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> control.evict(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertPeopleOpen(connection);
        assertOrdersOpen(connection);
    }

    @Test
    void aLockOutlivesTheConnectionsAndTheMBeanDoesNot() throws Exception {
        control().lock("PUBLIC.PEOPLE");
        connection.close();
        assertThat(find()).isEmpty();
        connection = deployment.connect();
        assertPeopleLocked(connection);
        assertThat(control().getLockedTables()).containsExactly("PUBLIC.PEOPLE");
        control().unlock("PUBLIC.PEOPLE");
        assertPeopleOpen(connection);
        TdeDriver.deregister();
        assertThat(find()).isEmpty();
    }

    @Test
    void withoutThePropertyNothingIsRegistered() throws Exception {
        connection.close();
        String[] lines = Arrays.copyOf(RULES, RULES.length + 1);
        lines[RULES.length] = "tde.jmx=false";
        deployment.pending(lines);
        connection = deployment.connect();
        assertPeopleOpen(connection);
        assertThat(find()).isEmpty();
    }

    /** As the driver of another class loader has it. */
    @Test
    void aNameThatIsTakenGetsANumber() throws Exception {
        ObjectName name = find().orElseThrow();
        connection.close();
        server.registerMBean(new StandardMBean(new Taken(), Runnable.class), name);
        try {
            connection = deployment.connect();
            ObjectName second = new ObjectName(name + ",number=2");
            assertThat(server.isRegistered(second)).isTrue();
            connection.close();
            assertThat(server.isRegistered(second)).isFalse();
            assertThat(server.isRegistered(name)).isTrue();
        } finally {
            server.unregisterMBean(name);
        }
    }

    private static final class Taken implements Runnable {
        @Override
        public void run() {
            // Nothing to do.
        }
    }

    @Test
    void nothingBeyondNamesAndNumbersCanBeHad() throws Exception {
        assertPeopleOpen(connection);
        ObjectName name = find().orElseThrow();
        MBeanInfo info = server.getMBeanInfo(name);
        Set<String> attributes = Arrays.stream(info.getAttributes())
                .map(MBeanFeatureInfo::getName)
                .collect(Collectors.toSet());
        assertThat(attributes)
                .containsExactlyInAnyOrder("Deployment", "ProtectedTables", "LockedTables", "Locked", "UnwrappedKeys");
        assertThat(Arrays.stream(info.getAttributes())).noneMatch(MBeanAttributeInfo::isWritable);
        assertThat(Arrays.stream(info.getOperations()))
                .allMatch(operation -> operation.getReturnType().equals("void"));
        for (Attribute attribute :
                server.getAttributes(name, attributes.toArray(String[]::new)).asList()) {
            assertThat(attribute.getValue())
                    .isInstanceOfAny(String.class, String[].class, Boolean.class, Integer.class);
        }
    }

    private int tde(String command, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("keys", command, "--config", deployment.file().toString(), "--url", deployment.plainUrl()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private static void await(Connection connection, boolean locked, String query) throws SQLException {
        while (true) {
            try {
                rows(connection, query);
                if (!locked) {
                    return;
                }
            } catch (SQLInvalidAuthorizationSpecException e) {
                assertThat((Throwable) e).hasMessageStartingWith("TDE-KEY-032 ");
                if (locked) {
                    return;
                }
            }
        }
    }

    @Test
    void theCommandLineLocksOneTableOrAllInEveryDriver() throws Exception {
        // Another file is another driver.
        Path second = folder.resolve("second.properties");
        Files.writeString(second, Files.readString(deployment.file()).replace("poll=100ms", "poll=150ms"));
        String secondUrl = deployment.url().replace(deployment.file().toString(), second.toString());
        try (Connection other = DriverManager.getConnection(secondUrl)) {
            assertThat(tde("lock", "--table", "PUBLIC.PEOPLE"))
                    .as(err::toString)
                    .isZero();
            assertThat(out.toString()).contains("locked", "PUBLIC.PEOPLE", "tde.metadata.poll");
            for (Connection driver : List.of(connection, other)) {
                // Its ciphers go one after the other.
                for (String query : List.of(
                        "SELECT ssn FROM people",
                        "SELECT mail FROM people",
                        "SELECT id FROM people WHERE mail = 'a@x'")) {
                    await(driver, true, query);
                }
                assertPeopleLocked(driver);
                assertOrdersOpen(driver);
            }
            assertThatThrownBy(() -> control().unlock("PUBLIC.PEOPLE"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("tde keys unlock");
            Path third = folder.resolve("third.properties");
            Files.writeString(third, Files.readString(deployment.file()).replace("poll=100ms", "poll=200ms"));
            try (Connection late = DriverManager.getConnection(
                    deployment.url().replace(deployment.file().toString(), third.toString()))) {
                assertPeopleLocked(late);
                assertOrdersOpen(late);
            }
            assertThat(tde("lock")).isZero();
            await(other, true, "SELECT note FROM orders");
            assertThat(tde("list")).isZero();
            assertThat(out.toString())
                    .containsPattern("locked +PUBLIC.PEOPLE, by .*")
                    .contains("all keys, by ");
            out.getBuffer().setLength(0);
            assertThat(tde("unlock")).isZero();
            assertThat(out.toString()).contains("unlocked", "locked     PUBLIC.PEOPLE");
            await(other, false, "SELECT note FROM orders");
            assertPeopleLocked(other);
            assertThat(tde("unlock", "--table", "PUBLIC.PEOPLE")).isZero();
            for (Connection driver : List.of(connection, other)) {
                await(driver, false, "SELECT ssn FROM people");
                assertPeopleOpen(driver);
                assertOrdersOpen(driver);
            }
            assertThat(tde("unlock")).isZero();
            assertThat(out.toString()).contains("was not locked");
        }
    }

    @Test
    void theCommandLineRefusesWrongNames() {
        assertThat(tde("lock", "--table", "PUBLIC.NOTHING")).isEqualTo(1);
        assertThat(tde("unlock", "--table", "PUBLIC.NOTHING")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-MET-031");
        assertThat(tde("lock", "--table", "PEOPLE")).isEqualTo(2);
        assertThat(tde("unlock", "PUBLIC.PEOPLE")).isEqualTo(2);
    }
}
