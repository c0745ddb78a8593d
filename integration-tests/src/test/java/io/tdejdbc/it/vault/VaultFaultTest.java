package io.tdejdbc.it.vault;

import static io.tdejdbc.it.vault.FakeVault.answer;
import static io.tdejdbc.it.vault.Refusals.everything;
import static io.tdejdbc.it.vault.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProvider.Unwrapped;
import io.tdejdbc.keystore.MasterKeyProvider.WrappedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server cannot be made to show: proxies in between, replicas behind, answers that are cut off. */
@Tag("one-jdk")
final class VaultFaultTest {
    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");
    private static final String WRAPPED = "vault:v1:" + "A".repeat(64);
    private static final String CIPHERTEXT = "{\"data\":{\"ciphertext\":\"" + WRAPPED + "\"}}";
    private static final String TOKEN = "hvs.the-token-of-this-test";

    @TempDir
    Path folder;

    private FakeVault fake;
    private Map<String, String> properties;
    private MasterKeyProvider provider;

    @BeforeEach
    void aProvider() throws Exception {
        fake = new FakeVault();
        Path token = VaultKeys.secretFile(folder.resolve("token"), TOKEN);
        properties = VaultKeys.with(
                new TreeMap<>(),
                "address",
                fake.address(),
                "key",
                "tde-app",
                "auth",
                "token-file",
                "token-file",
                token.toString(),
                "request-timeout",
                "300ms",
                "deadline",
                "1500ms");
        provider = VaultKeys.open(properties);
    }

    @AfterEach
    void end() {
        assertThat(fake.unmarked()).isEmpty();
        provider.close();
        fake.close();
    }

    private long asked(String operation) {
        return fake.requests().stream()
                .filter(request -> request.contains("/transit/" + operation + "/"))
                .count();
    }

    @Test
    void asksInTheDocumentedOrderAtTheStart() {
        assertThat(fake.requests())
                .containsExactly(
                        "GET /v1/sys/health token=null",
                        "GET /v1/auth/token/lookup-self token=" + TOKEN,
                        "POST /v1/sys/capabilities-self token=" + TOKEN,
                        "GET /v1/transit/keys/tde-app token=" + TOKEN);
    }

    @Test
    void namesItsNamespaceInEveryRequest() throws Exception {
        try (FakeVault vault = new FakeVault();
                MasterKeyProvider there = VaultKeys.open(
                        VaultKeys.with(properties, "address", vault.address(), "namespace", "shop/eu"))) {
            vault.react(answer(200, CIPHERTEXT));
            there.wrap(KEY, new byte[32]);
            assertThat(vault.namespaces()).containsExactly("shop/eu");
            assertThat(there.keyName()).isEqualTo("shop/eu/transit/keys/tde-app");
        }
    }

    @Test
    void waitsAsLongAsRetryAfterSays() throws Exception {
        fake.react(answer(429, "{\"errors\":[\"slow down\"]}", "Retry-After", "1"), answer(200, CIPHERTEXT));
        long begin = System.nanoTime();
        assertThat(provider.wrap(KEY, new byte[32])).isEqualTo(WRAPPED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(950));
        assertThat(asked("encrypt")).isEqualTo(2);
    }

