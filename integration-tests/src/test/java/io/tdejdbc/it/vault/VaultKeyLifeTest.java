package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.it.vault.VaultDeployment.Outcome;
import io.tdejdbc.keystore.FileMasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands about keys, with the policies of the documentation, and what is restored from before they ran. */
@Tag("one-jdk")
@ExtendWith({Servers.Provider.class, Vaults.Provider.class})
final class VaultKeyLifeTest {
    private static final String READ = "SELECT id, name, phone FROM customers ORDER BY id";
    private static final List<String> ROWS = List.of("1|Anna Lindqvist|040-77120", "2|Bo Ek|040-77121", "3|null|null");

    private final Servers servers;
    private VaultServer server;
    private VaultDeployment deployment;

    VaultKeyLifeTest(Servers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void threeRows(Vaults vaults) throws Exception {
        server = vaults.own();
        deployment = VaultDeployment.create(
                server,
                servers.guarded(Backend.Kind.H2).create(servers.newName("life")),
                servers.newFolder("life"),
                List.of("protect.customers.name = random", "protect.customers.phone = equality"));
        fill(deployment.guarded().url());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private static void fill(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(60), phone VARCHAR(20))");
            statement.executeUpdate("INSERT INTO customers VALUES (1, 'Anna Lindqvist', '040-77120'),"
                    + " (2, 'Bo Ek', '040-77121'), (3, NULL, NULL)");
        }
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                read.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return read;
        }
    }

    private static void readable(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(read(connection, READ)).isEqualTo(ROWS);
            assertThat(read(connection, "SELECT id FROM customers WHERE phone = '040-77121'"))
                    .containsExactly("2");
        }
    }

    private static List<String> raw(Database database, String query) throws SQLException {
        try (Connection connection = database.open()) {
            return read(connection, query);
        }
    }

    private static List<String> stored(Database database) throws SQLException {
        return raw(database, "SELECT id, rawtohex(name), rawtohex(phone) FROM customers ORDER BY id");
    }

    private static void done(Outcome outcome, String... said) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        for (String text : said) {
            assertThat(outcome.out().replaceAll(" +", " ")).contains(text);
        }
    }

    private static void failed(Outcome outcome, int status, String... said) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(status);
        assertThat(outcome.err()).contains(said);
    }

    private void rotateAndRewrap(int next) throws Exception {
        Path rotator = deployment.as("rotator");
        done(deployment.tde(rotator, "kek", "rotate", "--from", Integer.toString(next - 1)), "new version " + next);
        done(deployment.tde(rotator, "kek", "rewrap"), "wrapped anew 4 keys");
    }

    @Test
    void threeRotationsAndThenVaultIsRestoredToBeforeTheFirst() throws Exception {
        Database database = deployment.guarded().database();
        List<String> before = stored(database);
        Path snapshot = server.snapshot();
        for (int next = 2; next <= 4; next++) {
            rotateAndRewrap(next);
            readable(deployment.freshUrl());
        }
        assertThat(raw(database, "SELECT DISTINCT kek_version FROM tde_wrapping ORDER BY 1"))
                .containsExactly("1", "2", "3", "4");
        server.restore(snapshot);
        deployment.newToken();
        readable(deployment.freshUrl());
        // The versions that come now have the numbers of those that were lost, but are others.
        rotateAndRewrap(2);
        readable(deployment.freshUrl());
        done(deployment.tde(deployment.as("migrator"), "keys", "verify"), "4 of 4 keys");
        assertThat(stored(database)).isEqualTo(before);
    }

    @Test
    void aTableGetsNewKeysAndThenNewSearchKeysAndTheOldOnesAreDestroyed() throws Exception {
        Database database = deployment.guarded().database();
        List<String> before = stored(database);
        Path migrator = deployment.as("migrator");
        // Nobody else is at work: the tool need not wait for the leases of drivers for long.
        Files.writeString(
                migrator,
                Files.readString(migrator) + "tde.metadata.poll = 100ms\ntde.metadata.lease = 1s\n"
                        + "tde.audit.file = rekey.jsonl\n");
        String[] table = {"--table", "PUBLIC.CUSTOMERS"};
        done(deployment.tde(migrator, "dek", "rotate", table[0], table[1]), "generation 2");
        done(deployment.tde(migrator, "dek", "reencrypt", table[0], table[1]), "written 2 rows");
        readable(deployment.freshUrl());
        done(
                deployment.tde(migrator, "rekey", table[0], table[1], "--destroy-old", "--confirm"),
                "written 2 rows",
                "PUBLIC.CUSTOMERS.NAME, PUBLIC.CUSTOMERS.PHONE");
        readable(deployment.freshUrl());
        assertThat(raw(
                        database,
                        "SELECT key_kind, generation, key_state FROM tde_key WHERE key_kind IN ('data', 'search') "
                                + "ORDER BY key_kind, generation"))
                .containsExactly(
                        "data|1|DESTROYED",
                        "data|2|DESTROYED",
                        "data|3|CURRENT",
                        "search|1|DESTROYED",
                        "search|2|CURRENT");
        List<String> after = stored(database);
        assertThat(after.get(2)).isEqualTo(before.get(2));
        assertThat(after.subList(0, 2)).doesNotContainAnyElementsOf(before);
        done(deployment.tde(migrator, "keys", "verify"), "4 of 4 keys");
        assertThat(Files.readString(migrator.resolveSibling("rekey.jsonl")))
                .contains("\"action\":\"rekey\"", "\"action\":\"destroy-key\"", "\"provider\":\"vault\"");
    }

    @Test
    void anOldDumpIsReadableAfterThreeRotationsAndAfterRetireTheErrorSaysWhatItNeeds() throws Exception {
        Path dump = servers.newFolder("dump").resolve("dump.sql");
        raw(deployment.guarded().database(), "SCRIPT TO '" + dump + "'");
        for (int next = 2; next <= 4; next++) {
            rotateAndRewrap(next);
        }
        readable(urlOf(restored(dump), deployment.fresh(text -> text)));

        Path retire = deployment.as("retire");
        failed(deployment.tde(retire, "kek", "retire", "--below", "4"), 2, "--confirm");
        done(deployment.tde(retire, "kek", "retire", "--below", "4", "--confirm"));
        readable(deployment.freshUrl());
        assertThat(raw(deployment.guarded().database(), "SELECT count(*) FROM tde_wrapping"))
                .as("who may not unwrap deletes nothing")
                .containsExactly("16");
        Path both = deployment.as("migrator+retire");
        done(deployment.tde(both, "kek", "retire", "--below", "4", "--confirm"), "0 wrappings");
        done(deployment.tde(both, "kek", "retire", "--below", "1", "--confirm"), "0 wrappings");
        done(deployment.tde(both, "kek", "retire", "--below", "4", "--confirm"), "12 wrappings");
        readable(deployment.freshUrl());

        Database old = restored(dump);
        SQLException tooOld = catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection(urlOf(old, deployment.fresh(text -> text))));
        assertThat((Throwable) tooOld)
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageStartingWith("TDE-KEY-015 ")
                .hasMessageContainingAll(
                        "4 of 4 keys",
                        "only version 1 of",
                        "version 4 or newer",
                        "kek retire --below",
                        "min_decryption_version");
        done(deployment.tde(retire, "kek", "retire", "--below", "1", "--confirm"));
        readable(urlOf(old, deployment.fresh(text -> text)));
    }

    private Database restored(Path dump) throws SQLException {
        Database restored = servers.guarded(Backend.Kind.H2).create(servers.newName("restored"));
        try (Connection connection = restored.open();
                Statement statement = connection.createStatement()) {
            statement.execute("RUNSCRIPT FROM '" + dump + "'");
        }
        return restored;
    }

    private static String urlOf(Database database, Path properties) {
        return "jdbc:tde:" + database.url().substring("jdbc:".length()) + ";tde.config=" + properties;
    }

    /** As Vault's own auto_rotate_period does it. */
    @Test
    void aRotationThatVaultMadeByItselfIsSeenAndCaughtUpWith() throws Exception {
        server.call("POST", deployment.mount() + "/keys/tde-app/rotate", "");
        Path rotator = deployment.as("rotator");
        Outcome before = deployment.tde(rotator, "keys", "list");
        done(before, "vault v1");
        assertThat(before.out()).doesNotContain("vault v2");
        readable(deployment.freshUrl());
        done(deployment.tde(rotator, "kek", "rewrap"), "wrapped anew 4 keys");
        done(deployment.tde(rotator, "keys", "list"), "vault v2, vault v1");
        done(deployment.tde(rotator, "kek", "rewrap"), "were current 4 keys");
    }

    @Test
    void whoLacksARightIsToldSoAndNothingLooksDamaged() throws Exception {
        Path rotator = deployment.as("rotator");
        failed(deployment.tde(rotator, "keys", "verify"), 1, "TDE-KEY-114", "403");
        failed(deployment.tde(deployment.as("migrator"), "kek", "rotate"), 1, "TDE-KEY-114", "/rotate");
        rotateAndRewrap(2);
        server.call("POST", deployment.mount() + "/keys/tde-app/rotate", "");
        long asked = server.audited(deployment.path("rewrap"));
        failed(deployment.tde(deployment.as("migrator"), "kek", "rewrap"), 1, "TDE-KEY-114", "rewrap of ");
        assertThat(server.audited(deployment.path("rewrap")) - asked)
                .as("one refusal speaks for all keys")
                .isEqualTo(1);
        readable(deployment.freshUrl());
    }

    /** The key manager of some properties, in use or the one before. */
    private static String keyManager(String prefix, Path keyFile) {
        return prefix + "provider = file\n" + prefix + "file.path = " + keyFile + "\n";
    }

    private static String keyManager(String prefix, VaultDeployment of) {
        return prefix + "provider = vault\n" + prefix + "vault.address = "
                + of.server().address() + "\n" + prefix
                + "vault.mount = " + of.mount() + "\n" + prefix + "vault.key = tde-app\n" + prefix
                + "vault.auth = token-file\n" + prefix + "vault.token-file = "
                + of.guarded().properties().resolveSibling("token") + "\n";
    }

    @Test
    void keysMoveFromVaultToAnotherToAFileAndBack() throws Exception {
        Database database = deployment.guarded().database();
        VaultDeployment other = VaultDeployment.create(server, database, servers.newFolder("other"), List.of());
        Path keyFile = servers.newFolder("file").resolve("master.key");
        FileMasterKey.generate(keyFile);
        String rest = Files.readAllLines(deployment.guarded().properties()).stream()
                .filter(line -> !line.startsWith("tde.keys."))
                .reduce("", (text, line) -> text + line + "\n");
        List<String> before = stored(database);
        List<List<String>> moves = List.of(
                List.of(keyManager("tde.keys.previous.", deployment), keyManager("tde.keys.", other)),
                List.of(keyManager("tde.keys.previous.", other), keyManager("tde.keys.", keyFile)),
                List.of(keyManager("tde.keys.previous.", keyFile), keyManager("tde.keys.", deployment)));
        for (List<String> move : moves) {
            Path both = deployment.fresh(text -> rest + move.get(0) + move.get(1));
            Path old = deployment.fresh(text -> rest + move.get(0).replace("tde.keys.previous.", "tde.keys."));
            Path fresh = deployment.fresh(text -> rest + move.get(1));
            done(deployment.tde(both, "kek", "move"), "moved 4 keys");
            done(deployment.tde(both, "kek", "move"), "moved 0 keys", "were there 4 keys");
            readable(deployment.guarded().url(old));
            readable(deployment.guarded().url(fresh));
            done(deployment.tde(fresh, "kek", "retire", "--others", "--confirm"), "4 wrappings");
            readable(deployment.guarded().url(deployment.fresh(text -> rest + move.get(1))));
            failed(deployment.tde(old, "keys", "verify"), 1, "TDE-KEY-");
            assertThat(raw(database, "SELECT count(*) FROM tde_wrapping")).containsExactly("4");
        }
        assertThat(stored(database)).isEqualTo(before);
    }
}
