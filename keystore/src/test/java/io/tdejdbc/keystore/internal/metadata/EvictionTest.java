package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.internal.keys.FakeProvider;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running drivers forget keys when a tool asks them to. */
class EvictionTest {

    private static final byte[] VALUE = {4, 2};

    private KeystoreFixture fixture;
    private FakeProvider provider;
    private LiveKeystore keystore;
    private ValueCipher ssn;
    private ValueCipher mail;
    private KeyLife life;
    private byte[] ssnEnvelope;
    private byte[] mailEnvelope;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        provider = new FakeProvider(fixture.provider);
        keystore = fixture.byHand(fixture.settings(), fixture.backend, provider);
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN"), equality(ORDERS, "MAIL")));
        ssn = keystore.cipher(KeystoreLifeTest.id(metadata, "SSN"));
        mail = keystore.cipher(KeystoreLifeTest.id(metadata, "MAIL"));
        ssnEnvelope = ssn.encrypt(VALUE);
        mailEnvelope = mail.encrypt(VALUE);
        life = Keystores.keyLife(
                new KeyLifeSettings(fixture.deployment, "tester", KeyLifeSettings.DEFAULT_LEASE),
                fixture.backend,
                fixture.provider);
        keystore.poll();
    }

    @AfterEach
    void close() throws SQLException {
        life.close();
        fixture.close();
    }

    @Test
    void allKeysAreUnwrappedAnewAfterTheNextPollAndOnlyOnce() throws Exception {
        for (int round = 0; round < 2; round++) {
            int before = provider.unwraps();
            life.evict(Optional.empty());
            assertThat(ssn.decrypt(ssnEnvelope)).isEqualTo(VALUE);
            assertThat(provider.unwraps()).isEqualTo(before);
            keystore.poll();
            keystore.poll();
            assertThat(ssn.decrypt(ssnEnvelope)).isEqualTo(VALUE);
            assertThat(mail.decrypt(mailEnvelope)).isEqualTo(VALUE);
            assertThat(provider.unwraps()).isEqualTo(before + 2);
        }
    }

    @Test
    void theKeysOfOneTable() throws Exception {
        life.evict(Optional.of(CUSTOMERS));
        keystore.poll();
        provider.fail(KeystoreError.MASTER_KEY_REFUSED);
        assertThat(mail.decrypt(mailEnvelope)).isEqualTo(VALUE);
        assertThatThrownBy(() -> ssn.decrypt(ssnEnvelope)).hasMessageContaining("TDE-KEY-010");
        assertThatThrownBy(() -> ssn.encrypt(VALUE)).hasMessageContaining("TDE-KEY-010");
    }

    @Test
    void aDriverThatStartsAfterwardsForgetsNothing() throws Exception {
        life.evict(Optional.empty());
        LiveKeystore late = fixture.byHand(fixture.settings(), fixture.backend, provider);
        late.poll();
        ValueCipher cipher = late.cipher(KeystoreLifeTest.id(late.metadata(), "SSN"));
        assertThat(cipher.decrypt(ssnEnvelope)).isEqualTo(VALUE);
        int before = provider.unwraps();
        late.poll();
        assertThat(cipher.decrypt(ssnEnvelope)).isEqualTo(VALUE);
        assertThat(provider.unwraps()).isEqualTo(before);
    }

    @Test
    void anUnknownTableIsRefused() {
        assertThatThrownBy(() -> life.evict(Optional.of(new TableName("PUBLIC", "NOTHING"))))
                .hasMessageContaining("TDE-MET-031")
                .hasMessageContaining("PUBLIC.NOTHING");
    }

    @Test
    void withoutTheTableOfJobsDriversLiveOn() throws Exception {
        fixture.backend.execute("DROP TABLE tde_job");
        keystore.poll();
        keystore.poll();
        int opens = fixture.backend.opens();
        keystore.poll();
        assertThat(fixture.backend.opens()).isEqualTo(opens);
        assertThat(ssn.decrypt(ssnEnvelope)).isEqualTo(VALUE);
    }
}
