package io.tdejdbc.it.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.ChildOutput;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.RunRecorder;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.it.vault.VaultKeys;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Searches everything that this run has logged (commands of {@code tde} and what they print among it), every exception that it
 * made, every thread that it started, what its processes wrote, and all audit logs, for the secrets of the run: tokens, secret
 * ids, unseal keys, master keys, and the table keys of every database whose master key can still be had. The order puts it
 * after nearly all other tests; what it needs itself, it does itself.
 */
@Tag("one-jdk")
@Order(Integer.MAX_VALUE)
@ExtendWith({Servers.Provider.class, Vaults.Provider.class})
final class SecretsScanTest {
    private static final Pattern TOKEN = Pattern.compile("hv[sbr]\\.[A-Za-z0-9_-]{20,}");
    private static final Pattern MASTER_KEY = Pattern.compile("\"key\"\\s*:\\s*\"([A-Za-z0-9+/=]{44})\"");
    private static final int KEY_LENGTH = 32;
    private static final String PLANTED = "planted-by-the-scan-of-secrets";

    private static final Logger LOG = Logger.getLogger("io.tdejdbc.it.scan");
    private static final int OWN_TABLE_KEYS = 6;

    private final Needles needles = new Needles();
    private int tableKeys;

    @Test
    void noSecretIsInAnyLogExceptionOrThreadName(Servers servers, Vaults vaults, RunRecorder.Record record)
            throws Exception {
        VaultServer vault = vaults.shared();
        useVault(servers, vault);
        useKeyFile(servers);
        vaults.secrets().forEach(needles::text);
        assertThat(vaults.secrets()).as("tokens and unseal keys").hasSizeGreaterThan(2);
        assertThat(masterKeys(servers)).as("master keys in files").isPositive();
        assertThat(tableKeys).as("table keys").isEqualTo(OWN_TABLE_KEYS);
        int databases = tableKeysOfOthers(servers);
        assertThat(databases).as("databases with a master key in a file").isPositive();
        LOG.info("searching for the keys of " + databases + " databases with master keys in files, " + tableKeys
                + " keys in all");

        plant();
        Path written = record.written();
        assertThat(new Needles().text(PLANTED).under(written)).hasSize(3);
        for (String file : List.of("log.txt", "exceptions.txt", "threads.txt")) {
            assertThat(Files.readString(written.resolve(file))).as(file).contains(PLANTED);
        }

        assertThat(needles.under(written)).isEmpty();
        assertThat(tokens(written)).isEmpty();
        Path children = ChildOutput.folder();
        assertThat(new Needles().text(PLANTED).under(children)).isNotEmpty();
        assertThat(needles.under(children)).isEmpty();
        assertThat(tokens(children)).isEmpty();
        for (Path log : auditLogs(servers)) {
            assertThat(needles.in(Files.readAllBytes(log))).as(log.toString()).isEmpty();
        }
        for (Path output : outputs(servers)) {
            assertThat(needles.in(Files.readAllBytes(output)))
                    .as(output.toString())
                    .isEmpty();
        }
    }

    /** Shows that each of the four is recorded. */
    private static void plant() throws InterruptedException, IOException {
        LOG.log(Level.FINEST, PLANTED);
        Process child = new ProcessBuilder("sh", "-c", "echo " + PLANTED + " >&2")
                .redirectError(ChildOutput.file("planted"))
                .start();
        assertThat(child.waitFor()).isZero();
        assertThat(catchThrowable(() -> {
                    throw new IllegalStateException(PLANTED);
                }))
                .hasMessage(PLANTED);
        Thread thread = new Thread(() -> {}, PLANTED);
        thread.start();
        thread.join();
    }

    private void useVault(Servers servers, VaultServer vault) throws Exception {
        String mount = vault.newTransit("{\"derived\":true}");
        Path folder = servers.newFolder("secrets");
        Path token = VaultKeys.secretFile(
                folder.resolve("token"), vault.newToken(vault.newPolicy(VaultKeys.policy("runtime", mount)), "1h"));
        List<String> lines = new ArrayList<>(List.of(
                "tde.deployment = " + UUID.randomUUID(),
                "tde.keys.provider = vault",
                "tde.audit.file = audit.jsonl",
                "tde.init = create",
                "tde.missing-table = pending",
                "protect.customers.name = random"));
        VaultKeys.properties(vault, mount, token).forEach((name, value) -> lines.add(name + " = " + value));
        Guarded guarded = new Guarded(
                servers.guarded(Backend.Kind.H2).create(servers.newName("secrets")),
                Files.write(folder.resolve("tde.properties"), lines));
        use(guarded);
        try (MasterKeyProvider provider = VaultKeys.open(VaultKeys.properties(vault, mount, token))) {
            tableKeys(guarded, provider);
        }
    }

