package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.naming.NamingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class H2MetricsTest extends MetricsContract {

    @Override
    String fresh() {
        return "jdbc:h2:file:" + folder.resolve("shop");
    }

    @AfterEach
    void register() throws SQLException {
        TdeDriver.register();
    }

    private Deployment people(String... lines) throws Exception {
        String[] all = new String[lines.length + 1];
        all[0] = "protect.people.ssn=random";
        System.arraycopy(lines, 0, all, 1, lines.length);
        return Deployment.in(folder, fresh()).pending(all);
    }

    private static TdeDataSource dataSource(Deployment deployment, MetricsListener listener) {
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl(deployment.plainUrl());
        dataSource.setConfig(deployment.file().toString());
        dataSource.setMetricsListener(listener);
        return dataSource;
    }

    private static List<String> work(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE people(id int primary key, ssn varchar(20))",
                "INSERT INTO people VALUES (1, 'one'), (2, NULL), (3, 'three')");
        assertThatThrownBy(() -> rows(connection, "SELECT max(ssn) FROM people"))
                .isInstanceOf(java.sql.SQLFeatureNotSupportedException.class);
        rows(connection, "SELECT 1");
        return rows(connection, "SELECT id, ssn FROM people ORDER BY id");
    }

    /** Errors as well as exceptions, from every method. */
    @Test
    void whateverAListenerThrowsChangesNothingAndIsLoggedOnce() throws Exception {
        AtomicLong calls = new AtomicLong();
        MetricsListener listener = (MetricsListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MetricsListener.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(calls, arguments);
                    }
                    if (calls.incrementAndGet() % 2 == 0) {
                        throw new StackOverflowError("an error of the listener, which may quote anything");
                    }
                    throw new java.io.IOException("a checked exception of the listener");
                });
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getMessage().contains("metrics listener")) {
                    logged.add(line);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.tdejdbc");
        logger.addHandler(handler);
        try (Connection connection = dataSource(people(), listener).getConnection()) {
            assertThat(work(connection)).containsExactly("1|one", "2|null", "3|three");
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(calls).hasValueGreaterThan(10);
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getMessage()).doesNotContain("quote");
    }

    /** No lock is held meanwhile, so that nobody else waits. */
    @Test
    void aListenerThatBlocksHoldsUpItsOwnThreadAlone() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ThreadGroup blocked = new ThreadGroup("blocked");
        MetricsListener listener = new MetricsListener() {
            @Override
            public void guarded() {
                if (Thread.currentThread().getThreadGroup() == blocked) {
                    inside.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        };
        TdeDataSource dataSource = dataSource(people(), listener);
        ExecutorService other = Executors.newSingleThreadExecutor(task -> new Thread(blocked, task));
        try (Connection first = dataSource.getConnection()) {
            work(first);
            Future<List<String>> answer = other.submit(() -> {
                try (Connection second = dataSource.getConnection()) {
                    return rows(second, "SELECT ssn FROM people ORDER BY id");
                }
            });
            inside.await();
            execute(first, "INSERT INTO people VALUES (4, 'four')", "CREATE TABLE other(id int)");
            try (Connection third = dataSource.getConnection()) {
                assertThat(rows(third, "SELECT ssn FROM people WHERE id = 4")).containsExactly("four");
            }
            assertThat(answer.isDone()).isFalse();
            released.countDown();
            assertThat(answer.get()).containsExactly("one", "null", "three");
        } finally {
            released.countDown();
            other.shutdownNow();
        }
    }

    @Test
    void tellsWhyNoConnectionCouldBeOpened() throws Exception {
        Deployment deployment = people();
        TdeDataSource dataSource = dataSource(deployment, metrics);
        try (Connection connection = dataSource.getConnection()) {
            work(connection);
        }
        metrics.forget();
        Files.delete(folder.resolve("master.key"));
        assertThatThrownBy(dataSource::getConnection).hasMessageStartingWith("TDE-KEY-");
        assertThat(metrics.sums("failed TDE-KEY-")).hasSize(1).containsValue(1L);
        assertThat(metrics.sums("key manager open file TDE-KEY-")).hasSize(1).containsValue(1L);
        metrics.forget();
        FileMasterKey.generate(folder.resolve("master.key"));
        assertThatThrownBy(dataSource::getConnection).hasMessageStartingWith("TDE-KEY-");
        assertThat(metrics.sums("failed TDE-KEY-")).hasSize(1).containsValue(1L);
        assertThat(metrics.sums("key manager open file ok")).hasSize(1);
        assertThat(metrics.sums("key manager unwrap file TDE-KEY-")).isNotEmpty();
        assertThat(metrics.sum("opened")).isZero();
        assertThat(metrics.sum("closed")).isZero();
    }

    @Test
    void isToldThatEverythingIsClosedWhenTheDriverGoes() throws Exception {
        TdeDataSource dataSource = dataSource(people(), metrics);
        try (Connection connection = dataSource.getConnection()) {
            work(connection);
            assertThat(metrics.sum("closed")).isZero();
            TdeDriver.deregister();
            assertThat(metrics.sum("closed")).isEqualTo(1);
        }
        assertThat(metrics.sum("closed")).isEqualTo(1);
    }

    @Test
    void everyListenerHearsOfItsOwnConnectionsAlone() throws Exception {
        Deployment deployment = people();
        RecordedMetrics others = new RecordedMetrics();
        try (Connection heard = dataSource(deployment, metrics).getConnection()) {
            work(heard);
            try (Connection unheard = deployment.connect();
                    Connection elsewhere = dataSource(deployment, others).getConnection()) {
                metrics.forget();
                others.forget();
                rows(unheard, "SELECT ssn FROM people");
                rows(elsewhere, "SELECT ssn FROM people");
                rows(elsewhere, "SELECT 2");
            }
            assertThat(metrics.sums("")).doesNotContainKeys("guarded", "passed", "decrypted people", "closed");
        }
        assertThat(metrics.sum("closed")).isEqualTo(1);
        assertThat(others.sums("")).containsEntry("guarded", 1L).containsEntry("decrypted people", 2L);
        assertThat(others.sum("passed")).isEqualTo(1);
    }

    @Test
    void anUnknownNameIsAnErrorThatNamesTheProperty() throws Exception {
        Deployment deployment = people("tde.metrics=nagios");
        assertThatThrownBy(deployment::connect)
                .isInstanceOf(TdeConfigurationException.class)
                .hasMessageContainingAll(
                        "TDE-CFG-018", "tde.metrics = nagios", "the class path has no metrics listener");
        try (Connection connection = dataSource(deployment, metrics).getConnection()) {
            assertThat(work(connection)).hasSize(3);
        }
    }

    @Test
    void aListenerGivenAsAnObjectIsNotWrittenOut() throws Exception {
        TdeDataSource dataSource = dataSource(people(), metrics);
        assertThatThrownBy(dataSource::getReference)
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("tde.metrics");
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(dataSource)).isInstanceOf(NotSerializableException.class);
        }
    }
}
