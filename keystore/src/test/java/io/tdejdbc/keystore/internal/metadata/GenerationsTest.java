package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.KeyPayload;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys get new generations while values are read and written. */
@Timeout(120)
class GenerationsTest {

    private static final byte[] VALUE = {4, 2};

    private KeystoreFixture fixture;
    private LiveKeystore keystore;
    private UUID ssn;
    private ValueCipher cipher;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        keystore = fixture.byHand();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        ssn = KeystoreLifeTest.id(metadata, "SSN");
        cipher = keystore.cipher(ssn);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    private void addGeneration(int generation, KeyState state) throws KeystoreException {
        Wrapper wrapper = new Wrapper(fixture.provider);
        try (MetadataStore store = new MetadataStore(
                new Backend(fixture.backend, true),
                wrapper,
                fixture.deployment,
                Optional.empty(),
                EpochFloor.ofProcess(),
                InstantSource.system())) {
            AtomicBoolean done = new AtomicBoolean();
            store.change(from -> {
                UUID table = from.column(ssn).orElseThrow().tableId();
                KeyIdentity identity = new KeyIdentity(
                        fixture.deployment, UUID.randomUUID(), table, KeyKind.DATA, KeyPayload.ALGORITHM, 1);
                assertThat(done.getAndSet(true)).isFalse();
                return new Change(
                        List.of(new KeyRow(identity, "", generation, state)),
                        List.of(wrapper.wrapNew(identity)),
                        List.of(),
                        Set.of());
            });
        }
    }

    @Test
    void anAnnouncedGenerationIsNotWrittenAndACurrentOneIs() throws Exception {
        byte[] old = cipher.encrypt(VALUE);
        assertThat(Envelope.generation(old)).isEqualTo(1);
        addGeneration(2, KeyState.ANNOUNCED);
        keystore.poll();
        assertThat(Envelope.generation(cipher.encrypt(VALUE))).isEqualTo(1);
        addGeneration(3, KeyState.CURRENT);
        keystore.poll();
        byte[] fresh = cipher.encrypt(VALUE);
        assertThat(Envelope.generation(fresh)).isEqualTo(3);
        assertThat(cipher.decrypt(old)).isEqualTo(VALUE);
        assertThat(cipher.decrypt(fresh)).isEqualTo(VALUE);
    }

    @Test
    void aValueOfANewerGenerationIsReadBeforeThePoll() throws Exception {
        addGeneration(2, KeyState.CURRENT);
        byte[] fresh = fixture.byHand().cipher(ssn).encrypt(VALUE);
        assertThat(Envelope.generation(fresh)).isEqualTo(2);
        assertThat(cipher.decrypt(fresh)).isEqualTo(VALUE);
    }

    @Test
    void valuesOfANewerGenerationAreReadInBatchesBeforeThePoll() throws Exception {
        byte[][] values = new byte[40][9];
        byte[][] envelopes = cipher.encryptAll(values);
        addGeneration(2, KeyState.CURRENT);
        System.arraycopy(fixture.byHand().cipher(ssn).encryptAll(values), 0, envelopes, 20, 20);
        envelopes[39] = new byte[] {'x'};
        DecryptedValues decrypted = cipher.decryptAll(envelopes);
        for (int i = 0; i < 39; i++) {
            assertThat(decrypted.get(i)).isEqualTo(values[i]);
        }
        assertThat(decrypted.failure(39)).map(KeystoreException::code).hasValue("TDE-CRY-001");
    }

    @Test
    void unknownGenerationsDoNotMakeTheDatabaseWork() throws Exception {
        byte[] forged = cipher.encrypt(VALUE);
        forged[3] = 9;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> cipher.decrypt(forged))
                    .isInstanceOfSatisfying(
                            KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(KeystoreException.Kind.DATA));
        }
        addGeneration(9, KeyState.CURRENT);
        byte[] genuine = fixture.byHand().cipher(ssn).encrypt(VALUE);
        assertThatThrownBy(() -> cipher.decrypt(genuine))
                .as("looked for generations less than a second ago")
                .isInstanceOf(KeystoreException.class);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(cipher.decrypt(genuine)).isEqualTo(VALUE);
    }

    /** Rings that a test exchanges at will under real ciphers. */
    private static final class Rings implements LiveCipher.Source {
        private final Map<Integer, SecretKeyBytes> keys =
                Map.of(1, SecretKeyBytes.random(32), 2, SecretKeyBytes.random(32));
        private final AtomicReference<KeyRing> now = new AtomicReference<>();

        KeyRing with(int... generations) {
            ValueContext context =
                    ValueContext.ofColumn(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3), TypeFamily.TEXT);
            Map<Integer, KeyIdentity> identities = new HashMap<>();
            for (int generation : generations) {
                identities.put(
                        generation,
                        new KeyIdentity(
                                new UUID(1, 1), new UUID(9, generation), new UUID(2, 2), KeyKind.DATA, "", generation));
            }
            return new KeyRing(context, ProtectionMode.RANDOM, identities, generations[0]);
        }

        @Override
        public KeyRing ring(UUID columnId) {
            return now.get();
        }

        @Override
        public ColumnCipher cipher(KeyRing ring) {
            Map<Integer, SecretKeyBytes> live = new HashMap<>();
            ring.keys().keySet().forEach(generation -> live.put(generation, keys.get(generation)));
            return ValueCiphers.random(ring.context(), live, ring.current());
        }

        @Override
        public boolean holdsKeys(KeyRing ring) {
            return true;
        }

        @Override
        public void lookForGenerations() {
            now.set(with(2, 1));
        }
    }

    @Test
    void ciphersAreExchangedUnderTheirUsersWithoutAnyoneNoticing() throws Exception {
        Rings rings = new Rings();
        rings.now.set(rings.with(1, 2));
        LiveCipher live = new LiveCipher(
                new UUID(3, 3), Envelope.RANDOM_OVERHEAD, new Lease(System::nanoTime, Optional.empty()), rings);
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "user");
            thread.setDaemon(true);
            return thread;
        });
        AtomicBoolean stop = new AtomicBoolean();
        try {
            List<Future<Integer>> users = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                users.add(threads.submit(() -> {
                    int rounds = 0;
                    while (!stop.get() || rounds < 100) {
                        assertThat(live.decrypt(live.encrypt(VALUE))).isEqualTo(VALUE);
                        assertThat(live.decrypt(live.encryptAll(new byte[][] {VALUE})[0]))
                                .isEqualTo(VALUE);
                        byte[][] many = new byte[20][3];
                        assertThat(live.decryptAll(live.encryptAll(many)).all()).isDeepEqualTo(many);
                        rounds++;
                    }
                    return rounds;
                }));
            }
            for (int i = 0; i < 500; i++) {
                rings.now.set(i % 2 == 0 ? rings.with(2, 1) : rings.with(1, 2));
                live.follow();
                Thread.onSpinWait();
            }
            stop.set(true);
            for (Future<Integer> user : users) {
                assertThat(user.get()).isGreaterThanOrEqualTo(100);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
