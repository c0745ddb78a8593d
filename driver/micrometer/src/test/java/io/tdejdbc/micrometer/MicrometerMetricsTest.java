package io.tdejdbc.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tdejdbc.driver.MetricsGauges;
import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meters of a registry after work of which everything is known. */
@org.junit.jupiter.api.Tag("one-jdk")
final class MicrometerMetricsTest {
    private static final int ROWS = 300;

    @TempDir
    Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Path properties;
    private String database;

    @BeforeEach
    void prepare() throws Exception {
        FileMasterKey.generate(folder.resolve("master.key"));
        properties = folder.resolve("tde.properties");
        database = "jdbc:h2:file:" + folder.resolve("shop");
        write("");
    }

    private void write(String further) throws Exception {
        Files.writeString(properties, """
            tde.deployment = IDENTITY
            tde.keys.file.path = master.key
            tde.init = create
            tde.missing-table = pending
            tde.metadata.linger = 0s
            protect.people.ssn = equality
            FURTHER
            """.replace("IDENTITY", UUID.randomUUID().toString())
                .replace("FURTHER", further));
    }

    private TdeDataSource dataSource(MicrometerMetrics metrics) {
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl(database);
        dataSource.setConfig(properties.toString());
        dataSource.setMetricsListener(metrics);
        return dataSource;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void work(Connection connection) throws SQLException {
        execute(connection, "CREATE TABLE people(id int primary key, ssn varchar(20))");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, ?)")) {
            for (int id = 0; id < ROWS; id++) {
                insert.setInt(1, id);
                insert.setString(2, ssn(id));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT ssn FROM people ORDER BY id")) {
            for (int id = 0; rows.next(); id++) {
                assertThat(rows.getString(1)).isEqualTo(ssn(id));
            }
        }
        assertThatThrownBy(() -> execute(connection, "SELECT max(ssn) FROM people"))
                .hasMessageStartingWith("TDE-SQL-");
        execute(connection, "SELECT 1");
    }

