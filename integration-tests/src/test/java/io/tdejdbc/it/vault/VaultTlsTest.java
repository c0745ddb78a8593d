package io.tdejdbc.it.vault;

import static io.tdejdbc.it.vault.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.github.jopenlibs.vault.json.JsonObject;
import io.tdejdbc.it.harness.Certificates;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust, names and client certificates, at a real server that speaks TLS 1.3. */
@ExtendWith(Vaults.Provider.class)
final class VaultTlsTest {
    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");

    private static Certificates authority;
    private static Certificates stranger;
    private static VaultServer server;
    private static String mount;

    @TempDir
    Path folder;

    private Map<String, String> good;

    @BeforeAll
    static void aServerWithTls(Vaults vaults, @TempDir Path files) throws Exception {
        authority = Certificates.authority(files.resolve("own"), "tde-test-ca");
        stranger = Certificates.authority(files.resolve("strange"), "some-other-ca");
        authority.issue("server", "RSA", "san=ip:127.0.0.1,dns:vault.example.org");
        authority.issue("misnamed", "EC", "san=dns:vault.example.com");
        authority.issue("expired", "EC", "san=ip:127.0.0.1", 60);
        authority.issue("client-rsa", "RSA", "eku=clientAuth");
        authority.issue("client-ec", "EC", "eku=clientAuth");
        server = vaults.keep(
                VaultServer.start(vaults.newFolder("tls"), options("server"), Optional.of(authority.trusting())));
        mount = server.newTransit("{\"derived\":true}");
        String policy = server.newPolicy(VaultKeys.policy("runtime", mount));
        server.call("POST", "sys/auth/cert", "{\"type\":\"cert\"}");
        server.call(
                "POST",
                "auth/cert/certs/app",
                new JsonObject()
                        .add("certificate", Files.readString(authority.pem()))
                        .add("token_policies", policy)
                        .add("token_ttl", "1h")
                        .toString());
    }

    private static List<String> options(String certificate) {
        return List.of(
                "-tls-cert",
                authority.chain(certificate).toString(),
                "-tls-key",
                authority.key(certificate).toString());
    }

    @BeforeEach
    void properties() throws Exception {
        Path token = VaultKeys.secretFile(
                folder.resolve("token"), server.newToken(server.newPolicy(VaultKeys.policy("runtime", mount)), "1h"));
        good = VaultKeys.with(
                VaultKeys.properties(server, mount, token),
                "tls.ca",
                authority.pem().toString());
    }

