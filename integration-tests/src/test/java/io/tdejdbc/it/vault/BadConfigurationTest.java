package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Certificates;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty configurations that are wrong, against a real server: each stops the first connection, says what is needed to mend
 * it, and leaves nothing of the driver running.
 */
@Tag("one-jdk")
@ExtendWith({Servers.Provider.class, Vaults.Provider.class})
final class BadConfigurationTest {
    private static final byte[] PROTOCOL_VERSION_ALERT = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46};

    private static Certificates authority;
    private static Certificates stranger;

    @TempDir
    Path folder;

    private final Servers servers;
    private final Vaults vaults;
    private VaultDeployment deployment;
    private VaultServer server;

    BadConfigurationTest(Servers servers, Vaults vaults) {
        this.servers = servers;
        this.vaults = vaults;
    }

    /** Makes it wrong; gives the URL that must not connect, or tries it by itself while something is up. */
    @FunctionalInterface
    private interface Mistake {
        String in(BadConfigurationTest test) throws Exception;
    }

    /**
     * One of the twenty.
     *
     * @param said what the message must hold; a name in braces is filled in by the test
     */
    private record Bad(int number, String what, String code, String sqlState, List<String> said, Mistake mistake) {
        @Override
        public String toString() {
            return number + " " + what;
        }
    }

    private static Bad bad(int number, String what, String code, String sqlState, Mistake mistake, String... said) {
        return new Bad(number, what, code, sqlState, List.of(said), mistake);
    }

    static List<Bad> twenty() {
        return List.of(
                bad(
                        1,
                        "properties file missing",
                        "TDE-CFG-002",
                        "08001",
                        test -> test.guardedUrl(test.folder.resolve("missing.properties")),
                        "{folder}/missing.properties",
                        "URL parameter tde.config",
                        "working directory " + Path.of("").toAbsolutePath()),
                bad(
                        2,
                        "unknown property",
                        "TDE-CFG-004",
                        "08001",
                        test -> test.changed("vault.address", "vault.adress"),
                        "tde.keys.vault.adress in line 3 of ",
                        "did you mean tde.keys.vault.address?"),
                bad(
                        3,
                        "token file that others can read",
                        "TDE-KEY-103",
                        "08001",
                        test -> {
                            Files.setPosixFilePermissions(test.token(), PosixFilePermissions.fromString("rw-r--r--"));
                            return test.url(text -> text);
                        },
                        "{token}",
                        "rw-r--r--",
                        "owner {user}",
                        "chmod 600"),
                bad(
                        4,
                        "token in the file",
                        "TDE-KEY-102",
                        "08001",
                        test -> test.url(text -> text.replace(
                                "auth = token-file\ntde.keys.vault.token-file = token",
                                "auth = token\ntde.keys.vault.token = hvs.nobody-must-see-this")),
                        "tde.keys.vault.token in line 7 of ",
                        "tde.keys.vault.token-file"),
                bad(
                        5,
                        "http to another machine",
                        "TDE-KEY-101",
                        "08001",
                        test -> test.changed(test.server.address(), "http://vault.example.com:8200"),
                        "host vault.example.com in tde.keys.vault.address in line 3 of ",
                        "tde.keys.vault.allow-insecure-http=true",
                        "docs/vault"),
                bad(
                        6,
                        "nobody there",
                        "TDE-KEY-104",
                        "08006",
                        test -> test.changed(
                                test.server.address(),
                                "http://127.0.0.1:" + freePort() + ", https://no-such-host.invalid"),
                        ": connection refused (after ",
                        "https://no-such-host.invalid:443: no such host (after "),
                bad(7, "sealed", "TDE-KEY-105", "08006", BadConfigurationTest::sealed, "http://127.0.0.1:", ": sealed"),
                bad(
                        8,
                        "authority not trusted",
                        "TDE-KEY-106",
                        "08001",
                        test -> test.withTls("server", stranger),
                        "CN=server",
                        "issued by CN=tde-test-ca",
                        "1 authorities",
                        "some-other-ca.pem"),
                bad(
                        9,
                        "certificate for another name",
                        "TDE-KEY-107",
                        "08001",
                        test -> test.withTls("misnamed", authority),
                        "vault.example.com",
                        "wanted 127.0.0.1"),
                bad(
                        10,
                        "no common protocol",
                        "TDE-KEY-108",
                        "08001",
                        BadConfigurationTest::oldProtocol,
                        "protocol_version",
                        "this client offers TLS 1.3 and 1.2",
                        "the server must speak TLS 1.3 or 1.2"),
                bad(
                        11,
                        "login refused",
                        "TDE-KEY-109",
                        "28000",
                        BadConfigurationTest::wrongSecretId,
                        "method approle at auth/approle-",
                        "role id ",
                        "status 400",
                        "a secret id may be expired or used up"),
                bad(
                        12,
                        "root token",
                        "TDE-KEY-118",
                        "08001",
                        test -> {
                            VaultKeys.secretFile(test.token(), test.server.rootToken());
                            return test.url(text -> text);
                        },
                        "accessor ",
                        "TTL 0 s",
                        "policies root",
                        "docs/vault/runtime.hcl"),
                bad(
                        13,
                        "right missing",
                        "TDE-KEY-110",
                        "28000",
                        test -> test.withPolicy(VaultKeys.policy("reader", test.deployment.mount()), text -> text),
                        "update on {mount}/encrypt/tde-app",
                        "path \"{mount}/encrypt/tde-app\" { capabilities = [\"update\"] }"),
                bad(
                        14,
                        "mount wrong",
                        "TDE-KEY-111",
                        "08001",
                        test -> test.withWidePolicy(
                                text -> text.replace("mount = " + test.deployment.mount(), "mount = secret")),
                        "asked for secret/keys/tde-app",
                        "not kv",
                        "vault secrets list"),
                bad(
                        15,
                        "key missing",
                        "TDE-KEY-112",
                        "08001",
                        test -> test.withWidePolicy(text -> text.replace("= tde-app", "= tde-typo")),
                        "{mount}/keys/tde-typo",
                        "will not be created",
                        "vault write transit/keys/"),
                bad(
                        16,
                        "key exportable",
                        "TDE-KEY-113",
                        "08001",
                        test -> {
                            test.server.call(
                                    "POST", test.deployment.mount() + "/keys/tde-app/config", "{\"exportable\":true}");
                            return test.url(text -> text);
                        },
                        "exportable=true",
                        "whoever has the right to export it has the master key"),
                bad(
                        17,
                        "another key of the same name",
                        "TDE-KEY-009",
                        "28000",
                        BadConfigurationTest::keyMadeAnew,
                        "is not the one this database was initialised with",
                        "{mount}/keys/tde-app",
                        "with fingerprint ",
                        "restore it from its backup"),
                bad(
                        18,
                        "version retired",
                        "TDE-KEY-015",
                        "28000",
                        BadConfigurationTest::retired,
                        "4 of 4 keys that only version 1 of {mount}/keys/tde-app unwraps",
                        "version 3 or newer",
                        "tde kek retire --below N --confirm",
                        "min_decryption_version"),
                bad(
                        19,
                        "rule for a column that is not there",
                        "TDE-POL-002",
                        "08001",
                        test -> test.url(text -> text + "protect.customers.shoe_size = random\n"),
                        "shoe_size",
                        "line 13",
                        "ID, NAME, PHONE"),
                bad(
                        20,
                        "metadata of a newer format",
                        "TDE-MET-004",
                        "08001",
                        test -> {
                            test.raw("UPDATE tde_manifest SET format = 7");
                            return test.url(text -> text);
                        },
                        "format 7",
                        "format 1",
                        "use the version of TDE-JDBC that wrote it"));
    }

    @BeforeAll
    static void authorities(@TempDir Path files) throws Exception {
        authority = Certificates.authority(files.resolve("own"), "tde-test-ca");
        stranger = Certificates.authority(files.resolve("strange"), "some-other-ca");
        authority.issue("server", "EC", "san=ip:127.0.0.1");
        authority.issue("misnamed", "EC", "san=dns:vault.example.com");
    }

    @BeforeEach
    void aWorkingSetUp() throws Exception {
        server = vaults.shared();
        deployment = VaultDeployment.create(
                server,
                servers.guarded(Backend.Kind.H2).create(servers.newName("bad")),
                servers.newFolder("bad"),
                List.of("protect.customers.name = random", "protect.customers.phone = equality"));
        try (Connection connection = deployment.guarded().open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(60), phone VARCHAR(20))");
            statement.executeUpdate("INSERT INTO customers VALUES (1, 'Anna Lindqvist', '040-77120')");
        }
    }

    @Test
    void thereAreTwenty() {
        assertThat(twenty())
                .extracting(Bad::number)
                .containsExactly(
                        java.util.stream.IntStream.rangeClosed(1, 20).boxed().toArray(Integer[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twenty")
    void stopsTheFirstConnection(Bad bad) throws Exception {
        Set<Thread> before = driverThreads();
        String url = bad.mistake().in(this);
        SQLException failure = catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
        assertThat((Throwable) failure).as("no connection").isNotNull();
        assertThat((Throwable) failure)
                .hasMessageStartingWith(bad.code() + " ")
                .hasMessageContainingAll(" | found: ", " | expected: ", " | fix: ")
                .hasMessageContainingAll(bad.said().stream().map(this::filledIn).toArray(String[]::new));
        assertThat(failure.getSQLState()).isEqualTo(bad.sqlState());
        assertThat(Refusals.everything(failure))
                .doesNotContain("hvs.", "nobody-must-see-this", Files.readString(token()), "Anna Lindqvist");
        assertThat(driverThreads()).isEqualTo(before);
    }

    /** Those that would go on working for a connection that was not made; others of the run may be about to end. */
    private static Set<Thread> driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tde-vault"))
                .collect(Collectors.toSet());
    }

    private String filledIn(String text) {
        return text.replace("{folder}", folder.toString())
                .replace("{token}", token().toString())
                .replace("{mount}", deployment.mount())
                .replace("{user}", System.getProperty("user.name"));
    }

    private Path token() {
        return deployment.guarded().properties().resolveSibling("token");
    }

    private String guardedUrl(Path properties) {
        return deployment.guarded().url(properties);
    }

    private String url(UnaryOperator<String> change) throws IOException {
        return guardedUrl(deployment.fresh(change));
    }

    private String changed(String from, String to) throws IOException {
        return url(text -> text.replace(from, to));
    }

    private void raw(String change) throws SQLException {
        try (Connection connection = deployment.guarded().raw();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isPositive();
        }
    }

    private String withPolicy(String hcl, UnaryOperator<String> change) throws IOException {
        VaultKeys.secretFile(token(), server.newToken(server.newPolicy(hcl), "1h"));
        return url(change);
    }

    private String withWidePolicy(UnaryOperator<String> change) throws IOException {
        return withPolicy("path \"*\" { capabilities = [\"create\", \"read\", \"update\", \"list\"] }", change);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String sealed() throws Exception {
        VaultServer sealed = vaults.own();
        sealed.seal();
        return changed(server.address(), sealed.address());
    }

    private String withTls(String certificate, Certificates trusted) throws Exception {
        VaultServer tls = vaults.keep(VaultServer.startUninitialised(
                vaults.newFolder("tls"),
                List.of(
                        "-tls-cert",
                        authority.chain(certificate).toString(),
                        "-tls-key",
                        authority.key(certificate).toString()),
                Optional.of(authority.trusting())));
        return url(text ->
                text.replace(server.address(), tls.address()) + "tde.keys.vault.tls.ca = " + trusted.pem() + "\n");
    }

    /** No server that is built today can be made to speak only what nobody should: an alert is what is seen of it. */
    private String oldProtocol() throws IOException {
        ServerSocket old = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> refuseProtocol(old), "old-tls");
        thread.setDaemon(true);
        thread.start();
        return changed(server.address(), "https://127.0.0.1:" + old.getLocalPort());
    }

    private static void refuseProtocol(ServerSocket old) {
        try (old;
                Socket socket = old.accept();
                InputStream in = socket.getInputStream()) {
            byte[] header = in.readNBytes(5);
            in.readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
            socket.getOutputStream().write(PROTOCOL_VERSION_ALERT);
            socket.getOutputStream().flush();
            in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String wrongSecretId() throws IOException {
        String method = server.newName("approle");
        server.call("POST", "sys/auth/" + method, "{\"type\":\"approle\"}");
        server.call("POST", "auth/" + method + "/role/app", "{\"token_policies\":\"default\"}");
        Path secretId =
                VaultKeys.secretFile(folder.resolve("secret-id"), "00000000-1111-2222-3333-nobody-must-see-this");
        return url(text -> text.replace("auth = token-file\ntde.keys.vault.token-file = token", "auth = approle")
                + "tde.keys.vault.auth-mount = " + method + "\ntde.keys.vault.role-id = app\n"
                + "tde.keys.vault.secret-id-file = " + secretId + "\n");
    }

    private String keyMadeAnew() throws Exception {
        String key = deployment.mount() + "/keys/tde-app";
        server.call("POST", key + "/config", "{\"deletion_allowed\":true}");
        // The time of its making is part of the fingerprint, in seconds.
        TimeUnit.MILLISECONDS.sleep(1100);
        server.call("DELETE", key, "");
        server.call("POST", key, "{\"derived\":true}");
        return url(text -> text);
    }

    private String retired() throws IOException {
        String key = deployment.mount() + "/keys/tde-app";
        server.call("POST", key + "/rotate", "");
        server.call("POST", key + "/rotate", "");
        server.call("POST", key + "/config", "{\"min_decryption_version\":3}");
        return url(text -> text);
    }
}
