package io.tdejdbc.it.vault;

import static io.tdejdbc.it.vault.Refusals.everything;
import static io.tdejdbc.it.vault.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong configurations and refusals, against a real server: what stops the start, and what ends a key's use. */
@Tag("one-jdk")
@ExtendWith(Vaults.Provider.class)
final class VaultRefusalTest {
    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");

    @TempDir
    Path folder;

    private VaultServer server;
    private String mount;
    private Path tokenFile;
    private Map<String, String> good;

    @BeforeEach
    void aKey(Vaults vaults) throws Exception {
        server = vaults.shared();
        mount = server.newTransit("{\"derived\":true}");
        tokenFile = VaultKeys.secretFile(folder.resolve("token"), server.newToken(runtimePolicy(), "1h"));
        good = VaultKeys.properties(server, mount, tokenFile);
    }

    /** Where a missing right must not be what fails. */
    private void asRoot() throws IOException {
        VaultKeys.secretFile(tokenFile, server.rootToken());
        good = VaultKeys.with(good, "allow-root-token", "true");
    }

    @Test
    void aRootTokenUnlessItIsAllowed() throws Exception {
        VaultKeys.secretFile(tokenFile, server.rootToken());
        KeystoreException failure = refused("TDE-KEY-118", Kind.CONFIGURATION, () -> VaultKeys.open(good));
        assertThat(failure)
                .hasMessageContainingAll("accessor ", "TTL 0 s", "policies root", "allow-root-token", "runtime.hcl");
        assertThat(everything(failure)).doesNotContain(server.rootToken());
        try (MasterKeyProvider provider = VaultKeys.open(VaultKeys.with(good, "allow-root-token", "true"))) {
            assertThat(provider.concerns())
                    .anySatisfy(concern -> assertThat(concern).contains("is a root token", "accessor "))
                    .anySatisfy(concern -> assertThat(concern).contains("export/encryption-key/tde-app"));
        }
    }

