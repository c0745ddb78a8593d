package io.tdejdbc.it.vault;

import static io.tdejdbc.it.vault.Refusals.everything;
import static io.tdejdbc.it.vault.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.jopenlibs.vault.json.JsonObject;
import io.tdejdbc.it.harness.LogCapture;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How the provider gets its token from a real server, keeps it, and lets go of it. */
@ExtendWith(Vaults.Provider.class)
final class VaultLoginTest {
    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private VaultServer server;
    private String mount;
    private String policy;

    @BeforeEach
    void aKey(Vaults vaults) throws Exception {
        server = vaults.shared();
        mount = server.newTransit("{\"derived\":true}");
        policy = server.newPolicy(VaultKeys.policy("runtime", mount));
    }

    private static void works(MasterKeyProvider provider) throws Exception {
        assertThat(provider.unwrap(KEY, provider.wrap(KEY, new byte[32]))).isEqualTo(new byte[32]);
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static long renewalThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tde-vault-renewal"))
                .count();
    }

    @Test
    void takesANewTokenFromTheFileAtOnce() throws Exception {
        Path file = VaultKeys.secretFile(folder.resolve("token"), server.newToken(policy, "1h") + "\n");
        try (MasterKeyProvider provider = VaultKeys.open(VaultKeys.properties(server, mount, file))) {
            works(provider);
            String second = server.newToken(policy, "1h");
            server.call(
                    "POST",
                    "auth/token/revoke",
                    "{\"token\":\"" + Files.readString(file).strip() + "\"}");
            VaultKeys.secretFile(file, second);
            works(provider);
            assertThat(renewalThreads()).as("nobody renews what the file gives").isZero();
        }
        String token = Files.readString(file);
        assertThat(server.request(token, "GET", "auth/token/lookup-self", "").status())
                .as("a token that was given is not revoked")
                .isEqualTo(200);
    }

    /** An AppRole whose tokens live for the given times. */
    private Map<String, String> appRole(String ttl, String maxTtl) throws Exception {
        String method = server.newName("approle");
        server.call("POST", "sys/auth/" + method, "{\"type\":\"approle\"}");
        server.call(
                "POST",
                "auth/" + method + "/role/app",
                new JsonObject()
                        .add("token_policies", policy)
                        .add("token_ttl", ttl)
                        .add("token_max_ttl", maxTtl)
                        .toString());
        server.call("POST", "auth/" + method + "/role/app/role-id", "{\"role_id\":\"" + method + "\"}");
        Path secretId = VaultKeys.secretFile(folder.resolve("secret-id"), secretId(method));
        return VaultKeys.with(
                VaultKeys.properties(server, mount, folder.resolve("none")),
                "token-file",
                "",
                "auth",
                "approle",
                "auth-mount",
                method,
                "role-id",
                method,
                "secret-id-file",
                secretId.toString());
    }

    private String secretId(String method) {
        return server.call("POST", "auth/" + method + "/role/app/secret-id", "")
                .get("data")
                .asObject()
                .getString("secret_id");
    }

    private long logins(Map<String, String> properties) {
        try {
            return server.audited("auth/" + properties.get("tde.keys.vault.auth-mount") + "/login");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long renewals() {
        try {
            return server.audited("auth/token/renew-self");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void logsInByAppRoleAndRevokesItsTokenInTheEnd() throws Exception {
        Map<String, String> properties = appRole("1h", "2h");
        long revoked = server.audited("auth/token/revoke-self");
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            works(provider);
            assertThat(renewalThreads()).isEqualTo(1);
        }
        assertThat(logins(properties)).isEqualTo(1);
        assertThat(server.audited("auth/token/revoke-self") - revoked).isEqualTo(1);
        until(() -> renewalThreads() == 0);
    }

    @Test
    void renewsItsTokenInTime() throws Exception {
        Map<String, String> properties = appRole("3s", "10m");
        long before = renewals();
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            until(() -> renewals() - before >= 3);
            works(provider);
            assertThat(logins(properties)).isEqualTo(1);
        }
    }

    @Test
    void logsInAgainWhenRenewalsGrantLessAndLess() throws Exception {
        Map<String, String> properties = appRole("4s", "6s");
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            until(() -> logins(properties) >= 3);
            works(provider);
        }
    }

    @Test
    void logsInAgainWhenItsTokenIsDead() throws Exception {
        Map<String, String> properties = appRole("1h", "2h");
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            server.call("POST", "sys/leases/revoke-prefix/auth/" + properties.get("tde.keys.vault.auth-mount"), "");
            works(provider);
            assertThat(logins(properties)).isEqualTo(2);
        }
    }