    private static void works(Map<String, String> properties) throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            assertThat(provider.unwrap(KEY, provider.wrap(KEY, new byte[32]))).isEqualTo(new byte[32]);
        }
    }

    @Test
    void trustsEveryCertificateOfABundle() throws Exception {
        works(good);
        Path bundle = Files.writeString(
                folder.resolve("bundle.pem"),
                "Some text, as openssl writes it\n" + Files.readString(stranger.pem()) + "\n"
                        + Files.readString(authority.pem()));
        works(VaultKeys.with(good, "tls.ca", bundle.toString()));
    }

    @Test
    void saysWhomItDoesNotTrustAndWhy() {
        assertThat(refused(
                        "TDE-KEY-106",
                        Kind.CONFIGURATION,
                        () -> works(
                                VaultKeys.with(good, "tls.ca", stranger.pem().toString()))))
                .hasMessageContainingAll(
                        "CN=server",
                        "CN=tde-test-ca",
                        "1 authorities",
                        stranger.pem().toString());
        assertThat(refused("TDE-KEY-106", Kind.CONFIGURATION, () -> works(VaultKeys.with(good, "tls.ca", ""))))
                .hasMessageContaining("the Java platform");
    }

    @Test
    void saysWhichNameIsWrong(Vaults vaults) throws Exception {
        try (VaultServer misnamed = VaultServer.startUninitialised(
                vaults.newFolder("misnamed"), options("misnamed"), Optional.of(authority.trusting()))) {
            assertThat(refused(
                            "TDE-KEY-107",
                            Kind.CONFIGURATION,
                            () -> works(VaultKeys.with(good, "address", misnamed.address()))))
                    .hasMessageContainingAll("vault.example.com", "wanted 127.0.0.1");
        }
    }

    @Test
    void takesTheConfiguredNameInPlaceOfTheHost(Vaults vaults) throws Exception {
        works(VaultKeys.with(good, "tls.server-name", "vault.example.org"));
        works(VaultKeys.with(good, "tls.server-name", "VAULT.example.org"));
        try (VaultServer misnamed = VaultServer.startUninitialised(
                vaults.newFolder("named"), options("misnamed"), Optional.of(authority.trusting()))) {
            assertThat(refused(
                            "TDE-KEY-105",
                            Kind.UNAVAILABLE,
                            () -> works(VaultKeys.with(
                                    good, "address", misnamed.address(), "tls.server-name", "vault.example.com"))))
                    .hasMessageContaining("not initialised");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example.org", "example.org", "vault", "sub.vault.example.org"})
    void takesNoCertificateForAnotherNameThanTheConfiguredOne(String wanted) {
        assertThat(refused(
                        "TDE-KEY-107",
                        Kind.CONFIGURATION,
                        () -> works(VaultKeys.with(good, "tls.server-name", wanted))))
                .hasMessageContainingAll("certificate for 127.0.0.1, vault.example.org", "wanted " + wanted)
                .hasMessageContaining("tde.keys.vault.tls.server-name");
    }

    @Test
    void trustsNobodyForTheNameAlone() {
        refused(
                "TDE-KEY-106",
                Kind.CONFIGURATION,
                () -> works(VaultKeys.with(
                        good,
                        "tls.server-name",
                        "vault.example.org",
                        "tls.ca",
                        stranger.pem().toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "https://vault.example.org",
                "vault.example.org:8200",
                "*.example.org",
                "a..b"
            })
    void aServerNameThatIsNone(String text) {
        assertThat(refused(
                        "TDE-KEY-100", Kind.CONFIGURATION, () -> works(VaultKeys.with(good, "tls.server-name", text))))
                .hasMessageContaining("tde.keys.vault.tls.server-name = " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void asksForTheConfiguredName(String host) throws Exception {
        ConcurrentLinkedQueue<SNIServerName> asked = new ConcurrentLinkedQueue<>();
        HttpsServer balancer = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        balancer.setHttpsConfigurator(new HttpsConfigurator(presenting("misnamed")));
        balancer.createContext("/", exchange -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            asked.addAll(session.getRequestedServerNames());
            FakeVault.answer(503, "{\"sealed\":true}").to(exchange);
            exchange.close();
        });
        balancer.start();
        try {
            Map<String, String> properties = VaultKeys.with(
                    good,
                    "address",
                    "https://" + host + ":" + balancer.getAddress().getPort(),
                    "tls.server-name",
                    "vault.example.com",
                    "deadline",
                    "500ms");
            refused("TDE-KEY-105", Kind.UNAVAILABLE, () -> works(properties));
        } finally {
            balancer.stop(0);
        }
        assertThat(asked).isNotEmpty().containsOnly(new SNIHostName("vault.example.com"));
    }

    private static SSLContext presenting(String certificate) throws Exception {
        char[] password = Files.readString(authority.passwordFile()).strip().toCharArray();
        KeyStore store = KeyStore.getInstance(authority.keyStore(certificate).toFile(), password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void saysThatACertificateHasExpired(Vaults vaults) throws Exception {
        try (VaultServer expired = VaultServer.startUninitialised(
                vaults.newFolder("expired"), options("expired"), Optional.of(authority.trusting()))) {
            assertThat(refused(
                            "TDE-KEY-106",
                            Kind.CONFIGURATION,
                            () -> works(VaultKeys.with(good, "address", expired.address()))))
                    .hasMessageContainingAll("CN=expired", ", expired (valid ");
        }
    }

    @Test
    void aKeyStoreThatOthersCanRead() throws Exception {
        Path store = Files.copy(authority.keyStore("client-ec"), folder.resolve("open.p12"));
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refused(
                        "TDE-KEY-103",
                        Kind.CONFIGURATION,
                        () -> works(VaultKeys.with(
                                good,
                                "tls.key-store",
                                store.toString(),
                                "tls.password-file",
                                authority.passwordFile().toString()))))
                .hasMessageContainingAll(store.toString(), "rw-r--r--", "chmod 600");
    }

    @Test
    void speaksTls12WhereTheServerKnowsNothingNewer(Vaults vaults) throws Exception {
        List<String> options = new java.util.ArrayList<>(options("server"));
        options.add("-tls12-only");
        try (VaultServer old =
                VaultServer.startUninitialised(vaults.newFolder("old"), options, Optional.of(authority.trusting()))) {
            assertThat(refused(
                            "TDE-KEY-105",
                            Kind.UNAVAILABLE,
                            () -> works(VaultKeys.with(good, "address", old.address()))))
                    .hasMessageContaining("not initialised");
        }
    }

    @Test
    void tellsTlsFromNoTls(Vaults vaults) throws Exception {
        refused(
                "TDE-KEY-116",
                Kind.UNAVAILABLE,
                () -> works(VaultKeys.with(good, "address", server.address().replace("https", "http"))));
        String plain = vaults.shared().address();
        if (plain.startsWith("http:")) {
            refused(
                    "TDE-KEY-108",
                    Kind.CONFIGURATION,
                    () -> works(VaultKeys.with(good, "address", plain.replace("http", "https"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-rsa", "client-ec"})
    void logsInByCertificate(String client) throws Exception {
        Map<String, String> byCertificate = VaultKeys.with(good, "auth", "cert", "token-file", "");
        works(VaultKeys.with(
                byCertificate,
                "tls.certificate",
                authority.chain(client).toString(),
                "tls.key",
                authority.key(client).toString()));
        works(VaultKeys.with(
                byCertificate,
                "role",
                "app",
                "tls.key-store",
                authority.keyStore(client).toString(),
                "tls.password-file",
                authority.passwordFile().toString()));
        assertThat(refused(
                        "TDE-KEY-109",
                        Kind.DENIED,
                        () -> works(VaultKeys.with(
                                byCertificate,
                                "role",
                                "other",
                                "tls.key-store",
                                authority.keyStore(client).toString(),
                                "tls.password-file",
                                authority.passwordFile().toString()))))
                .hasMessageContainingAll("method cert", "auth/cert", "role other");
    }

    @Test
    void readsTheFilesAgainWhenTheyChange() throws Exception {
        Path ca = Files.copy(authority.pem(), folder.resolve("ca.pem"));
        try (MasterKeyProvider provider = VaultKeys.open(VaultKeys.with(good, "tls.ca", ca.toString()))) {
            Files.writeString(ca, Files.readString(stranger.pem()) + "\n\n");
            refused("TDE-KEY-106", Kind.CONFIGURATION, () -> provider.wrap(KEY, new byte[32]));
            Files.writeString(ca, "half a fi");
            refused("TDE-KEY-106", Kind.CONFIGURATION, () -> provider.wrap(KEY, new byte[32]));
            Files.writeString(ca, Files.readString(authority.pem()));
            assertThat(provider.wrap(KEY, new byte[32])).startsWith("vault:v1:");
        }
    }

    @Test
    void filesThatAreNotWhatTheyShouldBe() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path rsa = VaultKeys.secretFile(
                folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Path noKey = VaultKeys.secretFile(
                folder.resolve("no.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        for (Path file : List.of(empty, damaged, folder.resolve("missing.pem"))) {
            assertThat(refused(
                            "TDE-KEY-103",
                            Kind.CONFIGURATION,
                            () -> works(VaultKeys.with(good, "tls.ca", file.toString()))))
                    .hasMessageContainingAll(file.toString(), "tde.keys.vault.tls.ca");
        }
        for (Path file : List.of(rsa, noKey)) {
            assertThat(refused(
                            "TDE-KEY-103",
                            Kind.CONFIGURATION,
                            () -> works(VaultKeys.with(
                                    good,
                                    "tls.certificate",
                                    authority.chain("client-ec").toString(),
                                    "tls.key",
                                    file.toString()))))
                    .hasMessageContaining(file.toString());
        }
    }
}
