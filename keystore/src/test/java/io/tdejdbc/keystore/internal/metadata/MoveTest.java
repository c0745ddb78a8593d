package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLife.Moved;
import io.tdejdbc.keystore.KeyLife.Retired;
import io.tdejdbc.keystore.KeyLife.Rewrapped;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.internal.keys.FakeProvider;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another master key of the same kind takes over, with versions of the same numbers. */
class MoveTest {

    private static final byte[] VALUE = {4, 2};

    private KeystoreFixture fixture;
    private MasterKeyProvider target;
    private UUID ssn;
    private byte[] envelope;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        LiveKeystore keystore = fixture.byHand();
        ssn = KeystoreLifeTest.id(
                keystore.register(List.of(random(CUSTOMERS, "SSN"), equality(CUSTOMERS, "MAIL"))), "SSN");
        envelope = keystore.cipher(ssn).encrypt(VALUE);
        FileMasterKey.generate(directory.resolve("other.key"));
        target = FileMasterKey.open(directory.resolve("other.key"));
    }

    @AfterEach
    void close() throws SQLException {
        target.close();
        fixture.close();
    }

    private KeyLife life(MasterKeyProvider provider) {
        return Keystores.keyLife(
                new KeyLifeSettings(fixture.deployment, "tester", KeyLifeSettings.DEFAULT_LEASE),
                fixture.backend,
                provider);
    }

    private void assertReadable(MasterKeyProvider provider) throws KeystoreException {
        try (LiveKeystore keystore = fixture.byHand(fixture.settings(), fixture.backend, provider)) {
            assertThat(keystore.cipher(ssn).decrypt(envelope)).isEqualTo(VALUE);
        }
    }

    @Test
    void bothMasterKeysWorkUntilTheOthersAreDropped() throws Exception {
        assertThatThrownBy(() -> assertReadable(target)).hasMessageContaining("TDE-KEY-009");
        try (KeyLife life = life(target)) {
            assertThat(life.move(fixture.provider, KeyProgress.silent())).isEqualTo(new Moved(1, 4, 0));
            assertThat(life.move(fixture.provider, KeyProgress.silent())).isEqualTo(new Moved(1, 0, 4));
            assertReadable(target);
            assertReadable(fixture.provider);
            life.rotate(0);
            assertThat(life.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 4, 0));
            assertReadable(target);
            assertReadable(fixture.provider);
            assertThat(life.retire(2, KeyProgress.silent())).isEqualTo(new Retired(2, 4, true));
            assertReadable(fixture.provider);
            assertThat(life.dropOthers(KeyProgress.silent())).isEqualTo(4);
            assertThat(life.dropOthers(KeyProgress.silent())).isZero();
        }
        assertReadable(target);
        assertThatThrownBy(() -> assertReadable(fixture.provider)).hasMessageContaining("TDE-KEY-009");
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping")).hasSize(4);
        assertThat(fixture.backend.rows("SELECT * FROM tde_job")).isEmpty();
    }

    @Test
    void andBackAgain() throws Exception {
        try (KeyLife there = life(target);
                KeyLife back = life(fixture.provider)) {
            there.move(fixture.provider, KeyProgress.silent());
            there.dropOthers(KeyProgress.silent());
            assertThat(back.move(target, KeyProgress.silent())).isEqualTo(new Moved(1, 4, 0));
            assertReadable(fixture.provider);
            assertReadable(target);
        }
    }

    @Test
    void theCanaryMovesLastSoThatNobodyStartsTooEarlyAndTheNextRunGoesOn() throws Exception {
        FakeProvider cut = new FakeProvider(fixture.provider);
        try (KeyLife life = life(target)) {
            assertThatThrownBy(() -> life.move(cut, new KeyProgress() {
                        private int done;

                        @Override
                        public void begin(long keys) {
                            assertThat(keys).isEqualTo(4);
                        }

                        @Override
                        public void advance(long keys) {
                            done++;
                            if (done == 3) {
                                cut.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
                            }
                        }
                    }))
                    .hasMessageContaining("TDE-KEY-011");
            assertThatThrownBy(() -> assertReadable(target)).hasMessageContaining("TDE-KEY-009");
            assertReadable(fixture.provider);
            assertThat(life.move(fixture.provider, KeyProgress.silent())).isEqualTo(new Moved(1, 1, 3));
            assertReadable(target);
        }
    }

    @Test
    void othersStayWhereThisMasterKeyDoesNotUnwrapEverything() throws Exception {
        try (KeyLife life = life(target)) {
            assertThatThrownBy(() -> life.dropOthers(KeyProgress.silent())).hasMessageContaining("TDE-KEY-022");
            assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping")).hasSize(4);
        }
        assertReadable(fixture.provider);
    }

    /** Key managers that give nothing to recognise a version by are told apart by the names of their keys. */
    @Test
    void keyManagersWithoutFingerprints() throws Exception {
        MasterKeyProvider oldOne = new Nameless(fixture.provider, "old");
        MasterKeyProvider newOne = new Nameless(target, "new");
        fixture.backend.execute("UPDATE tde_wrapping SET kek_fingerprint = ''");
        try (KeyLife before = life(oldOne);
                KeyLife after = life(newOne)) {
            before.rotate(0);
            before.rewrap(KeyProgress.silent());
            assertThat(after.move(oldOne, KeyProgress.silent())).isEqualTo(new Moved(1, 4, 0));
            assertReadable(newOne);
            assertReadable(oldOne);
            after.rotate(0);
            assertThat(after.rewrap(KeyProgress.silent())).isEqualTo(new Rewrapped(2, 4, 0));
            assertThat(after.dropOthers(KeyProgress.silent())).isEqualTo(8);
            assertReadable(newOne);
        }
    }

    /** As a key manager that never gives the master key away, and says nothing of it. */
    private static final class Nameless extends FakeProvider {
        private final String name;

        Nameless(MasterKeyProvider real, String name) {
            super(real);
            this.name = name;
        }

        @Override
        public String keyName() {
            return name;
        }

        @Override
        public Optional<String> fingerprint(int version) {
            return Optional.empty();
        }
    }
}