    @Test
    void doesNotWaitPastItsDeadline() {
        fake.react(answer(429, "{\"errors\":[]}", "Retry-After", "60"));
        refused("TDE-KEY-115", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[32]));
        assertThat(asked("encrypt")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 500, 502, 503, 504})
    void triesAgainWhatMayPass(int status) throws Exception {
        fake.react(answer(status, "<html>Bad gateway</html>"), answer(status, ""), answer(200, CIPHERTEXT));
        assertThat(provider.wrap(KEY, new byte[32])).isEqualTo(WRAPPED);
        assertThat(asked("encrypt")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405})
    void triesARefusalOnlyOnce(int status) {
        fake.react(answer(status, "{\"errors\":[\"no\"]}"));
        refused("TDE-KEY-010", Kind.DENIED, () -> provider.wrap(KEY, new byte[32]));
        assertThat(asked("encrypt")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308, 301, 302})
    void neverFollowsToAForeignHost(int status) throws Exception {
        try (FakeVault foreign = new FakeVault()) {
            foreign.react(answer(200, CIPHERTEXT));
            fake.react(answer(status, "", "Location", foreign.address() + "/v1/transit/encrypt/tde-app?secret=x"));
            KeystoreException failure = refused(
                    status > 302 ? "TDE-KEY-117" : "TDE-KEY-116",
                    Kind.UNAVAILABLE,
                    () -> provider.wrap(KEY, new byte[32]));
            assertThat(foreign.requests()).isEmpty();
            assertThat(everything(failure)).doesNotContain("secret=x");
        }
    }

    @Test
    void followsToAConfiguredHost() throws Exception {
        try (FakeVault other = new FakeVault();
                MasterKeyProvider both =
                        VaultKeys.open(VaultKeys.with(properties, "address", fake.address() + "," + other.address()))) {
            other.react(answer(200, CIPHERTEXT));
            fake.react(answer(307, "", "Location", other.address() + "/v1/transit/encrypt/tde-app"));
            assertThat(both.wrap(KEY, new byte[32])).isEqualTo(WRAPPED);
            assertThat(other.requests()).containsExactly("POST /v1/transit/encrypt/tde-app token=" + TOKEN);
        }
    }

    @Test
    void doesNotGoRoundInCircles() {
        fake.react(answer(307, "", "Location", fake.address() + "/v1/transit/encrypt/tde-app"));
        assertThat(refused("TDE-KEY-117", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[32])))
                .hasMessageContaining("circle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Please log in to the network</html>",
                "",
                "[]",
                "null",
                "\"vault:v1:AAAA\"",
                "{\"data\":{\"ciphertext\":\"vault:v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "{}",
                "{\"data\":{}}",
                "{\"data\":null}",
                "{\"data\":{\"ciphertext\":\"\"}}",
                "{\"data\":{\"ciphertext\":17}}",
                "{\"data\":{\"ciphertext\":\"plain\"}}",
                "{\"errors\":[\"no\"]}"
            })
    void isNotTakenInByAStatusOf200(String body) {
        fake.react(answer(200, body));
        refused("TDE-KEY-116", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Please log in to the network</html>",
                "{\"data\":{}}",
                "{\"data\":{\"plaintext\":null}}",
                "{\"data\":{\"plaintext\":\"?\"}}",
                "{\"data\":{\"plaintext\":\"AAAA\"",
                "{\"plaintext\":\"AAAA\"}",
                "{\"data\":{\"inner\":{\"plaintext\":\"AAAA\"}}}"
            })
    void isNotTakenInWhenItUnwraps(String body) {
        fake.react(answer(200, body));
        refused("TDE-KEY-116", Kind.UNAVAILABLE, () -> provider.unwrap(KEY, WRAPPED));
    }

    @Test
    void a204IsNoCiphertext() {
        fake.react(answer(204, ""));
        refused("TDE-KEY-116", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[32]));
        refused("TDE-KEY-116", Kind.UNAVAILABLE, () -> provider.unwrap(KEY, WRAPPED));
    }

    @Test
    void readsThePlaintextWhereverItStands() throws Exception {
        fake.react(
                answer(
                        200,
                        "{\"auth\":null,\"warnings\":[\"{\"],\"data\":{\"a\":{\"plaintext\":\"BBBB\"},\"plaintext\":\"AQID\",\"b\":[1]},\"x\":{}}"));
        assertThat(provider.unwrap(KEY, WRAPPED)).containsExactly(1, 2, 3);
    }

    private static List<WrappedKey> keys(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new WrappedKey(new UUID(1, i), WRAPPED))
                .toList();
    }

    private static String batch(String... items) {
        return "{\"data\":{\"batch_results\":[" + String.join(",", items) + "]}}";
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 400})
    void judgesTheItemsOfABatchAndNotItsStatus(int status) throws Exception {
        fake.react(answer(
                status,
                batch(
                        "{\"plaintext\":\"AQID\",\"reference\":\"" + new UUID(1, 0) + "\"}",
                        "{\"error\":\"cipher: message authentication failed\",\"plaintext\":\"\"}",
                        "{\"error\":\"ciphertext or signature version is disallowed by policy (too old)\"}",
                        "{\"plaintext\":\"AQID\",\"reference\":\"" + new UUID(1, 0) + "\"}",
                        "{}",
                        "{\"plaintext\":\"BAUG\"}")));
        List<Unwrapped> outcomes = provider.unwrapAll(keys(6));
        assertThat(outcomes.get(0).payload()).containsExactly(1, 2, 3);
        assertThat(outcomes.get(5).payload()).containsExactly(4, 5, 6);
        refused("TDE-KEY-006", Kind.DATA, () -> outcomes.get(1).payload());
        refused("TDE-KEY-015", Kind.DENIED, () -> outcomes.get(2).payload());
        assertThat(refused(
                        "TDE-KEY-116", Kind.UNAVAILABLE, () -> outcomes.get(3).payload()))
                .hasMessageContaining("another key");
        refused("TDE-KEY-116", Kind.UNAVAILABLE, () -> outcomes.get(4).payload());
        assertThat(outcomes.toString()).contains("refused: TDE-KEY-006", "unwrapped");
        assertThat(asked("decrypt")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"batch_results\":[]}}",
                "{\"data\":{\"batch_results\":[{\"plaintext\":\"AQID\"}]}}",
                "{\"data\":{\"batch_results\":[{\"plaintext\":\"AQID\"},\"AQID\"]}}",
                "{\"data\":{\"batch_results\":[{\"plaintext\":\"AQID\"},{\"plaintext\":\"?\"}]}}",
                "{\"data\":{\"batch_results\":{\"plaintext\":\"AQID\"}}}",
                "{\"data\":{\"plaintext\":\"AQID\"}}",
                "{\"batch_results\":[{\"plaintext\":\"AQID\"},{\"plaintext\":\"AQID\"}]}",
                "{\"data\":{\"batch_results\":[{\"plaintext\":\"AQID\"},{\"plaintext\":\"AQID\"}]",
                "{}"
            })
    void takesNoBatchThatIsNotWhole(String body) {
        fake.react(answer(200, body));
        refused("TDE-KEY-116", Kind.UNAVAILABLE, () -> provider.unwrapAll(keys(2)));
    }

    @Test
    void halvesABatchThatIsTooLarge() throws Exception {
        fake.react(
                answer(400, "{\"errors\":[\"batch size exceeds the limit\"]}"),
                answer(200, batch("{\"plaintext\":\"AQID\"}")),
                answer(200, batch("{\"plaintext\":\"BAUG\"}", "{\"plaintext\":\"AQID\"}")));
        List<Unwrapped> outcomes = provider.unwrapAll(keys(3));
        assertThat(asked("decrypt")).isEqualTo(3);
        assertThat(outcomes.get(1).payload()).containsExactly(4, 5, 6);
        assertThat(outcomes).hasSize(3).allMatch(outcome -> outcome.refusal().isEmpty());
        fake.react(answer(400, "{\"errors\":[\"batch size exceeds the limit\"]}"));
        refused("TDE-KEY-010", Kind.DENIED, () -> provider.unwrapAll(keys(3)));
    }

    @Test
    void sendsAtMostAHundredKeysARequest() throws Exception {
        String[] items = IntStream.range(0, 100)
                .mapToObj(i -> "{\"plaintext\":\"AQID\"}")
                .toArray(String[]::new);
        fake.react(answer(200, batch(items)), answer(200, batch("{\"plaintext\":\"BAUG\"}")));
        List<Unwrapped> outcomes = provider.unwrapAll(keys(101));
        assertThat(asked("decrypt")).isEqualTo(2);
        assertThat(outcomes.get(100).payload()).containsExactly(4, 5, 6);
        fake.react(answer(200, batch(items)), answer(403, "{\"errors\":[\"permission denied\"]}"));
        refused("TDE-KEY-114", Kind.DENIED, () -> provider.unwrapAll(keys(101)));
    }

    @Test
    void givesUpOnAnAnswerThatDrips() {
        fake.react(FakeVault.slowDrip());
        long begin = System.nanoTime();
        assertThat(refused("TDE-KEY-104", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[32])))
                .hasMessageContaining("no complete answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void givesUpOnAnAnswerWithoutEnd() {
        byte[] much = new byte[5 << 20];
        fake.react(exchange -> {
            exchange.sendResponseHeaders(200, much.length);
            exchange.getResponseBody().write(much);
        });
        assertThat(refused("TDE-KEY-104", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[32])))
                .hasMessageContaining("4194304 bytes");
    }

    @Test
    void showsNoTokenAndNoBodyInAnyFailure() {
        for (int status : List.of(200, 400, 403, 404, 429, 500, 503)) {
            fake.react(answer(status, "{\"data\":{\"plaintext\":\"c2VjcmV0\"},\"errors\":[\"x\\r\\ny\"]}"));
            KeystoreException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    KeystoreException.class,
                    () -> provider.wrap(KEY, "the payload".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(everything(failure))
                    .doesNotContain(TOKEN, "c2VjcmV0", "the payload", "dGhlIHBheWxvYWQ", "x\r\ny");
        }
        assertThat(provider.toString()).doesNotContain(TOKEN);
    }
}
