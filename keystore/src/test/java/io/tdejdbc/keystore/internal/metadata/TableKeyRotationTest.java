package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLife.TableKeyRotated;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table gets a new data key while drivers are one step apart. */
@Timeout(120)
class TableKeyRotationTest {

    private static final byte[] VALUE = {4, 2};
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration TOOL_LEASE = Duration.ofSeconds(60);

    private final AtomicLong clock = new AtomicLong(Instant.now().toEpochMilli());
    private KeystoreFixture fixture;
    private KeyLife life;
    private UUID ssn;
    private UUID mail;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        var metadata = fixture.byHand().register(List.of(random(CUSTOMERS, "SSN"), equality(CUSTOMERS, "MAIL")));
        ssn = KeystoreLifeTest.id(metadata, "SSN");
        mail = KeystoreLifeTest.id(metadata, "MAIL");
        life = life();
    }

    @AfterEach
    void close() throws SQLException {
        life.close();
        fixture.close();
    }

    private KeyLife life() {
        return new KeyLifeWork(
                new KeyLifeSettings(fixture.deployment, "tester", TOOL_LEASE),
                fixture.backend,
                fixture.provider,
                () -> Instant.ofEpochMilli(clock.get()));
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Does something while a generation is announced. */
    private static KeyProgress whileAnnounced(Step step) {
        return new KeyProgress() {
            @Override
            public void begin(long keys) {
                try {
                    step.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void advance(long keys) {
                // Of no interest.
            }
        };
    }

    private List<Object> states() throws SQLException {
        return fixture
                .backend
                .rows("SELECT generation || ' ' || key_state AS s FROM tde_key WHERE key_kind = 'data' ORDER BY 1")
                .stream()
                .map(row -> row.get("s"))
                .toList();
    }

    @Test
    void driversOneStepApartReadAndFindWhatTheOthersWrite() throws Exception {
        LiveKeystore stale = fixture.byHand();
        LiveKeystore informed = fixture.byHand();
        LiveKeystore current = fixture.byHand();
        List<LiveKeystore> drivers = List.of(stale, informed, current);
        byte[] before = stale.cipher(mail).encrypt(VALUE);
        List<byte[]> written = new ArrayList<>();
        written.add(stale.cipher(ssn).encrypt(VALUE));
        TableKeyRotated rotated = life.rotateTableKey(CUSTOMERS, SHORT, whileAnnounced(() -> {
            assertThat(states()).containsExactly("1 CURRENT", "2 ANNOUNCED");
            informed.poll();
            written.add(informed.cipher(ssn).encrypt(VALUE));
        }));
        assertThat(rotated).isEqualTo(new TableKeyRotated(1, 2));
        assertThat(states()).containsExactly("1 OLD", "2 CURRENT");
        current.poll();
        written.add(stale.cipher(ssn).encrypt(VALUE));
        written.add(informed.cipher(ssn).encrypt(VALUE));
        written.add(current.cipher(ssn).encrypt(VALUE));
        assertThat(written.stream().map(Envelope::generation)).containsExactly(1, 1, 1, 1, 2);
        for (LiveKeystore driver : List.of(informed, stale, current)) {
            ValueCipher cipher = driver.cipher(ssn);
            for (byte[] envelope : written) {
                assertThat(cipher.decrypt(envelope)).isEqualTo(VALUE);
            }
        }
        for (LiveKeystore driver : drivers) {
            assertThat(driver.cipher(mail).encrypt(VALUE)).isEqualTo(before);
            driver.poll();
            assertThat(driver.cipher(mail).encrypt(VALUE)).isEqualTo(before);
            assertThat(Envelope.generation(driver.cipher(ssn).encrypt(VALUE))).isEqualTo(2);
        }
        assertThat(fixture.backend.rows("SELECT * FROM tde_job")).isEmpty();
        life.rotate(0);
        assertThat(life.rewrap(KeyProgress.silent()).rewrapped()).isEqualTo(5);
        assertThat(fixture.byHand().cipher(ssn).decrypt(written.get(0))).isEqualTo(VALUE);
    }

    @Test
    void aRunThatWasCutOffIsTakenUpWithTheSameKey() throws Exception {
        assertThatThrownBy(() -> life.rotateTableKey(CUSTOMERS, SHORT, whileAnnounced(() -> {
                    throw new IllegalStateException("cut off");
                })))
                .hasMessageContaining("cut off");
        assertThat(states()).containsExactly("1 CURRENT", "2 ANNOUNCED");
        Object announced = fixture.backend
                .rows("SELECT key_id FROM tde_key WHERE key_state = 'ANNOUNCED'")
                .get(0)
                .get("key_id");
        assertThat(life.rotateTableKey(CUSTOMERS, SHORT, KeyProgress.silent())).isEqualTo(new TableKeyRotated(1, 2));
        assertThat(fixture.backend.rows("SELECT key_id FROM tde_key WHERE generation = 2"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("key_id")).isEqualTo(announced));
        assertThat(life.rotateTableKey(CUSTOMERS, SHORT, KeyProgress.silent())).isEqualTo(new TableKeyRotated(2, 3));
        assertThat(states()).containsExactly("1 OLD", "2 OLD", "3 CURRENT");
    }

    @Test
    void whoWasOvertakenDoesNotMakeTheGenerationCurrent() throws Exception {
        try (KeyLife other = life()) {
            assertThatThrownBy(() -> life.rotateTableKey(CUSTOMERS, SHORT, whileAnnounced(() -> {
                        clock.addAndGet(TOOL_LEASE.toMillis() + 1);
                        other.rewrap(KeyProgress.silent());
                    })))
                    .isInstanceOfSatisfying(
                            KeystoreException.class, e -> assertThat(e.code()).isEqualTo("TDE-KEY-021"));
        }
        assertThat(states()).containsExactly("1 CURRENT", "2 ANNOUNCED");
    }

    @Test
    void anUnknownTableIsRefused() {
        assertThatThrownBy(() -> life.rotateTableKey(new TableName("PUBLIC", "NOTHING"), SHORT, KeyProgress.silent()))
                .hasMessageContaining("TDE-MET-031");
    }
}
