package io.tdejdbc.driver;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a listener is told, compared with work of which everything is known. */
@Timeout(120)
abstract class MetricsContract {
    private static final int ROWS = 500;
    private static final String INSERT = "INSERT INTO people(id, ssn, note, plain) VALUES (?, ?, ?, ?)";

    @TempDir
    Path folder;

    final RecordedMetrics metrics = new RecordedMetrics();
    private Deployment deployment;

    /** URL of an empty database. */
    abstract String fresh() throws Exception;

    @BeforeEach
    void prepare() throws Exception {
        deployment = Deployment.in(folder, fresh())
                .pending("protect.people.ssn=equality compare=binary", "protect.people.note=random");
    }

    private TdeDataSource dataSource() {
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl(deployment.plainUrl());
        dataSource.setConfig(deployment.file().toString());
        dataSource.setMetricsListener(metrics);
        return dataSource;
    }

    private static void table(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE people(id int primary key, ssn varchar(20), note varchar(100), plain varchar(20))");
    }

    private static String ssn(int id) {
        return "ssn-" + id;
    }

    /** Every fifth is NULL. */
    private static String note(int id) {
        return id % 5 == 0 ? null : "größe " + id;
    }

    private static void bind(PreparedStatement insert, int id) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, ssn(id));
        insert.setString(3, note(id));
        insert.setString(4, "plain " + id);
    }

    private static void fill(Connection connection, int from, int to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int id = from; id < to; id++) {
                bind(insert, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static long bytes(int from, int to) {
        long bytes = 0;
        for (int id = from; id < to; id++) {
            bytes += ssn(id).length();
            bytes += note(id) == null ? 0 : note(id).getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    @Test
    void tellsExactlyWhatWasDone() throws Exception {
        TdeDataSource dataSource = dataSource();
        long hits;
        long misses;
        try (Connection connection = dataSource.getConnection()) {
            assertThat(metrics.sum("opened")).isEqualTo(1);
            table(connection);
            fill(connection, 0, ROWS);
            assertThat(metrics.sums("encrypted"))
                    .containsEntry("encrypted people", (long) ROWS + ROWS * 4 / 5)
                    .containsEntry("encrypted bytes people", bytes(0, ROWS));
            assertThat(rows(connection, "SELECT id, ssn, note FROM people")).hasSize(ROWS);
            assertThat(metrics.sums("decrypted"))
                    .containsEntry("decrypted people", (long) ROWS + ROWS * 4 / 5)
                    .containsEntry("decrypted bytes people", bytes(0, ROWS));
            try (PreparedStatement query = connection.prepareStatement("SELECT note FROM people WHERE ssn = ?")) {
                query.setString(1, ssn(7));
                query.executeQuery().close();
            }
            assertThat(metrics.sum("encrypted people")).isEqualTo(ROWS + ROWS * 4 / 5 + 1);
            for (int i = 0; i < 3; i++) {
                rows(connection, "SELECT 1");
            }
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> rows(connection, "SELECT id FROM people WHERE ssn LIKE 'a'"))
                        .hasMessageStartingWith("TDE-SQL-027");
                assertThatThrownBy(() -> connection.prepareStatement("SELECT id FROM people WHERE ssn LIKE 'a'"))
                        .hasMessageStartingWith("TDE-SQL-027");
            }
            // The database's own failure is none of the driver's.
            assertThatThrownBy(() -> fill(connection, 0, 1)).isInstanceOf(SQLException.class);
            MetricsGauges gauges = metrics.open().orElseThrow();
            assertThat(gauges.unwrappedKeys()).isEqualTo(2);
            assertThat(gauges.planCacheBytes())
                    .isPositive()
                    .isEqualTo(connection.unwrap(PlanCacheMXBean.class).getBytes());
            hits = connection.unwrap(PlanCacheMXBean.class).getHits();
            misses = connection.unwrap(PlanCacheMXBean.class).getMisses();
        }
        assertThat(metrics.sum("passed")).isEqualTo(3);
        // The definition, the batch and two queries.
        assertThat(metrics.sum("guarded")).isEqualTo(4);
        assertThat(metrics.sums("refused")).hasSize(1).containsEntry("refused TDE-SQL-027", 4L);
        assertThat(metrics.sums("failed")).isEmpty();
        assertThat(metrics.sums("batch")).containsEntry("batches", 1L).containsEntry("batch rows", (long) ROWS);
        assertThat(metrics.sum("hits")).isEqualTo(hits).isPositive();
        assertThat(metrics.sum("misses")).isEqualTo(misses).isPositive();
        assertThat(metrics.sums("key manager"))
                .containsEntry("key manager open file ok", 1L)
                .containsKeys("key manager create file ok", "key manager unwrap file ok");
        assertThat(metrics.sum("nanos")).isPositive();
        assertThat(metrics.sums("closed")).hasSize(1).containsEntry("closed", 1L);
        assertThat(metrics.text()).doesNotContain("ssn", "größe", "SELECT", "plain");
    }

    @Test
    void countsBatchesOfTextsAndOfPlainParameters() throws Exception {
        try (Connection connection = dataSource().getConnection()) {
            table(connection);
            execute(connection, "CREATE TABLE other(id int)");
            metrics.forget();
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("INSERT INTO other VALUES (1)");
                statement.addBatch("INSERT INTO people(id, ssn) VALUES (1, 'a')");
                statement.addBatch("INSERT INTO people(id, ssn) VALUES (2, 'bc')");
                statement.executeBatch();
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO other VALUES (?)")) {
                for (int i = 0; i < 7; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            assertThat(metrics.sums("batch")).containsEntry("batches", 2L).containsEntry("batch rows", 10L);
            assertThat(metrics.sum("guarded")).isEqualTo(1);
            assertThat(metrics.sum("passed")).isEqualTo(1);
            assertThat(metrics.sums("encrypted"))
                    .containsEntry("encrypted people", 2L)
                    .containsEntry("encrypted bytes people", 3L);
        }
    }

    @Test
    void tellsOfValuesThatAreNotAuthentic() throws Exception {
        try (Connection connection = dataSource().getConnection()) {
            table(connection);
            fill(connection, 1, 4);
            forge();
            metrics.forget();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT note FROM people ORDER BY id")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(note(1));
                rows.next();
                assertThatThrownBy(() -> rows.getString(1)).isInstanceOf(SQLDataException.class);
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(note(3));
            }
            assertThat(metrics.sum("not authentic people")).isEqualTo(1);
            assertThat(metrics.sums("failed TDE-CRY")).hasSize(1).containsValue(1L);
            assertThat(metrics.sum("decrypted people")).isEqualTo(2);
            assertThat(metrics.sum("guarded")).isEqualTo(1);
        }
    }

    /** Changes the last byte of one value, which belongs to its tag. */
    private void forge() throws SQLException {
        try (Connection plain = deployment.connectPlain();
                PreparedStatement read = plain.prepareStatement("SELECT note FROM people WHERE id = 2");
                PreparedStatement write = plain.prepareStatement("UPDATE people SET note = ? WHERE id = 2");
                ResultSet row = read.executeQuery()) {
            row.next();
            byte[] envelope = row.getBytes(1);
            envelope[envelope.length - 1] ^= 1;
            write.setBytes(1, envelope);
            write.executeUpdate();
        }
    }

    @Test
    void losesNothingWhereManyThreadsWork() throws Exception {
        int threads = 4;
        int each = 60;
        TdeDataSource dataSource = dataSource();
        try (Connection keeper = dataSource.getConnection()) {
            table(keeper);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    int from = 1 + thread * each;
                    work.add(pool.submit(() -> {
                        try (Connection connection = dataSource.getConnection();
                                PreparedStatement insert = connection.prepareStatement(INSERT)) {
                            for (int id = from; id < from + each; id++) {
                                bind(insert, id);
                                insert.executeUpdate();
                            }
                            assertThat(rows(connection, "SELECT ssn FROM people WHERE id = " + from))
                                    .containsExactly(ssn(from));
                        }
                        return from;
                    }));
                }
                for (Future<?> one : work) {
                    one.get();
                }
            } finally {
                pool.shutdownNow();
            }
        }
        int all = threads * each;
        assertThat(metrics.sum("encrypted people")).isEqualTo(all + all * 4 / 5);
        assertThat(metrics.sum("encrypted bytes people")).isEqualTo(bytes(1, all + 1));
        assertThat(metrics.sum("decrypted people")).isEqualTo(threads);
        assertThat(metrics.sum("guarded")).isEqualTo(1 + all + threads);
        assertThat(metrics.sum("opened")).isEqualTo(1);
        assertThat(metrics.sum("closed")).isEqualTo(1);
    }
}