    private void useKeyFile(Servers servers) throws Exception {
        Path folder = servers.newFolder("secrets");
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("secrets")),
                folder,
                List.of("tde.audit.file = audit.jsonl", "protect.customers.name = random"));
        use(guarded);
        try (MasterKeyProvider provider = FileMasterKey.open(folder.resolve("master.key"))) {
            tableKeys(guarded, provider);
        }
    }

    /** Well, and with a stored value that somebody altered. */
    private static void use(Guarded guarded) throws Exception {
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement();
                Connection raw = guarded.raw();
                Statement below = raw.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(60))");
            statement.executeUpdate("INSERT INTO customers VALUES (1, 'Anna Lindqvist')");
            below.executeUpdate("UPDATE customers SET name = name || X'00'");
            try (ResultSet rows = statement.executeQuery("SELECT name FROM customers")) {
                assertThat(rows.next()).isTrue();
                assertThat(catchThrowable(() -> rows.getString(1))).hasMessageStartingWith("TDE-CRY-005 ");
            }
            assertThat(connection.toString() + statement).doesNotContain("Anna");
        }
    }

    private void tableKeys(Guarded guarded, MasterKeyProvider provider) throws Exception {
        try (Connection raw = guarded.raw()) {
            tableKeys(raw, provider);
        }
        assertThat(provider.toString()).doesNotContain("hvs.");
    }

    private void tableKeys(Connection raw, MasterKeyProvider provider) throws SQLException, KeystoreException {
        try (Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key_id, wrapped FROM tde_wrapping")) {
            while (rows.next()) {
                byte[] payload = provider.unwrap(UUID.fromString(rows.getString(1)), rows.getString(2));
                needles.bytes(
                        Arrays.copyOfRange(payload, payload.length - KEY_LENGTH, payload.length),
                        "the key " + rows.getString(1));
                tableKeys++;
            }
        }
    }

    /**
     * Those of all tests whose database and key file are still there and belong together: some were harmed on purpose.
     *
     * @return how many databases that are
     */
    private int tableKeysOfOthers(Servers servers) throws IOException {
        int databases = 0;
        for (Path list : named(servers, name -> name.equals(Guarded.DATABASES))) {
            Path key = list.resolveSibling("master.key");
            if (Files.exists(key)) {
                for (String url : Set.copyOf(Files.readAllLines(list))) {
                    try (MasterKeyProvider provider = FileMasterKey.open(key);
                            Connection raw = DriverManager.getConnection(url)) {
                        tableKeys(raw, provider);
                        databases++;
                    } catch (KeystoreException | SQLException e) {
                        LOG.log(Level.FINE, "no keys of " + list, e);
                    }
                }
            }
        }
        return databases;
    }

    private static List<Path> named(Servers servers, Predicate<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(servers.folder())) {
            return files.filter(file -> names.test(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** What processes wrote that other tests started, as those tests keep it. */
    private static List<Path> outputs(Servers servers) throws IOException {
        return named(servers, name -> name.startsWith("output") || name.equals("log.txt"));
    }

    /** Those of all tests whose files are still there. */
    private int masterKeys(Servers servers) throws IOException {
        int found = 0;
        try (Stream<Path> files = Files.walk(servers.folder())) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".key")).toList()) {
                Matcher keys = MASTER_KEY.matcher(Files.readString(file));
                while (keys.find()) {
                    needles.bytes(Base64.getDecoder().decode(keys.group(1)), "a key of " + file.getFileName());
                    found++;
                }
            }
        }
        return found;
    }

    private static List<Path> auditLogs(Servers servers) throws IOException {
        try (Stream<Path> files = Files.walk(servers.folder())) {
            List<Path> logs = files.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl"))
                    .toList();
            assertThat(logs).hasSizeGreaterThanOrEqualTo(2);
            return logs;
        }
    }

    /** Tokens of the driver's own logins, which no test knows. */
    private static List<String> tokens(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.filter(line -> TOKEN.matcher(line).find()).forEach(found::add);
                }
            }
        }
        return found;
    }
}