    @Test
    void doesNotUseUpSecretIdsForARightThatIsMissing() throws Exception {
        Map<String, String> properties = appRole("1h", "2h");
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            for (int i = 0; i < 5; i++) {
                refused("TDE-KEY-114", Kind.DENIED, provider::rotate);
            }
            assertThat(logins(properties)).isEqualTo(1);
        }
    }

    @Test
    void saysWhoWasRefusedAndNotTheSecret() throws Exception {
        Map<String, String> properties = appRole("1h", "2h");
        VaultKeys.secretFile(folder.resolve("secret-id"), "11111111-2222-3333-4444-555555555555");
        KeystoreException failure = refused("TDE-KEY-109", Kind.DENIED, () -> VaultKeys.open(properties));
        String method = properties.get("tde.keys.vault.auth-mount");
        assertThat(failure)
                .hasMessageContainingAll(
                        "method approle", "auth/" + method, "role id " + method, "secret id", "expired or used up");
        assertThat(everything(failure)).doesNotContain("11111111-2222-3333-4444-555555555555");
    }

    @Test
    void unwrapsAWrappedSecretIdOnceAndTellsAnInterception() throws Exception {
        Map<String, String> properties = VaultKeys.with(appRole("1h", "2h"), "secret-id-wrapped", "true");
        String method = properties.get("tde.keys.vault.auth-mount");
        String wrapping = server.wrapped("auth/" + method + "/role/app/secret-id", "5m");
        VaultKeys.secretFile(folder.resolve("secret-id"), wrapping);
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            works(provider);
            server.call("POST", "sys/leases/revoke-prefix/auth/" + method, "");
            works(provider);
            assertThat(logins(properties)).isEqualTo(2);
        }
        KeystoreException failure = refused("TDE-KEY-109", Kind.DENIED, () -> VaultKeys.open(properties));
        assertThat(failure).hasMessageContainingAll("wrapping token", "somebody else has read");
        assertThat(everything(failure)).doesNotContain(wrapping);
    }

    @Test
    void warnsWhenAWrappedSecretIdIsNearlyUsedUp() throws Exception {
        Map<String, String> properties = VaultKeys.with(appRole("1h", "2h"), "secret-id-wrapped", "true");
        String method = properties.get("tde.keys.vault.auth-mount");
        server.call("POST", "auth/" + method + "/role/app/secret-id-num-uses", "{\"secret_id_num_uses\":3}");
        VaultKeys.secretFile(
                folder.resolve("secret-id"), server.wrapped("auth/" + method + "/role/app/secret-id", "5m"));
        String begin = "WARNING the secret id of role id " + method + " at auth/" + method + " is good for ";
        try (LogCapture log = new LogCapture("io.tdejdbc.keystore.internal.vault");
                MasterKeyProvider provider = VaultKeys.open(properties)) {
            works(provider);
            assertThat(log.lines()).noneMatch(line -> line.contains("secret id"));
            for (int left : new int[] {1, 0}) {
                server.call("POST", "sys/leases/revoke-prefix/auth/" + method, "");
                works(provider);
                assertThat(log.lines().stream().filter(line -> line.startsWith(begin)))
                        .hasSize(2 - left)
                        .last()
                        .asString()
                        .startsWith(begin + left + " more logins");
            }
            server.call("POST", "sys/leases/revoke-prefix/auth/" + method, "");
            refused("TDE-KEY-109", Kind.DENIED, () -> works(provider));
        }
    }

    @Test
    void saysNothingOfASecretIdThatMayBeUsedAtWill() throws Exception {
        Map<String, String> properties = VaultKeys.with(appRole("1h", "2h"), "secret-id-wrapped", "true");
        String method = properties.get("tde.keys.vault.auth-mount");
        VaultKeys.secretFile(
                folder.resolve("secret-id"), server.wrapped("auth/" + method + "/role/app/secret-id", "5m"));
        try (LogCapture log = new LogCapture("io.tdejdbc.keystore.internal.vault");
                MasterKeyProvider provider = VaultKeys.open(properties)) {
            works(provider);
            assertThat(log.lines()).noneMatch(line -> line.contains("secret id"));
        }
    }

    @Test
    void logsInByServiceAccount() throws Exception {
        HttpServer kubernetes = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kubernetes.createContext("/apis/authentication.k8s.io/v1/tokenreviews", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] review = ("{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":"
                            + "{\"authenticated\":true,\"user\":{\"username\":\"system:serviceaccount:shop:app\","
                            + "\"uid\":\"u\",\"groups\":[\"system:serviceaccounts\"]}}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, review.length);
            exchange.getResponseBody().write(review);
            exchange.close();
        });
        kubernetes.start();
        try {
            String method = server.newName("kubernetes");
            server.call("POST", "sys/auth/" + method, "{\"type\":\"kubernetes\"}");
            String jwt = jwt("shop", "app");
            server.call(
                    "POST",
                    "auth/" + method + "/config",
                    new JsonObject()
                            .add(
                                    "kubernetes_host",
                                    "http://127.0.0.1:"
                                            + kubernetes.getAddress().getPort())
                            .add("token_reviewer_jwt", jwt)
                            .add("disable_local_ca_jwt", true)
                            .toString());
            server.call(
                    "POST",
                    "auth/" + method + "/role/app",
                    new JsonObject()
                            .add("bound_service_account_names", "app")
                            .add("bound_service_account_namespaces", "shop")
                            .add("token_policies", policy)
                            .add("token_ttl", "1h")
                            .toString());
            // Kubernetes mounts it readable for all.
            Path file = Files.writeString(folder.resolve("jwt"), jwt);
            Map<String, String> properties = VaultKeys.with(
                    VaultKeys.properties(server, mount, folder.resolve("none")),
                    "token-file",
                    "",
                    "auth",
                    "kubernetes",
                    "auth-mount",
                    method,
                    "role",
                    "app",
                    "service-account-file",
                    file.toString());
            try (MasterKeyProvider provider = VaultKeys.open(properties)) {
                works(provider);
            }
            assertThat(refused(
                            "TDE-KEY-109",
                            Kind.DENIED,
                            () -> VaultKeys.open(VaultKeys.with(properties, "role", "other"))))
                    .hasMessageContainingAll("method kubernetes", "auth/" + method, "role other");
        } finally {
            kubernetes.stop(0);
        }
    }

    /** A service account's token whose signature the fake review does not look at. */
    private static String jwt(String namespace, String account) {
        String claims = "{\"iss\":\"kubernetes/serviceaccount\",\"sub\":\"system:serviceaccount:" + namespace + ":"
                + account + "\",\"kubernetes.io/serviceaccount/namespace\":\"" + namespace
                + "\",\"kubernetes.io/serviceaccount/service-account.name\":\"" + account
                + "\",\"kubernetes.io/serviceaccount/service-account.uid\":\"u\"}";
        return base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims) + "." + base64("signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
