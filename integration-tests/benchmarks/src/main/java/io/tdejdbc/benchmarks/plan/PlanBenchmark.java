package io.tdejdbc.benchmarks.plan;

import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.config.TdeUrl;
import io.tdejdbc.driver.internal.connect.Connector;
import io.tdejdbc.driver.internal.metrics.ChosenListener;
import io.tdejdbc.driver.internal.plan.StatementPlan;
import io.tdejdbc.driver.internal.runtime.ConnectionSource;
import io.tdejdbc.driver.internal.runtime.RuntimeRegistry;
import io.tdejdbc.driver.internal.session.SessionPlanner;
import io.tdejdbc.driver.internal.session.TransactionEnds;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What becomes of a statement's text before the database's own driver gets it: the plan of a text that is known, the plan
 * of a new text of 200 characters that names nothing protected, and the whole preparation of a known one with and without
 * the driver.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlanBenchmark {
    private static final String PROTECTED = "SELECT id, ssn, email FROM customers WHERE ssn = ? AND id > ?";
    private static final String PLAIN =
            "SELECT p.id, p.name, p.price FROM products p WHERE p.name = ? AND p.price BETWEEN ? AND ? "
                    + "AND (p.note IS NULL OR p.note LIKE ?) AND p.id NOT IN (?, ?, ?, ?) ORDER BY p.price, ";
    private static final int LENGTH = 200;
    /** So many that the cache has dropped each of them before its turn comes again. */
    private static final int TEXTS = 8_192;

    private final RuntimeRegistry registry = new RuntimeRegistry();
    private final String[] texts = new String[TEXTS];
    private int next;
    private Connection plain;
    private Connection driver;
    private SessionPlanner planner;

    /** Opens everything. */
    @Setup
    public void open() throws Exception {
        Store store = new Store(
                Files.createTempDirectory("plans"), "jdbc:h2:mem:plans;DB_CLOSE_DELAY=-1", "tde.plan-cache.size=512K");
        plain = DriverManager.getConnection(store.plainUrl());
        driver = DriverManager.getConnection(store.url());
        store.create();
        TdeUrl url = TdeUrl.parse(store.url());
        TdeConfiguration configuration = ConfigurationReader.read(ConfigurationSource.find(url, new Properties()));
        ConnectionSource source = Connector.source(url, new Properties(), Optional.empty());
        Connection inner = source.open();
        planner = SessionPlanner.of(
                inner,
                registry.acquire(configuration, source, inner, ChosenListener.NONE),
                TransactionEnds.BY_CONNECTION);
        for (int i = 0; i < TEXTS; i++) {
            String number = Integer.toString(1_000_000 + i);
            texts[i] = PLAIN + "p.id LIMIT " + number
                    + " ".repeat(LENGTH - PLAIN.length() - "p.id LIMIT ".length() - number.length());
        }
    }

    /** Closes everything. */
    @TearDown
    public void close() throws SQLException {
        planner.close();
        registry.close();
        driver.close();
        plain.close();
    }

    private String next() {
        next = (next + 1) % TEXTS;
        return texts[next];
    }

    /** The plan of a text that names something protected, from the cache. */
    @Benchmark
    public StatementPlan cachedProtected() throws SQLException {
        return planner.plan(PROTECTED);
    }

    /** The plan of a text that names nothing protected, from the cache. */
    @Benchmark
    public StatementPlan cachedPlain() throws SQLException {
        return planner.plan(texts[0]);
    }

    /** The plan of a new text of 200 characters that names nothing protected. */
    @Benchmark
    public StatementPlan newPlain() throws SQLException {
        return planner.plan(next());
    }

    /** H2 prepares and closes a text that it was given before. */
    @Benchmark
    public void preparePlainly() throws SQLException {
        plain.prepareStatement(texts[0]).close();
    }

    /** The same through the driver. */
    @Benchmark
    public void prepareThroughDriver() throws SQLException {
        driver.prepareStatement(texts[0]).close();
    }
}
