package io.tdejdbc.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.KeystoreException.Kind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every master key provider must do. A provider's test extends this and gives it fresh master keys. */
public abstract class MasterKeyProviderContract {

    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");

    private MasterKeyProvider provider;

    /** A provider over a master key that has version 1 alone. The same one for every call within a test. */
    protected abstract MasterKeyProvider open() throws Exception;

    /** A provider of the same kind over another master key. */
    protected abstract MasterKeyProvider openForeign() throws Exception;

    @BeforeEach
    void openProvider() throws Exception {
        provider = open();
    }

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 7 + length);
        }
        return payload;
    }

    private static void fails(Kind kind, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(KeystoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).matches("TDE-KEY-[0-9]{3}");
            assertThat(e.getMessage()).contains(" | found: ", " | expected: ", " | fix: ");
        });
    }

    @Test
    void unwrapsWhatItWrapped() throws Exception {
        for (int length : new int[] {0, 1, 32, 95, 255, 256}) {
            byte[] payload = payload(length);
            assertThat(provider.unwrap(KEY, provider.wrap(KEY, payload))).isEqualTo(payload);
            assertThat(payload).isEqualTo(payload(length));
        }
    }

    @Test
    void namesKindAndVersionInFrontOfWhatItWraps() throws Exception {
        assertThat(provider.currentVersion()).isEqualTo(1);
        assertThat(provider.wrap(KEY, payload(95)))
                .startsWith(provider.kind() + ":v1:")
                .hasSizeLessThan(2000);
    }

    @Test
    void wrapsTheSamePayloadDifferentlyEachTime() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(provider.wrap(KEY, payload(32)));
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    void showsNothingOfThePayload() throws Exception {
        byte[] payload = payload(95);
        String wrapped = provider.wrap(KEY, payload);
        assertThat(wrapped)
                .doesNotContain(Base64.getEncoder().encodeToString(payload).substring(4, 20));
    }

    @Test
    void refusesEveryAlteredCharacter() throws Exception {
        String wrapped = provider.wrap(KEY, payload(95));
        int start = (provider.kind() + ":v1:").length();
        for (int i = start; i < wrapped.length() - 2; i++) {
            char other = wrapped.charAt(i) == 'A' ? 'B' : 'A';
            String altered = wrapped.substring(0, i) + other + wrapped.substring(i + 1);
            fails(Kind.DATA, () -> provider.unwrap(KEY, altered));
        }
    }

    @Test
    void refusesWhatIsNoWrappingAtAll() throws Exception {
        String wrapped = provider.wrap(KEY, payload(95));
        for (String bad : List.of(
                "",
                "x",
                provider.kind(),
                provider.kind() + ":v1:",
                provider.kind() + ":v1:AAAA",
                provider.kind() + ":v1:????",
                provider.kind() + ":v0:" + wrapped.substring(wrapped.lastIndexOf(':') + 1),
                provider.kind() + ":v-1:" + wrapped.substring(wrapped.lastIndexOf(':') + 1),
                "other:v1:" + wrapped.substring(wrapped.lastIndexOf(':') + 1),
                wrapped.substring(0, wrapped.length() / 2),
                wrapped + wrapped,
                wrapped + "\n")) {
            fails(Kind.DATA, () -> provider.unwrap(KEY, bad));
        }
    }

    @Test
    void refusesWhatAnotherMasterKeyWrapped() throws Exception {
        try (MasterKeyProvider foreign = openForeign()) {
            String wrapped = foreign.wrap(KEY, payload(95));
            fails(Kind.DATA, () -> provider.unwrap(KEY, wrapped));
            assertThat(provider.fingerprint(1)).isNotEqualTo(foreign.fingerprint(1));
        }
    }

    @Test
    void refusesAVersionItDoesNotHave() throws Exception {
        String wrapped = provider.wrap(KEY, payload(95)).replace(":v1:", ":v2:");
        fails(Kind.DENIED, () -> provider.unwrap(KEY, wrapped));
    }

    @Test
    void refusesAVersionMovedToAnother() throws Exception {
        String wrapped = provider.wrap(KEY, payload(95));
        provider.rotate();
        fails(Kind.DATA, () -> provider.unwrap(KEY, wrapped.replace(":v1:", ":v2:")));
    }

    @Test
    void unwrapsAllVersionsAfterRotation() throws Exception {
        List<String> wrapped = new ArrayList<>();
        wrapped.add(provider.wrap(KEY, payload(32)));
        for (int version = 2; version <= 4; version++) {
            assertThat(provider.rotate()).isEqualTo(version);
            assertThat(provider.currentVersion()).isEqualTo(version);
            wrapped.add(provider.wrap(KEY, payload(32)));
            assertThat(wrapped.get(version - 1)).startsWith(provider.kind() + ":v" + version + ":");
        }
        for (String each : wrapped) {
            assertThat(provider.unwrap(KEY, each)).isEqualTo(payload(32));
        }
    }

    @Test
    void aSecondProviderSeesARotation() throws Exception {
        try (MasterKeyProvider second = open()) {
            second.rotate();
            assertThat(provider.currentVersion()).isEqualTo(2);
            assertThat(provider.unwrap(KEY, second.wrap(KEY, payload(32)))).isEqualTo(payload(32));
        }
    }

    @Test
    void rewrapsOldOnesAndLeavesCurrentOnes() throws Exception {
        String first = provider.wrap(KEY, payload(32));
        provider.rotate();
        String second = provider.wrap(KEY, payload(95));
        List<String> rewrapped = provider.rewrap(
                List.of(new MasterKeyProvider.WrappedKey(KEY, first), new MasterKeyProvider.WrappedKey(KEY, second)));
        assertThat(rewrapped).hasSize(2);
        assertThat(rewrapped.get(0)).startsWith(provider.kind() + ":v2:");
        assertThat(rewrapped.get(1)).isEqualTo(second);
        assertThat(provider.unwrap(KEY, rewrapped.get(0))).isEqualTo(payload(32));
        assertThat(provider.rewrap(List.of())).isEmpty();
    }

    @Test
    void unwrapsManyTogetherAndRefusesOneByOne() throws Exception {
        int many = 120;
        List<MasterKeyProvider.WrappedKey> keys = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            UUID id = new UUID(7, i);
            keys.add(new MasterKeyProvider.WrappedKey(id, provider.wrap(id, payload(i + 1))));
        }
        keys.set(3, new MasterKeyProvider.WrappedKey(new UUID(7, 3), "no wrapping at all"));
        keys.set(5, altered(keys.get(5)));
        keys.set(
                7,
                new MasterKeyProvider.WrappedKey(
                        new UUID(7, 7), keys.get(7).wrapped().replace(":v1:", ":v2:")));
        keys.set(many - 1, altered(keys.get(many - 1)));
        List<MasterKeyProvider.Unwrapped> outcomes = provider.unwrapAll(keys);
        assertThat(outcomes).hasSize(many);
        for (int i = 0; i < many; i++) {
            MasterKeyProvider.Unwrapped outcome = outcomes.get(i);
            if (i == 3 || i == 5 || i == many - 1) {
                fails(Kind.DATA, outcome::payload);
            } else if (i == 7) {
                fails(Kind.DENIED, outcome::payload);
            } else {
                assertThat(outcome.payload()).isEqualTo(payload(i + 1));
                assertThat(outcome.refusal()).isEmpty();
                outcome.wipe();
                assertThat(outcome.payload()).containsOnly(0);
            }
        }
        assertThat(provider.unwrapAll(List.of())).isEmpty();
    }

    private static MasterKeyProvider.WrappedKey altered(MasterKeyProvider.WrappedKey key) {
        int at = key.wrapped().length() - 12;
        char other = key.wrapped().charAt(at) == 'A' ? 'B' : 'A';
        return new MasterKeyProvider.WrappedKey(
                key.keyId(),
                key.wrapped().substring(0, at) + other + key.wrapped().substring(at + 1));
    }

    @Test
    void refusesRetiredVersionsAndTakesThemBack() throws Exception {
        String first = provider.wrap(KEY, payload(32));
        provider.rotate();
        String second = provider.wrap(KEY, payload(32));
        provider.retire(2);
        fails(Kind.DENIED, () -> provider.unwrap(KEY, first));
        fails(Kind.DENIED, () -> provider.rewrap(List.of(new MasterKeyProvider.WrappedKey(KEY, first))));
        assertThat(provider.unwrap(KEY, second)).isEqualTo(payload(32));
        provider.retire(1);
        assertThat(provider.unwrap(KEY, first)).isEqualTo(payload(32));
    }

    @Test
    void doesNotRetireTheCurrentVersion() throws Exception {
        String wrapped = provider.wrap(KEY, payload(32));
        for (int below : new int[] {2, 0, -1, Integer.MAX_VALUE}) {
            fails(Kind.CONFIGURATION, () -> provider.retire(below));
        }
        assertThat(provider.unwrap(KEY, wrapped)).isEqualTo(payload(32));
    }

    @Test
    void tellsItsVersionsApartByFingerprint() throws Exception {
        provider.rotate();
        assertThat(provider.fingerprint(1))
                .isNotEqualTo(provider.fingerprint(2))
                .isEqualTo(provider.fingerprint(1));
        assertThat(provider.fingerprint(3)).isEmpty();
    }

    @Test
    void worksForManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8, task -> {
            Thread thread = new Thread(task, "contract");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<byte[]>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int length = i;
                calls.add(() -> provider.unwrap(KEY, provider.wrap(KEY, payload(length))));
            }
            int length = 0;
            for (Future<byte[]> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isEqualTo(payload(length++));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysWhichKeyItIsAndNothingOfIt() throws Exception {
        assertThat(provider.keyName()).isNotBlank();
        assertThat(provider.toString()).doesNotContain("SecretKey");
    }

    @Test
    void givesNothingOnceClosed() throws Exception {
        String wrapped = provider.wrap(KEY, payload(32));
        provider.close();
        provider.close();
        fails(Kind.UNAVAILABLE, () -> provider.unwrap(KEY, wrapped));
        fails(Kind.UNAVAILABLE, () -> provider.wrap(KEY, payload(32)));
        fails(Kind.UNAVAILABLE, () -> provider.unwrapAll(List.of(new MasterKeyProvider.WrappedKey(KEY, wrapped))));
    }
}
