package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jopenlibs.vault.json.JsonObject;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies of the documentation: what each allows works, and everything else on the engine answers 403. */
@Tag("one-jdk")
@ExtendWith(Vaults.Provider.class)
final class VaultPolicyTest {
    private static final Path POLICIES =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/vault");
    private static final String CONTEXT = "\"context\":\"AAAA\"";
    private static final String PLAIN = "{\"plaintext\":\"AAAA\"," + CONTEXT + "}";

    /** A policy and the calls it allows. */
    enum Role {
        RUNTIME("encrypt", "decrypt", "read key"),
        READER("decrypt", "read key"),
        MIGRATOR("encrypt", "decrypt", "read key"),
        ROTATOR("read key", "rotate", "rewrap"),
        RETIRE("read key", "retire"),
        PROVISIONER("read key", "make key", "forbid upsert", "read upsert");

        private final Set<String> allowed;

        Role(String... allowed) {
            this.allowed = Set.of(allowed);
        }

        String file() {
            return name().toLowerCase(java.util.Locale.ROOT) + ".hcl";
        }
    }

    private record Call(String method, String path, String body) {}

    private static Map<String, Call> calls(String wrapped) {
        String ciphertext = "{\"ciphertext\":\"" + wrapped + "\"," + CONTEXT + "}";
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("encrypt", new Call("POST", "encrypt/tde-app", PLAIN));
        calls.put("encrypt with a new key", new Call("POST", "encrypt/tde-typo", PLAIN));
        calls.put("decrypt", new Call("POST", "decrypt/tde-app", ciphertext));
        calls.put("rewrap", new Call("POST", "rewrap/tde-app", ciphertext));
        calls.put("data key in the clear", new Call("POST", "datakey/plaintext/tde-app", "{" + CONTEXT + "}"));
        calls.put("data key", new Call("POST", "datakey/wrapped/tde-app", "{" + CONTEXT + "}"));
        calls.put("hmac", new Call("POST", "hmac/tde-app", "{\"input\":\"AAAA\"}"));
        calls.put("read key", new Call("GET", "keys/tde-app", ""));
        calls.put("list keys", new Call("LIST", "keys", ""));
        calls.put("read another key", new Call("GET", "keys/other", ""));
        calls.put("decrypt with another key", new Call("POST", "decrypt/other", ciphertext));
        calls.put("make key", new Call("POST", "keys/tde-app", "{\"derived\":true}"));
        calls.put("make another key", new Call("POST", "keys/tde-new", "{}"));
        calls.put("rotate", new Call("POST", "keys/tde-app/rotate", ""));
        calls.put("retire", new Call("POST", "keys/tde-app/config", "{\"min_decryption_version\":1}"));
        calls.put("make exportable", new Call("POST", "keys/tde-app/config", "{\"exportable\":true}"));
        calls.put("make deletable", new Call("POST", "keys/tde-app/config", "{\"deletion_allowed\":true}"));
        calls.put("trim", new Call("POST", "keys/tde-app/trim", "{\"min_available_version\":1}"));
        calls.put("export", new Call("GET", "export/encryption-key/tde-app", ""));
        calls.put("back up", new Call("GET", "backup/tde-app", ""));
        calls.put("restore", new Call("POST", "restore/copy", "{\"backup\":\"AAAA\"}"));
        calls.put("delete", new Call("DELETE", "keys/tde-app", ""));
        calls.put("forbid upsert", new Call("POST", "config/keys", "{\"disable_upsert\":true}"));
        calls.put("read upsert", new Call("GET", "config/keys", ""));
        return calls;
    }

    @ParameterizedTest
    @EnumSource
    void allowsWhatItIsForAndNothingElse(Role role, Vaults vaults) throws Exception {
        VaultServer server = vaults.shared();
        String mount = server.newTransit("{\"derived\":true}");
        server.call("POST", mount + "/keys/other", "{}");
        String wrapped = server.call("POST", mount + "/encrypt/tde-app", PLAIN)
                .get("data")
                .asObject()
                .getString("ciphertext");
        String token = server.newToken(server.newPolicy(policy(role, mount)), "10m");
        Map<String, Integer> statuses = new TreeMap<>();
        calls(wrapped).forEach((name, call) -> {
            VaultServer.Reply reply = server.request(token, call.method(), mount + "/" + call.path(), call.body());
            statuses.put(name, reply.status());
        });
        Set<String> allowed = new TreeSet<>();
        statuses.forEach((name, status) -> {
            if (status != 403) {
                assertThat(status).as(name).isIn(200, 204);
                allowed.add(name);
            }
        });
        assertThat(allowed).isEqualTo(new TreeSet<>(role.allowed));
    }

    /** The rest of Vault, which the default policy of every token lets look at the token itself. */
    @ParameterizedTest
    @EnumSource
    void opensNothingElseInVault(Role role, Vaults vaults) throws Exception {
        VaultServer server = vaults.shared();
        String token = server.newToken(server.newPolicy(policy(role, "transit")), "10m");
        for (String path :
                new String[] {"sys/policies/acl/" + role, "sys/auth", "sys/audit", "auth/token/accessors/"}) {
            assertThat(server.request(token, "GET", path, "").status()).as(path).isEqualTo(403);
        }
        JsonObject self =
                server.request(token, "GET", "auth/token/lookup-self", "").json();
        assertThat(self.get("data").asObject().getString("id")).isEqualTo(token);
    }

    @Test
    void theProvisionerMakesWhatTheDriverNeedsAndCannotUseIt(Vaults vaults, @TempDir Path folder) throws Exception {
        VaultServer server = vaults.shared();
        String mount = server.newName("provisioned");
        String token = server.newToken(
                server.newPolicy(policy(Role.PROVISIONER, mount).replace("sys/mounts/transit", "sys/mounts/" + mount)),
                "10m");
        for (Call call : List.of(
                new Call("POST", "sys/mounts/" + mount, "{\"type\":\"transit\"}"),
                new Call("POST", mount + "/keys/tde-app", "{\"type\":\"aes256-gcm96\",\"derived\":true}"),
                new Call("POST", mount + "/config/keys", "{\"disable_upsert\":true}"))) {
            assertThat(server.request(token, call.method(), call.path(), call.body())
                            .status())
                    .as(call.path())
                    .isIn(200, 204);
        }
        Path file = VaultKeys.secretFile(
                folder.resolve("token"), server.newToken(server.newPolicy(policy(Role.RUNTIME, mount)), "10m"));
        try (MasterKeyProvider provider = VaultKeys.open(VaultKeys.properties(server, mount, file))) {
            UUID key = UUID.randomUUID();
            assertThat(provider.unwrap(key, provider.wrap(key, new byte[] {7}))).containsExactly(7);
        }
        VaultKeys.secretFile(file, token);
        Refusals.refused(
                "TDE-KEY-110",
                KeystoreException.Kind.DENIED,
                () -> VaultKeys.open(VaultKeys.properties(server, mount, file)));
    }

    @Test
    void everyPolicyIsTested() throws IOException {
        try (Stream<Path> files = Files.list(POLICIES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".hcl")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Role.values()).map(Role::file).toList());
        }
    }

    private static String policy(Role role, String mount) throws IOException {
        return Files.readString(POLICIES.resolve(role.file())).replace("transit/", mount + "/");
    }
}
