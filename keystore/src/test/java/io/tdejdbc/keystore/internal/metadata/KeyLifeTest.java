package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.inDomain;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLife.Retired;
import io.tdejdbc.keystore.KeyLife.Rewrapped;
import io.tdejdbc.keystore.KeyLife.Rotated;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeyReport;
import io.tdejdbc.keystore.KeyReport.Verdict;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.internal.keys.FakeProvider;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The master key is rotated, keys are wrapped anew, old versions are retired; no key is ever out of reach. */
@Timeout(120)
class KeyLifeTest {

    private static final byte[] VALUE = {4, 2};
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final List<String> TABLES = List.of("tde_manifest", "tde_key", "tde_wrapping", "tde_column");

    @TempDir
    private Path directory;

    private KeystoreFixture fixture;
    private KeyLife life;
    private UUID ssn;
    private byte[] envelope;
    private final AtomicLong clock = new AtomicLong(Instant.now().toEpochMilli());

    @BeforeEach
    void prepare() throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        Files.copy(fixture.keyFile, backup(), StandardCopyOption.COPY_ATTRIBUTES);
        life = life(fixture.provider);
        LiveKeystore keystore = fixture.byHand();
        ssn = KeystoreLifeTest.id(
                keystore.register(List.of(
                        random(CUSTOMERS, "SSN"), equality(CUSTOMERS, "MAIL"), inDomain(CUSTOMERS, "NR", "customer"))),
                "SSN");
        envelope = keystore.cipher(ssn).encrypt(VALUE);
    }

    @AfterEach
    void close() throws SQLException {
        life.close();
        fixture.close();
    }

    private KeyLife life(MasterKeyProvider provider) {
        return new KeyLifeWork(
                new KeyLifeSettings(fixture.deployment, "tester", LEASE), fixture.backend, provider, this::now);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.get());
    }

    private void assertReadable(MasterKeyProvider provider) throws KeystoreException {
        try (LiveKeystore keystore = fixture.byHand(fixture.settings(), fixture.backend, provider)) {
            assertThat(keystore.cipher(ssn).decrypt(envelope)).isEqualTo(VALUE);
        }
    }

    private static void assertCode(ThrowingCallable action, KeystoreError error, String... parts) {
        assertThatThrownBy(action).isInstanceOfSatisfying(KeystoreException.class, e -> {
            assertThat(e.code()).isEqualTo(error.code());
            assertThat(List.of(parts)).allSatisfy(part -> assertThat(e).hasMessageContaining(part));
        });
    }

    private void rotateAndRewrap() throws KeystoreException {
        life.rotate(0);
        life.rewrap(KeyProgress.silent());
    }

    @Test
    void rewrapPutsNewWrappingsBesideOldOnesAndOnlyOnce() throws Exception {
        List<Map<String, Object>> before = fixture.backend.rows("SELECT * FROM tde_wrapping ORDER BY key_id");
        List<Map<String, Object>> keys = fixture.backend.rows("SELECT * FROM tde_key ORDER BY key_id");
        assertThat(before).hasSize(5);
        assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(1, 0, 5));
        assertThat(life.rotate(1)).isEqualTo(new Rotated(true, 2));
        assertThat(life.rotate(1)).isEqualTo(new Rotated(false, 2));
        assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 5, 0));
        assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 0, 5));
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping WHERE kek_version = 1 ORDER BY key_id"))
                .isEqualTo(before);
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping WHERE kek_version = 2"))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get("wrapped").toString()).startsWith("file:v2:"));
        assertThat(fixture.backend.rows("SELECT * FROM tde_key ORDER BY key_id"))
                .isEqualTo(keys);
        assertThat(fixture.backend.rows("SELECT * FROM tde_job")).isEmpty();
        assertThat(life.verify(KeyProgress.silent()))
                .allSatisfy(key -> assertThat(key.wrappings())
                        .hasSize(2)
                        .allSatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.UNWRAPS)));
        assertReadable(fixture.provider);
    }

    @Test
    void aKeyThatIsMadeDuringTheRewrapIsWrappedToo() throws Exception {
        List<ColumnRegistration> more = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            more.add(random(new TableName("PUBLIC", "TABLE" + i), "VALUE"));
        }
        LiveKeystore keystore = fixture.byHand();
        keystore.register(more);
        life.rotate(0);
        List<Long> begun = new ArrayList<>();
        List<Long> advanced = new ArrayList<>();
        Rewrapped done = life.rewrap(new KeyProgress() {
            @Override
            public void begin(long keys) {
                begun.add(keys);
            }

            @Override
            public void advance(long keys) {
                advanced.add(keys);
                if (advanced.size() == 1) {
                    addWrappedByVersionOne(keystore);
                }
            }
        });
        assertThat(done).isEqualTo(new Rewrapped(2, 256, 0));
        assertThat(begun).containsExactly(255L, 256L);
        assertThat(advanced).containsExactly(100L, 100L, 55L, 1L);
        assertThat(life.list())
                .hasSize(256)
                .allSatisfy(key -> assertThat(key.wrappings()).hasSize(2));
    }

    /** As by a driver on a host whose copy of the key file is not up to date. */
    private void addWrappedByVersionOne(LiveKeystore keystore) {
        try {
            keystore.register(List.of(random(new TableName("PUBLIC", "LATE"), "VALUE")));
            assertThat(fixture.backend.execute("DELETE FROM tde_wrapping WHERE kek_version = 2 AND key_id NOT IN"
                            + " (SELECT key_id FROM tde_wrapping WHERE kek_version = 1)"))
                    .isEqualTo(1);
            UUID late = UUID.fromString(fixture.backend
                    .rows("SELECT key_id FROM tde_key WHERE key_id NOT IN (SELECT key_id FROM tde_wrapping)")
                    .get(0)
                    .get("key_id")
                    .toString());
            try (MasterKeyProvider old = FileMasterKey.open(backup())) {
                WrappedKeys.WrappedKey key =
                        WrappedKeys.read(new Backend(fixture.backend, false), fixture.deployment).keys().stream()
                                .filter(one -> one.keyId().equals(late))
                                .findFirst()
                                .orElseThrow();
                fixture.backend.execute(
                        "INSERT INTO tde_wrapping VALUES (?, 'file', 1, '', ?, 0)",
                        late.toString(),
                        new Wrapper(old).wrapNew(key.identity()).wrapped());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Path backup() {
        return directory.resolve("backup.key");
    }

    @Test
    void threeRotationsAndThenTheKeyFileFromBeforeTheFirst() throws Exception {
        for (int i = 0; i < 3; i++) {
            rotateAndRewrap();
        }
        try (MasterKeyProvider restored = FileMasterKey.open(backup());
                KeyLife after = life(restored)) {
            assertReadable(restored);
            assertThat(after.verify(KeyProgress.silent()))
                    .allSatisfy(key -> assertThat(key.unwraps()).isTrue())
                    .allSatisfy(key -> assertThat(key.wrappings().stream().map(KeyReport.WrappingReport::verdict))
                            .containsExactly(Verdict.UNWRAPS, Verdict.UNUSABLE, Verdict.UNUSABLE, Verdict.UNUSABLE));
            // The versions that come now have the numbers of those that were lost, but are others.
            for (int i = 0; i < 3; i++) {
                after.rotate(0);
                assertThat(after.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(i + 2, 5, 0));
                assertReadable(restored);
            }
            assertReadable(fixture.provider);
            assertThat(after.retire(4, KeyProgress.silent())).isEqualTo(new Retired(4, 15, true));
            assertReadable(restored);
        }
        assertReadable(fixture.provider);
    }

    @Test
    void anOldDumpIsReadableAfterThreeRotationsAndAfterRetireItSaysWhatItNeeds() throws Exception {
        Map<String, List<Map<String, Object>>> dump = new TreeMap<>();
        for (String table : TABLES) {
            dump.put(table, fixture.backend.rows("SELECT * FROM " + table));
        }
        for (int i = 0; i < 3; i++) {
            rotateAndRewrap();
        }
        restore(dump);
        assertReadable(fixture.provider);
        assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(4, 5, 0));
        assertThat(life.retire(3, KeyProgress.silent())).isEqualTo(new Retired(3, 5, true));
        assertReadable(fixture.provider);
        restore(dump);
        assertCode(
                () -> assertReadable(fixture.provider),
                KeystoreError.KEK_VERSION_RETIRED,
                "5 of 5 keys",
                "only version 1 of",
                "version 3 or newer",
                "kek retire --below");
        assertThat(life.retire(1, KeyProgress.silent())).isEqualTo(new Retired(1, 0, true));
        assertReadable(fixture.provider);
    }

    private void restore(Map<String, List<Map<String, Object>>> dump) throws SQLException {
        for (String table : TABLES) {
            fixture.backend.execute("DELETE FROM " + table);
            fixture.backend.insert(table, dump.get(table));
        }
    }

    @Test
    void retireRefusesWhileAKeyNeedsWhatGoes() throws Exception {
        List<Map<String, Object>> before = fixture.backend.rows("SELECT * FROM tde_wrapping ORDER BY key_id");
        life.rotate(0);
        assertCode(
                () -> life.retire(2, KeyProgress.silent()),
                KeystoreError.RETIREMENT_TOO_EARLY,
                "5 of 5 keys",
                "version 2");
        assertCode(() -> life.retire(3, KeyProgress.silent()), KeystoreError.RETIREMENT_REFUSED, "1 to 2");
        life.rewrap(KeyProgress.silent());
        String broken = fixture.backend
                .rows("SELECT wrapped FROM tde_wrapping WHERE kek_version = 2 ORDER BY key_id")
                .get(2)
                .get("wrapped")
                .toString();
        fixture.backend.execute(
                "UPDATE tde_wrapping SET wrapped = ? WHERE wrapped = ?",
                broken.substring(0, 20) + "AAAA" + broken.substring(24),
                broken);
        assertCode(() -> life.retire(2, KeyProgress.silent()), KeystoreError.RETIREMENT_TOO_EARLY, "does not unwrap");
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping WHERE kek_version = 1 ORDER BY key_id"))
                .isEqualTo(before);
        assertReadable(fixture.provider);
        assertThat(life.verify(KeyProgress.silent()).stream()
                        .flatMap(key -> key.wrappings().stream())
                        .filter(one -> one.verdict() == Verdict.DAMAGED))
                .hasSize(1);
    }

    @Test
    void whoMayNotUnwrapRetiresWithoutDeleting() throws Exception {
        rotateAndRewrap();
        FakeProvider blind = new FakeProvider(fixture.provider) {
            @Override
            public byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
                throw KeystoreError.MASTER_KEY_REFUSED.because("no right to unwrap", "one");
            }
        };
        try (KeyLife weak = life(blind)) {
            assertThat(weak.retire(2, KeyProgress.silent())).isEqualTo(new Retired(2, 0, false));
        }
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping")).hasSize(10);
        assertThat(life.retire(2, KeyProgress.silent())).isEqualTo(new Retired(2, 5, true));
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping")).hasSize(5);
        assertReadable(fixture.provider);
    }

    @Test
    void oneDamagedKeyDoesNotKeepTheOthersFromBeingWrappedAnew() throws Exception {
        rotateAndRewrap();
        List<Map<String, Object>> keys =
                fixture.backend.rows("SELECT key_id FROM tde_key WHERE key_kind <> 'canary' ORDER BY key_id");
        String newestGone = keys.get(0).get("key_id").toString();
        String allGone = keys.get(1).get("key_id").toString();
        fixture.backend.execute(
                "UPDATE tde_wrapping SET wrapped = 'file:v2:AAAA' WHERE key_id = ? AND kek_version = 2", newestGone);
        fixture.backend.execute("UPDATE tde_wrapping SET wrapped = 'file:v2:AAAA' WHERE key_id = ?", allGone);
        life.rotate(0);
        assertCode(
                () -> life.rewrap(KeyProgress.silent()),
                KeystoreError.REWRAP_INCOMPLETE,
                "1 of 5 keys",
                allGone,
                "TDE-KEY-006");
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping WHERE kek_version = 3"))
                .hasSize(4);
        assertThat(fixture.backend.rows("SELECT * FROM tde_job")).isEmpty();
    }

    @Test
    void anOutageEndsTheRewrapAndTheNextOneGoesOn() throws Exception {
        FakeProvider fake = new FakeProvider(fixture.provider);
        try (KeyLife cut = life(fake)) {
            cut.rotate(0);
            assertThatThrownBy(() -> cut.rewrap(new KeyProgress() {
                        @Override
                        public void begin(long keys) {
                            fake.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
                        }

                        @Override
                        public void advance(long keys) {
                            // Not reached.
                        }
                    }))
                    .hasMessageContaining("TDE-KEY-011");
            fake.recover();
            assertThat(cut.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 5, 0));
        }
    }

    @Test
    void twoCommandsNeverWorkAtTheSameTime() throws Exception {
        life.rotate(0);
        try (KeyLife second = life(fixture.provider)) {
            life.rewrap(new KeyProgress() {
                @Override
                public void begin(long keys) {
                    assertCode(() -> second.rewrap(KeyProgress.silent()), KeystoreError.LEASE_HELD, "rewrap by tester");
                    assertCode(() -> second.retire(1, KeyProgress.silent()), KeystoreError.LEASE_HELD);
                    assertCode(() -> second.rotate(0), KeystoreError.LEASE_HELD);
                }

                @Override
                public void advance(long keys) {
                    // Of no interest.
                }
            });
            assertThat(second.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 0, 5));
        }
    }

    @Test
    void whoWasOvertakenWritesNothingMore() throws Exception {
        life.rotate(0);
        try (KeyLife second = life(fixture.provider)) {
            assertCode(
                    () -> life.rewrap(new KeyProgress() {
                        @Override
                        public void begin(long keys) {
                            clock.addAndGet(LEASE.toMillis() + 1);
                            try {
                                assertThat(second.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 5, 0));
                            } catch (KeystoreException e) {
                                throw new IllegalStateException(e);
                            }
                        }

                        @Override
                        public void advance(long keys) {
                            throw new IllegalStateException("it wrote");
                        }
                    }),
                    KeystoreError.LEASE_LOST);
        }
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping")).hasSize(10);
    }

    @Test
    void alteredMetadataDoesNotVerify() throws Exception {
        fixture.backend.execute("UPDATE tde_key SET generation = 2 WHERE key_kind = 'data'");
        assertCode(() -> life.verify(KeyProgress.silent()), KeystoreError.KEY_ROW_ALTERED);
        assertThat(life.list()).hasSize(5);
    }

    @Test
    void anotherDeploymentIsRefused() throws Exception {
        UUID other = UUID.randomUUID();
        try (KeyLife foreign = new KeyLifeWork(
                new KeyLifeSettings(other, "tester", LEASE), fixture.backend, fixture.provider, this::now)) {
            assertCode(() -> foreign.rotate(0), KeystoreError.FOREIGN_DEPLOYMENT, other.toString());
            assertCode(() -> foreign.rewrap(KeyProgress.silent()), KeystoreError.FOREIGN_DEPLOYMENT);
        }
        assertThat(fixture.provider.currentVersion()).isEqualTo(1);
    }
}
