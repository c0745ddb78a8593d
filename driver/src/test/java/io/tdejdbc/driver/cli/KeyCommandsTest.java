package io.tdejdbc.driver.cli;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Deployment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class KeyCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void prepare() throws Exception {
        deployment = Deployment.h2(folder).pending("protect.customers.ssn=random");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int primary key, ssn varchar(11))",
                    "INSERT INTO customers VALUES (1, '123')");
        }
    }

    private int tde(String group, String command, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of(group, command, "--config", deployment.file().toString(), "--url", deployment.plainUrl()));
        arguments.addAll(List.of(options));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    private void assertReadable() throws Exception {
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT id, ssn FROM customers")).containsExactly("1|123");
        }
    }

    @Test
    void theMasterKeyIsRotatedKeysAreWrappedAnewAndTheOldVersionIsRetired() throws Exception {
        List<String> before;
        try (Connection connection = deployment.connectPlain()) {
            before = rows(connection, "SELECT id, rawtohex(ssn) FROM customers");
        }
        assertThat(tde("kek", "rotate", "--from", "1")).as(err::toString).isZero();
        assertThat(out.toString()).contains("new version   2");
        assertThat(tde("kek", "rotate", "--from", "1")).isZero();
        assertThat(out.toString()).contains("current version   2");
        assertReadable();
        assertThat(tde("kek", "retire", "--below", "2", "--confirm")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-KEY-022");
        assertThat(tde("kek", "rewrap")).isZero();
        assertThat(out.toString()).contains("wrapped anew   3 keys");
        assertThat(tde("kek", "rewrap")).isZero();
        assertThat(out.toString()).contains("were current   3 keys");
        assertReadable();
        assertThat(tde("keys", "list")).isZero();
        assertThat(out.toString()).contains("PUBLIC.CUSTOMERS   data", "file v2, file v1");
        assertThat(tde("keys", "verify")).isZero();
        assertThat(out.toString()).contains("3 of 3 keys");
        assertThat(tde("kek", "retire", "--below", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("--confirm");
        assertThat(tde("kek", "retire", "--below", "2", "--confirm")).isZero();
        assertThat(out.toString()).contains("3 wrappings");
        assertReadable();
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT id, rawtohex(ssn) FROM customers"))
                    .isEqualTo(before);
            assertThat(rows(connection, "SELECT DISTINCT kek_version FROM tde_wrapping"))
                    .containsExactly("2");
            assertThat(rows(connection, "SELECT * FROM tde_job")).isEmpty();
        }
    }

    @Test
    void anotherCommandAtWorkGivesItsOwnStatus() throws Exception {
        try (Connection connection = deployment.connectPlain()) {
            execute(
                    connection,
                    "INSERT INTO tde_job VALUES ('master-key', 'rewrap', 'jane@host process 7', "
                            + (System.currentTimeMillis() + 600_000) + ", '3 of 9 keys', 4)");
        }
        assertThat(tde("kek", "rewrap")).isEqualTo(KeyWork.TRY_AGAIN);
        assertThat(err.toString()).contains("TDE-KEY-020", "jane@host process 7", "3 of 9 keys");
    }

    @Test
    void verifyTellsOfDamagedWrappings() throws Exception {
        try (Connection connection = deployment.connectPlain()) {
            execute(
                    connection,
                    "UPDATE tde_wrapping SET wrapped = 'file:v1:AAAA' WHERE key_id IN"
                            + " (SELECT key_id FROM tde_key WHERE key_kind = 'data')");
        }
        assertThat(tde("keys", "verify")).isEqualTo(1);
        assertThat(out.toString()).contains("damaged", "lost", "2 of 3 keys", "TDE-KEY-006");
    }

    private int status() {
        return Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "status",
                "--config",
                deployment.file().toString(),
                "--url",
                deployment.plainUrl());
    }

    private void clear() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    @Test
    void aCopyOfTheMasterKeyIsAskedForUntilItIsConfirmedAndAgainWhenItIsOld() throws Exception {
        assertThat(status()).as(err::toString).isZero();
        assertThat(out.toString()).containsPattern("key escrow +never confirmed");
        assertThat(err.toString()).contains("tde: warning: no copy of the master key was ever confirmed", "--confirm");
        assertThat(tde("kek", "escrow", "--note", "in the safe")).isEqualTo(2);
        clear();
        assertThat(tde("kek", "escrow", "--confirm", "--note", "in the safe")).isZero();
        for (int again = 0; again < 2; again++) {
            assertThat(tde("kek", "escrow")).isZero();
            assertThat(tde("keys", "list")).isZero();
            assertThat(status()).isZero();
            assertThat(out.toString())
                    .containsPattern("last confirmed 2[0-9-]+T[0-9:]+Z for version 1, by [^ ]+ .*: in the safe");
            assertThat(err.toString()).isEmpty();
            assertThat(tde("kek", "escrow", "--confirm", "--note", "in the safe"))
                    .isZero();
        }
        assertThat(out.toString()).contains("master key   version 1 is current, and wraps all 3 keys");
        assertThat(tde("kek", "rotate")).isZero();
        assertThat(status()).isZero();
        assertThat(out.toString()).contains("version 2 is current, 3 of 3 keys are not wrapped by it yet");
        assertThat(tde("kek", "rewrap")).isZero();
        assertThat(status()).isZero();
        assertThat(out.toString()).contains("version 2 is current, and wraps all 3 keys");
        assertThat(err.toString()).contains("of version 1, and keys are wrapped by version 2");
        clear();
        assertThat(tde("kek", "escrow", "--confirm")).isZero();
        assertThat(out.toString()).contains("for version 2");
        assertThat(err.toString()).isEmpty();
        try (Connection connection = deployment.connectPlain()) {
            execute(
                    connection,
                    "UPDATE tde_job SET lease_until_ms = lease_until_ms - " + 91L * 24 * 3600 * 1000
                            + " WHERE job_kind = 'escrow'");
        }
        assertThat(status()).isZero();
        assertThat(err.toString()).contains("was confirmed 91 days ago, which is more than 90");
        clear();
        Files.writeString(deployment.file(), Files.readString(deployment.file()) + "tde.escrow.max-age=100d\n");
        assertThat(tde("keys", "list")).isZero();
        assertThat(err.toString()).isEmpty();
        assertReadable();
    }

    @Test
    void aVersionThatABackupNeedsIsNotRetired() throws Exception {
        assertThat(tde("kek", "keep")).isZero();
        assertThat(out.toString()).contains("nothing was written down");
        assertThat(tde("kek", "keep", "--note", "tape 7")).isEqualTo(2);
        for (String wrong : new String[] {"0", "2"}) {
            assertThat(tde("kek", "keep", "--from", wrong)).isEqualTo(1);
        }
        assertThat(err.toString()).contains("TDE-KEY-007", "1 to 1");
        assertThat(tde("kek", "keep", "--from", "1", "--note", "tape 7")).isZero();
        assertThat(tde("kek", "rotate")).isZero();
        assertThat(tde("kek", "rewrap")).isZero();
        assertThat(tde("kek", "retire", "--below", "2", "--confirm")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-KEY-033", "tape 7", "from 1 on");
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT count(*) FROM tde_wrapping")).containsExactly("6");
        }
        assertThat(tde("kek", "keep", "--from", "2")).isZero();
        assertThat(out.toString()).contains("versions from 2 on, by ");
        assertThat(tde("kek", "retire", "--below", "2", "--confirm"))
                .as(err::toString)
                .isZero();
        assertReadable();
    }

    @Test
    void evictionsAreLeftForRunningDrivers() throws Exception {
        assertThat(tde("keys", "evict")).as(err::toString).isZero();
        assertThat(tde("keys", "evict", "--table", "PUBLIC.CUSTOMERS")).isZero();
        assertThat(tde("keys", "evict", "--table", "PUBLIC.NOTHING")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-MET-031");
        assertThat(tde("keys", "evict", "--table", "CUSTOMERS")).isEqualTo(2);
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT job_kind, change_count FROM tde_job"))
                    .containsExactly("evict|1", "evict|1");
        }
        assertReadable();
    }

    @Test
    void keysMoveToAnotherMasterKeyAndEveryUseIsRecorded() throws Exception {
        assertThat(Main.run("keygen", folder.resolve("new.key").toString())).isZero();
        assertThat(tde("kek", "move")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-KEY-024", "tde.keys.previous.provider");
        String before = Files.readString(deployment.file());
        Files.writeString(
                deployment.file(),
                before.replace("tde.keys.file.path=master.key", "tde.keys.file.path=new.key")
                        + "tde.keys.previous.provider=file\ntde.keys.previous.file.path=master.key\n"
                        + "tde.audit.file=audit.jsonl\n");
        assertThat(tde("kek", "move")).as(err::toString).isZero();
        assertThat(out.toString()).contains("moved        3 keys");
        assertReadable();
        assertThat(tde("kek", "retire", "--others")).isEqualTo(2);
        assertThat(tde("kek", "retire", "--others", "--confirm"))
                .as(err::toString)
                .isZero();
        assertThat(out.toString()).contains("3 wrappings by other master keys");
        assertReadable();
        assertThat(Files.readString(folder.resolve("audit.jsonl")))
                .contains("\"event\":\"create\"", "\"event\":\"unwrap\"", "new.key", "master.key");
        Files.writeString(deployment.file(), before);
        assertThat(tde("keys", "verify")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-KEY-009");
    }

    @Test
    void aTableGetsANewKeyWhileTwoDriversWriteAndLookUpAndNothingIsMissed() throws Exception {
        String[] rules = {
            "tde.metadata.poll=100ms",
            "tde.metadata.lease=3s",
            "protect.customers.ssn=random",
            "protect.people.mail=equality",
            "protect.people.ssn=random"
        };
        deployment.pending(rules);
        try (Connection connection = deployment.connect()) {
            execute(connection, "CREATE TABLE people(id int primary key, mail varchar(40), ssn varchar(11))");
        }
        // Another file is another driver: it polls by itself, and is never at the same step.
        Path second = folder.resolve("second.properties");
        Files.writeString(second, Files.readString(deployment.file()).replace("poll=100ms", "poll=700ms"));
        String secondUrl = deployment.url().replace(deployment.file().toString(), second.toString());
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection one = DriverManager.getConnection(deployment.url());
                Connection two = DriverManager.getConnection(secondUrl)) {
            List<Future<?>> users = new ArrayList<>();
            users.add(threads.submit(() -> writeAndLookUp(one, two, 0, stop)));
            users.add(threads.submit(() -> {
                try (Connection mine = DriverManager.getConnection(secondUrl);
                        Connection other = DriverManager.getConnection(deployment.url())) {
                    return writeAndLookUp(mine, other, 1, stop);
                }
            }));
            assertThat(tde("dek", "rotate", "--table", "PUBLIC.PEOPLE"))
                    .as(err::toString)
                    .isZero();
            assertThat(out.toString()).contains("generation 2");
            // Each driver takes up the new key at its own poll: only what lies in the table tells that both have.
            try (Connection plain = deployment.connectPlain()) {
                while (users.stream().noneMatch(Future::isDone)
                        && rows(
                                                plain,
                                                "SELECT DISTINCT mod(id, 2) FROM people"
                                                        + " WHERE substring(rawtohex(ssn) FROM 3 FOR 6) = '000002'")
                                        .size()
                                < 2) {
                    Thread.onSpinWait();
                }
            }
            stop.set(true);
            for (Future<?> user : users) {
                user.get();
            }
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
        try (Connection connection = deployment.connect();
                Connection plain = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT count(*) FROM people WHERE ssn IS NULL"))
                    .containsExactly("0");
            List<String> people = rows(connection, "SELECT id, mail, ssn FROM people");
            assertThat(people).hasSizeGreaterThan(100).allSatisfy(person -> {
                String id = person.substring(0, person.indexOf('|'));
                assertThat(person).isEqualTo(id + "|" + id + "@x|s" + id);
            });
            assertThat(rows(plain, "SELECT DISTINCT substring(rawtohex(ssn) FROM 3 FOR 6) g FROM people ORDER BY g"))
                    .containsExactly("000001", "000002");
        }
        assertThat(tde("dek", "rotate", "--table", "PUBLIC.NOTHING")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-MET-031");
    }

    /** What one driver wrote, the other finds and reads at once. */
    private static Void writeAndLookUp(Connection writer, Connection reader, int parity, AtomicBoolean stop)
            throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement("INSERT INTO people VALUES (?, ?, ?)");
                PreparedStatement look = reader.prepareStatement("SELECT id, ssn FROM people WHERE mail = ?")) {
            for (int id = parity; !stop.get(); id += 2) {
                insert.setInt(1, id);
                insert.setString(2, id + "@x");
                insert.setString(3, "s" + id);
                insert.executeUpdate();
                look.setString(1, id + "@x");
                try (ResultSet row = look.executeQuery()) {
                    if (!row.next() || row.getInt(1) != id || !("s" + id).equals(row.getString(2))) {
                        throw new IllegalStateException("missed " + id);
                    }
                }
            }
        }
        return null;
    }

    @Test
    void aCommandWithoutAVerbIsAWrongCommandLine() {
        assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "kek"))
                .isEqualTo(2);
        assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "keys"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("rewrap", "verify");
    }
}