    private static String ssn(int id) {
        return Integer.toString(100_000_000 + id);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void countsTheWorkOfAPool() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource(new MicrometerMetrics(registry, Tags.of("pool", "shop"))));
        config.setMaximumPoolSize(2);
        config.setMetricRegistry(registry);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = pool.getConnection()) {
                work(connection);
            }
            assertThat(registry.get("tde.keys.unwrapped")
                            .tag("pool", "shop")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("tde.plan.cache.size").gauge().value()).isPositive();
            assertThat(count("tde.statements", "pool", "shop", "outcome", "protected", "code", "none"))
                    .isEqualTo(3);
        }
        assertThat(count("tde.values", "direction", "encrypted")).isEqualTo(ROWS);
        assertThat(count("tde.values", "direction", "decrypted")).isEqualTo(ROWS);
        assertThat(count("tde.values.size", "direction", "encrypted")).isEqualTo(9.0 * ROWS);
        assertThat(count("tde.values.size", "direction", "decrypted", "table", "PUBLIC.PEOPLE"))
                .isEqualTo(9.0 * ROWS);
        assertThat(count("tde.statements", "outcome", "refused")).isEqualTo(1);
        assertThat(count("tde.statements", "outcome", "passed")).isPositive();
        assertThat(count("tde.plans", "result", "miss")).isGreaterThanOrEqualTo(4);
        assertThat(registry.get("tde.batch.rows").summary().count()).isEqualTo(1);
        assertThat(registry.get("tde.batch.rows").summary().totalAmount()).isEqualTo(ROWS);
        assertThat(registry.get("tde.key.requests")
                        .tags("action", "unwrap", "provider", "file", "result", "ok")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(registry.find("tde.failures").meters()).isEmpty();
        assertThat(registry.find("tde.keys.unwrapped").meters()).isEmpty();
        assertThat(registry.find("tde.plan.cache.size").meters()).isEmpty();
    }

    /** Names of tables alone; a column's name is an index of what is worth a look. */
    @Test
    void noMeterNamesAColumnAStatementOrAValue() throws Exception {
        try (Connection connection = dataSource(new MicrometerMetrics(registry)).getConnection()) {
            work(connection);
            List<Meter.Id> all = registry.getMeters().stream().map(Meter::getId).toList();
            assertThat(all).hasSizeGreaterThan(10);
            assertThat(all.stream()
                            .filter(id -> id.getName().startsWith("tde."))
                            .flatMap(id -> id.getTags().stream())
                            .map(Tag::getValue)
                            .collect(Collectors.toSet()))
                    .allMatch(value -> value.matches("[a-z]+|PUBLIC\\.PEOPLE|TDE-SQL-[0-9]{3}"));
        }
    }

    @Test
    void failuresAndUnauthenticValuesAreCountedByCodeAndTable() throws Exception {
        TdeDataSource dataSource = dataSource(new MicrometerMetrics(registry));
        try (Connection connection = dataSource.getConnection()) {
            work(connection);
            try (Connection plain = DriverManager.getConnection(database)) {
                execute(
                        plain,
                        "UPDATE people SET ssn = CAST(SUBSTRING(ssn FROM 1 FOR OCTET_LENGTH(ssn) - 1) || X'00' AS"
                                + " varbinary) WHERE id = 7");
            }
            try (PreparedStatement query = connection.prepareStatement("SELECT ssn FROM people WHERE id = 7");
                    ResultSet row = query.executeQuery()) {
                row.next();
                assertThatThrownBy(() -> row.getString(1)).hasMessageStartingWith("TDE-CRY-");
            }
        }
        assertThat(count("tde.values.not.authentic", "table", "PUBLIC.PEOPLE")).isEqualTo(1);
        assertThat(registry.get("tde.failures").counters()).singleElement().satisfies(counter -> {
            assertThat(counter.getId().getTag("code")).startsWith("TDE-CRY-");
            assertThat(counter.count()).isEqualTo(1);
        });
    }

    @Test
    void isFoundByItsNameAndLeavesNothingInTheGlobalRegistryThatHoldsTheDriver() throws Exception {
        write("tde.metrics = micrometer");
        Metrics.addRegistry(registry);
        try (Connection connection =
                DriverManager.getConnection("jdbc:tde:" + database.substring(5) + ";tde.config=" + properties)) {
            work(connection);
            assertThat(count("tde.values", "direction", "encrypted")).isEqualTo(ROWS);
            assertThat(registry.get("tde.keys.unwrapped").gauge().value()).isEqualTo(1);
            TdeDriver.deregister();
            assertThat(registry.find("tde.keys.unwrapped").meters()).isEmpty();
            assertThat(Metrics.globalRegistry.find("tde.plan.cache.size").meters())
                    .isEmpty();
        } finally {
            TdeDriver.register();
            Metrics.removeRegistry(registry);
        }
    }

    /** Several databases of one registry have one gauge, which is their sum. */
    @Test
    void gaugesAreSumsOverWhatIsOpen() {
        MicrometerMetrics metrics = new MicrometerMetrics(registry);
        MetricsGauges first = gauges(2, 100);
        MetricsGauges second = gauges(3, 10);
        metrics.opened(first);
        metrics.opened(second);
        assertThat(registry.get("tde.keys.unwrapped").gauge().value()).isEqualTo(5);
        assertThat(registry.get("tde.plan.cache.size").gauge().value()).isEqualTo(110);
        metrics.closed(first);
        assertThat(registry.get("tde.keys.unwrapped").gauge().value()).isEqualTo(3);
        metrics.closed(second);
        assertThat(registry.find("tde.keys.unwrapped").meters()).isEmpty();
        metrics.opened(first);
        assertThat(registry.get("tde.keys.unwrapped").gauge().value()).isEqualTo(2);
    }

    private static MetricsGauges gauges(int keys, long bytes) {
        return new MetricsGauges() {
            @Override
            public int unwrappedKeys() {
                return keys;
            }

            @Override
            public long planCacheBytes() {
                return bytes;
            }
        };
    }
}
