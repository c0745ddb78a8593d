package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.cli.Main;
import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyScope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tables and tools of the tests that change keys. */
abstract class RewritingFixture {
    static final Duration LEASE = Duration.ofMillis(2000);
    static final int ROWS = 600;

    @TempDir
    Path folder;

    Deployment deployment;
    Path toolFile;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    abstract Database database();

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.in(folder, database().fresh(folder));
        String equality = database().isMaria() ? "=equality compare=binary" : "=equality";
        deployment.pending(
                "tde.metadata.poll=100ms",
                "tde.metadata.lease=" + LEASE.toMillis() + "ms",
                "tde.audit.file=audit.jsonl",
                "protect.people.mail" + equality,
                "protect.people.ssn=random",
                "protect.people.note=random",
                "protect.members.mail" + equality + " domain=mail",
                "protect.visits.mail" + equality + " domain=mail");
        toolFile = folder.resolve("tool.properties");
        String lease = "tde.metadata.lease=";
        // No driver is at work beside the tool, or the test waits for it: the tool need not.
        Files.writeString(
                toolFile, Files.readString(deployment.file()).replace(lease + LEASE.toMillis(), lease + 1000));
    }

    /** Drivers are at work beside the tool. */
    void besideDrivers() {
        toolFile = deployment.file();
    }

    int tde(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--config", toolFile.toString(), "--url", deployment.plainUrl()));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    String table(String name) {
        return database().schema() + "." + database().name(name);
    }

    void people(int rows) throws SQLException {
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE people(id int primary key, mail varchar(40), ssn varchar(40), note "
                            + (database().isMaria() ? "longtext" : database().isPostgres() ? "text" : "clob") + ")");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO people VALUES (?, ?, ?, ?)")) {
                for (int id = 0; id < rows; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, id + "@x");
                    insert.setString(3, "s" + id);
                    insert.setString(4, id % 3 == 0 ? null : "n" + id);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    /** How many stored values of a column are of which generation. */
    Map<Integer, Integer> generations(String table, String column) throws SQLException {
        Map<Integer, Integer> found = new TreeMap<>();
        try (Connection plain = deployment.connectPlain();
                Statement statement = plain.createStatement();
                ResultSet values = statement.executeQuery("SELECT " + column + " FROM " + table)) {
            while (values.next()) {
                byte[] stored = values.getBytes(1);
                if (stored != null) {
                    found.merge((stored[2] & 0xff) << 8 | stored[3] & 0xff, 1, Integer::sum);
                }
            }
        }
        return found;
    }

    List<String> keyStates(String kind) throws SQLException {
        try (Connection plain = deployment.connectPlain()) {
            return rows(
                    plain,
                    "SELECT generation, key_state FROM tde_key WHERE key_kind = '" + kind
                            + "' AND (SELECT count(*) FROM tde_key o WHERE o.owner_id = tde_key.owner_id AND "
                            + "o.generation > 1) > 0 ORDER BY generation");
        }
    }

    /** Another driver in this process: its own file, its own moment of polling. */
    String otherDriver(String name, String poll) throws Exception {
        Path file = folder.resolve(name + ".properties");
        Files.writeString(file, Files.readString(deployment.file()).replace("poll=100ms", "poll=" + poll));
        return deployment.url().replace(deployment.file().toString(), file.toString());
    }

    /** Runs users of the table beside a command. */
    void beside(
            Callable<Integer> command, int atLeast, AtomicInteger done, List<Callable<Void>> users, AtomicBoolean stop)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(users.size());
        try {
            List<Future<Void>> running = new ArrayList<>();
            users.forEach(user -> running.add(threads.submit(user)));
            while (done.get() == 0 && running.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            assertThat(command.call()).as(() -> out.toString() + err).isZero();
            int before = done.get();
            while (done.get() < before + atLeast && running.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            stop.set(true);
            for (Future<Void> user : running) {
                user.get();
            }
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
    }

    /** One statement of a user. */
    interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /**
     * Prepares and executes; again if the driver asks for it, because its view of the keys is too old or has changed, and if
     * MariaDB chose it to end a deadlock, as beside any UPDATE of a column that has an index.
     */
    static <T> T use(Connection connection, String sql, Use<T> use) throws SQLException {
        while (true) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return use.of(statement);
            } catch (SQLTransientException e) {
                boolean deadlock = e instanceof SQLTransactionRollbackException
                        && connection.getMetaData().getDatabaseProductName().equals("MariaDB");
                if (!e.getMessage().startsWith("TDE-") && !deadlock) {
                    throw e;
                }
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        return use(connection, sql, statement -> {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        });
    }

    static List<String> query(Connection connection, String sql, Object... values) throws SQLException {
        return use(connection, sql, statement -> {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return found(statement);
        });
    }

    interface LifeWork {
        void run(ToolAccess access, KeyLife life) throws Exception;
    }

    void withLife(LifeWork work) throws Exception {
        Properties named = new Properties();
        named.setProperty(TdeProperty.CONFIG.key(), toolFile.toString());
        String url = deployment.plainUrl();
        try (ToolAccess access = ToolAccess.open(
                        ConfigurationReader.read(ConfigurationSource.find(ToolAccess.parse(url), named)),
                        url,
                        new Properties());
                KeyLife life = access.keyLife()) {
            work.run(access, life);
        }
    }

    static List<String> found(PreparedStatement query) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    /** Stops a rekey when both keys are live, with values under each. */
    void bothKeys(KeyScope scope) throws Exception {
        withLife((access, life) -> {
            try (KeyJob job = life.job(KeyJob.Kind.REKEY, scope)) {
                job.rotate(Duration.ofMillis(1), KeyProgress.silent());
                job.step("test");
            }
        });
        awaitDrivers();
    }

    /** Waits until every driver has read the newest metadata. */
    void awaitDrivers() throws SQLException {
        try (Connection plain = deployment.connectPlain()) {
            while (!rows(
                            plain,
                            "SELECT count(*) FROM tde_instance WHERE seen_epoch < (SELECT max(epoch) FROM tde_manifest)")
                    .equals(List.of("0"))) {
                Thread.onSpinWait();
            }
        }
    }
}