    @Test
    void aTokenThatExpiresSoonIsAConcern() throws Exception {
        VaultKeys.secretFile(tokenFile, server.newToken(runtimePolicy(), "5m"));
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            assertThat(provider.concerns())
                    .singleElement()
                    .asString()
                    .contains("expires in ", "accessor ", "TTL ", "policies default, policy-")
                    .doesNotContain(Files.readString(tokenFile));
        }
    }

    @Test
    void aPolicyThatAllowsTooMuchIsAConcern() throws Exception {
        String wide = server.newPolicy(VaultKeys.policy("runtime", mount)
                + "path \"" + mount + "/*\" { capabilities = [\"create\", \"read\", \"update\"] }\n"
                + "path \"" + mount + "/encrypt/*\" { capabilities = [\"create\", \"update\"] }\n");
        VaultKeys.secretFile(tokenFile, server.newToken(wide, "1h"));
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            assertThat(String.join("\n", provider.concerns()))
                    .contains(
                            "read on " + mount + "/export/encryption-key/tde-app",
                            "read on " + mount + "/backup/tde-app");
        }
        VaultKeys.secretFile(tokenFile, server.newToken(runtimePolicy(), "1h"));
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            assertThat(provider.concerns()).isEmpty();
        }
    }

    private String runtimePolicy() throws IOException {
        return server.newPolicy(VaultKeys.policy("runtime", mount));
    }

    private void refusedWith(String code, Kind kind, List<String> said, String... changes) {
        KeystoreException failure = refused(code, kind, () -> VaultKeys.open(VaultKeys.with(good, changes)));
        assertThat(failure).hasMessageContainingAll(said.toArray(String[]::new));
    }

    private void refusedWhatever(String code, Map<String, String> properties, String... said) {
        KeystoreException failure = refused(code, Kind.CONFIGURATION, () -> VaultKeys.open(properties));
        assertThat(failure).hasMessageContainingAll(said);
    }

    @Test
    void theGoodOneIsGood() throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            assertThat(provider.kind()).isEqualTo("vault");
            assertThat(provider.keyName()).isEqualTo(mount + "/keys/tde-app");
            assertThat(provider.toString()).contains(mount).doesNotContain(Files.readString(tokenFile));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "address= -> tde.keys.vault.address",
                "address=vault.example.com -> https://host:port",
                "address=ftp://vault.example.com -> https://host:port",
                "address=https://user:secret@vault.example.com -> https://host:port",
                "address=https://vault.example.com/v1 -> https://host:port",
                "address=https://vault.example.com,, -> https://host:port",
                "key= -> tde.keys.vault.key",
                "key=a/b -> name of a transit key",
                "key=../sys -> name of a transit key",
                "mount=../sys -> path of a transit engine",
                "mount=/transit -> path of a transit engine",
                "auth= -> tde.keys.vault.auth",
                "auth=ldap -> token-file, approle, kubernetes, cert or token",
                "auth=approle -> tde.keys.vault.secret-id-file",
                "auth=kubernetes -> tde.keys.vault.role",
                "auth=cert -> tde.keys.vault.tls.certificate",
                "token-file= -> tde.keys.vault.token-file",
                "purpose=admin -> runtime, reader, rotator or retire",
                "deadline=5 -> 10ms to 10m",
                "deadline=20m -> 10ms to 10m",
                "request-timeout=0s -> 10ms to 10m",
                "allow-insecure-http=yes -> true or false",
                "tls.key=client.key -> both or none"
            })
    void aPropertyThatMakesNoSense(String change, String said) {
        int equals = change.indexOf('=');
        String value = change.substring(equals + 1);
        String expected = said.startsWith("10ms") && value.equals("5") ? "a number and one of ms, s, m" : said;
        refusedWhatever("TDE-KEY-100", VaultKeys.with(good, change.substring(0, equals), value), expected);
    }

    @Test
    void aPasswordInTheAddressIsNotShown() {
        KeystoreException failure = refused(
                "TDE-KEY-100",
                Kind.CONFIGURATION,
                () -> VaultKeys.open(VaultKeys.with(good, "address", "https://user:geheim@vault.example.com")));
        assertThat(everything(failure)).doesNotContain("geheim");
    }

    @Test
    void plainHttpToAnotherMachine() {
        refusedWith(
                "TDE-KEY-101",
                Kind.CONFIGURATION,
                List.of("vault.example.com", "allow-insecure-http", "docs/vault-tls.md"),
                "address",
                "http://vault.example.com:8200");
    }

    @Test
    void anInlineTokenUnlessItIsAllowed() throws Exception {
        String token = Files.readString(tokenFile);
        KeystoreException failure = refused(
                "TDE-KEY-102",
                Kind.CONFIGURATION,
                () -> VaultKeys.open(VaultKeys.with(good, "auth", "token", "token", token)));
        assertThat(failure).hasMessageContaining("tde.keys.vault.token-file");
        assertThat(everything(failure)).doesNotContain(token);
        VaultKeys.open(VaultKeys.with(good, "auth", "token", "token", token, "allow-inline-token", "true"))
                .close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--"})
    void aTokenFileThatOthersMayTouch(String mode) throws Exception {
        Files.setPosixFilePermissions(tokenFile, PosixFilePermissions.fromString(mode));
        refusedWith("TDE-KEY-103", Kind.CONFIGURATION, List.of(tokenFile.toString(), mode, "owner", "chmod 600"));
    }

    @Test
    void aTokenFileThatIsMissingOrEmptyOrNoToken() throws Exception {
        Path missing = folder.resolve("missing");
        refusedWith(
                "TDE-KEY-103",
                Kind.CONFIGURATION,
                List.of(missing.toString(), "no such file", "tde.keys.vault.token-file"),
                "token-file",
                missing.toString());
        VaultKeys.secretFile(tokenFile, " \n");
        refusedWith("TDE-KEY-103", Kind.CONFIGURATION, List.of("empty"));
        VaultKeys.secretFile(tokenFile, "geheim\r\nX-Vault-Namespace: other");
        KeystoreException failure = refused("TDE-KEY-103", Kind.CONFIGURATION, () -> VaultKeys.open(good));
        assertThat(everything(failure)).doesNotContain("geheim");
    }

    @Test
    void nobodyAtAnyAddress() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        refusedWith(
                "TDE-KEY-104",
                Kind.UNAVAILABLE,
                List.of(
                        "http://127.0.0.1:" + free + ": connection refused (after ",
                        "https://no-such-host.invalid:443: no such host"),
                "address",
                "http://127.0.0.1:" + free + ", https://no-such-host.invalid",
                "deadline",
                "300ms");
    }

    @Test
    void theFirstAddressMayBeAway() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        VaultKeys.open(VaultKeys.with(good, "address", "http://127.0.0.1:" + free + "," + server.address()))
                .close();
    }

    @Test
    void aTokenThatVaultDoesNotKnow() throws Exception {
        VaultKeys.secretFile(tokenFile, "hvs.unknown");
        refusedWith("TDE-KEY-114", Kind.DENIED, List.of("403", "lookup-self"));
    }

    @Test
    void rightsThatAreMissing() throws Exception {
        String policy = server.newPolicy(VaultKeys.policy("reader", mount));
        VaultKeys.secretFile(tokenFile, server.newToken(policy, "1h"));
        refusedWith(
                "TDE-KEY-110",
                Kind.DENIED,
                List.of(
                        "update on " + mount + "/encrypt/tde-app",
                        "path \"" + mount + "/encrypt/tde-app\" { capabilities = [\"update\"] }"));
        try (MasterKeyProvider reader = VaultKeys.open(VaultKeys.with(good, "purpose", "reader"))) {
            refused("TDE-KEY-114", Kind.DENIED, () -> reader.wrap(KEY, new byte[32]));
        }
    }

    @ParameterizedTest
    @CsvSource({"reader, reader", "rotator, rotator", "retire, retire", "runtime, migrator"})
    void eachPurposeIsContentWithItsPolicy(String purpose, String policy) throws Exception {
        VaultKeys.secretFile(tokenFile, server.newToken(server.newPolicy(VaultKeys.policy(policy, mount)), "1h"));
        VaultKeys.open(VaultKeys.with(good, "purpose", purpose)).close();
    }

    @Test
    void nothingMountedThere() throws Exception {
        asRoot();
        refusedWith(
                "TDE-KEY-111",
                Kind.CONFIGURATION,
                List.of("no-such-mount/keys/tde-app", "vault secrets list", "not kv"),
                "mount",
                "no-such-mount");
    }

    @Test
    void anotherEngineMountedThere() throws Exception {
        asRoot();
        String kv = server.newName("kv");
        server.call("POST", "sys/mounts/" + kv, "{\"type\":\"kv\"}");
        refusedWith("TDE-KEY-111", Kind.CONFIGURATION, List.of("type kv at " + kv + "/"), "mount", kv);
    }

    @Test
    void aKeyThatIsNotThereIsNotMade() throws Exception {
        asRoot();
        refusedWith(
                "TDE-KEY-112",
                Kind.CONFIGURATION,
                List.of(mount + "/keys/tde-typo", "will not be created", "vault write"),
                "key",
                "tde-typo");
        assertThat(server.request(server.rootToken(), "GET", mount + "/keys/tde-typo", "")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "{\"type\":\"ed25519\"} -> ed25519",
                "{\"type\":\"hmac\",\"key_size\":32} -> hmac",
                "{\"type\":\"rsa-2048\"} -> rsa-2048",
                "{\"exportable\":true} -> exportable=true",
                "{\"allow_plaintext_backup\":true} -> allow_plaintext_backup=true"
            })
    void aKeyThatMustNotBeAMasterKey(String options, String said) throws Exception {
        asRoot();
        refusedWith("TDE-KEY-113", Kind.CONFIGURATION, List.of(said), "mount", server.newTransit(options));
    }

    @Test
    void aKeyThatCanBeDeleted() {
        server.call("POST", mount + "/keys/tde-app/config", "{\"deletion_allowed\":true}");
        refusedWith("TDE-KEY-113", Kind.CONFIGURATION, List.of("deletion_allowed=true"));
    }

    @Test
    void aQuotaThatIsUsedUp() throws Exception {
        String name = server.newName("quota");
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            server.call(
                    "POST",
                    "sys/quotas/rate-limit/" + name,
                    "{\"path\":\"" + mount + "\",\"rate\":1,\"interval\":\"60s\"}");
            try {
                refused("TDE-KEY-115", Kind.UNAVAILABLE, () -> {
                    for (int i = 0; i < 5; i++) {
                        provider.wrap(KEY, new byte[32]);
                    }
                });
            } finally {
                server.call("DELETE", "sys/quotas/rate-limit/" + name, "");
            }
            assertThat(provider.wrap(KEY, new byte[32])).startsWith("vault:v1:");
        }
    }

    @Test
    void aTokenThatIsRevokedWhileInUse() throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            String token = Files.readString(tokenFile);
            server.call("POST", "auth/token/revoke", "{\"token\":\"" + token + "\"}");
            KeystoreException failure = refused("TDE-KEY-114", Kind.DENIED, () -> provider.wrap(KEY, new byte[32]));
            assertThat(everything(failure)).doesNotContain(token);
        }
    }

    @Test
    void aKeyThatIsDeletedWhileInUse() throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            server.call("POST", mount + "/keys/tde-app/config", "{\"deletion_allowed\":true}");
            server.call("DELETE", mount + "/keys/tde-app", "");
            refused("TDE-KEY-112", Kind.CONFIGURATION, () -> provider.unwrap(KEY, wrapped));
        }
    }

    @Test
    void aMountThatIsTakenAwayWhileInUse() throws Exception {
        asRoot();
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            server.call("DELETE", "sys/mounts/" + mount, "");
            refused("TDE-KEY-111", Kind.CONFIGURATION, () -> provider.unwrap(KEY, wrapped));
        }
    }

    @Test
    void aWrappedKeyThatWasPutIntoAnotherRowIsRefusedByVaultItself() throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            refused("TDE-KEY-006", Kind.DATA, () -> provider.unwrap(UUID.randomUUID(), wrapped));
        }
    }

    @Test
    void rewrappingOneBadKeyNamesIt() throws Exception {
        asRoot();
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            UUID other = UUID.randomUUID();
            String first = provider.wrap(KEY, new byte[32]);
            String moved = provider.wrap(UUID.randomUUID(), new byte[32]);
            provider.rotate();
            KeystoreException failure = refused(
                    "TDE-KEY-006",
                    Kind.DATA,
                    () -> provider.rewrap(List.of(
                            new MasterKeyProvider.WrappedKey(KEY, first),
                            new MasterKeyProvider.WrappedKey(other, moved))));
            assertThat(failure).hasMessageContaining(other.toString());
        }
    }

    @Test
    void rewrapsMoreThanOneBatch() throws Exception {
        asRoot();
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            List<MasterKeyProvider.WrappedKey> keys = new java.util.ArrayList<>();
            for (int i = 0; i < 250; i++) {
                UUID id = UUID.randomUUID();
                keys.add(new MasterKeyProvider.WrappedKey(id, provider.wrap(id, new byte[] {(byte) i})));
            }
            provider.rotate();
            long before = server.audited(mount + "/rewrap/tde-app");
            List<String> rewrapped = provider.rewrap(keys);
            assertThat(server.audited(mount + "/rewrap/tde-app") - before).isEqualTo(3);
            for (int i = 0; i < 250; i++) {
                assertThat(rewrapped.get(i)).startsWith("vault:v2:");
                assertThat(provider.unwrap(keys.get(i).keyId(), rewrapped.get(i)))
                        .containsExactly(i);
            }
        }
    }

    @Test
    void aKeyMadeAnewUnderTheSameNameHasAnotherFingerprint() throws Exception {
        asRoot();
        try (MasterKeyProvider provider = VaultKeys.open(good)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            var fingerprint = provider.fingerprint(1);
            server.call("POST", mount + "/keys/tde-app/config", "{\"deletion_allowed\":true}");
            // The time of its making is part of the fingerprint, in seconds.
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(1100);
            server.call("DELETE", mount + "/keys/tde-app", "");
            server.call("POST", mount + "/keys/tde-app", "{\"derived\":true}");
            refused("TDE-KEY-006", Kind.DATA, () -> provider.unwrap(KEY, wrapped));
            assertThat(provider.fingerprint(1)).isPresent().isNotEqualTo(fingerprint);
        }
    }
}
