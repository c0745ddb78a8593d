package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.inDomain;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ColumnName;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application and a tool do with a keystore, from the first column on. */
class KeystoreLifeTest {

    private static final byte[] VALUE = "123-45-6789".getBytes(UTF_8);

    private KeystoreFixture fixture;

    @BeforeEach
    void initialise(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    @Test
    void whatOneKeystoreEncryptsAnotherDecrypts() throws Exception {
        Keystore first = fixture.open();
        Metadata metadata = first.register(List.of(random(CUSTOMERS, "SSN"), equality(CUSTOMERS, "MAIL")));
        byte[] ssn = first.cipher(id(metadata, "SSN")).encrypt(VALUE);
        byte[] mail = first.cipher(id(metadata, "MAIL")).encrypt(VALUE);

        Keystore second = fixture.open();
        assertThat(second.metadata()).isEqualTo(metadata);
        assertThat(second.cipher(id(metadata, "SSN")).decrypt(ssn)).isEqualTo(VALUE);
        assertThat(second.cipher(id(metadata, "MAIL")).decrypt(mail)).isEqualTo(VALUE);
        assertThat(second.cipher(id(metadata, "MAIL")).encrypt(VALUE)).isEqualTo(mail);
        assertThat(second.cipher(id(metadata, "SSN")).encrypt(VALUE)).isNotEqualTo(ssn);
    }

    @Test
    void batchesAreTheSameAsSingleValues() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        ValueCipher cipher = keystore.cipher(id(metadata, "SSN"));
        byte[][] envelopes = cipher.encryptAll(new byte[][] {VALUE, null, new byte[0]});
        assertThat(cipher.decrypt(envelopes[0])).isEqualTo(VALUE).hasSize(envelopes[0].length - cipher.overhead());
        assertThat(envelopes[1]).isNull();
        assertThat(cipher.decrypt(envelopes[2])).isEmpty();
    }

    @Test
    void columnsOfADomainShareTheirContextAndNoOthersDo() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(
                inDomain(CUSTOMERS, "ID", "customer"),
                inDomain(ORDERS, "CUSTOMER", "customer"),
                equality(ORDERS, "OTHER"),
                inDomain(ORDERS, "ELSEWHERE", "another")));
        byte[] token = keystore.cipher(id(metadata, "ID")).encrypt(VALUE);
        assertThat(keystore.cipher(id(metadata, "CUSTOMER")).encrypt(VALUE)).isEqualTo(token);
        assertThat(keystore.cipher(id(metadata, "CUSTOMER")).decrypt(token)).isEqualTo(VALUE);
        for (String stranger : List.of("OTHER", "ELSEWHERE")) {
            ValueCipher cipher = keystore.cipher(id(metadata, stranger));
            assertThatThrownBy(() -> cipher.decrypt(token))
                    .isInstanceOfSatisfying(
                            KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(KeystoreException.Kind.DATA));
        }
    }

    @Test
    void everyTableHasADataKeyAndOnlyTablesWithOwnEqualityColumnsASearchKey() throws Exception {
        Keystore keystore = fixture.open();
        keystore.register(List.of(random(CUSTOMERS, "SSN"), inDomain(ORDERS, "CUSTOMER", "customer")));
        assertThat(kinds()).containsExactly("canary", "data", "data", "deployment", "domain");
        keystore.register(List.of(equality(CUSTOMERS, "MAIL"), equality(CUSTOMERS, "PHONE")));
        assertThat(kinds()).containsExactly("canary", "data", "data", "deployment", "domain", "search");
        assertThat(fixture.backend.rows("SELECT * FROM tde_wrapping")).hasSize(6);
    }

    @Test
    void registeringAgainChangesNothing() throws Exception {
        Keystore keystore = fixture.open();
        Metadata first = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        assertThat(keystore.register(List.of(random(CUSTOMERS, "SSN")))).isEqualTo(first);
        assertThat(fixture.open().register(List.of(random(CUSTOMERS, "SSN")))).isEqualTo(first);
    }

    @Test
    void registeringOtherwiseIsRefusedAndChangesNothing() throws Exception {
        Keystore keystore = fixture.open();
        Metadata first = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        assertThatThrownBy(() -> keystore.register(List.of(equality(CUSTOMERS, "SSN"), random(ORDERS, "X"))))
                .hasMessageStartingWith("TDE-MET-030 ")
                .hasMessageContainingAll("PUBLIC.CUSTOMERS.SSN", "RANDOM of TEXT", "EQUALITY of TEXT");
        assertThat(keystore.refresh()).isEqualTo(first);
        assertThatThrownBy(() -> keystore.register(List.of(random(ORDERS, "X"), random(ORDERS, "X"))))
                .hasMessageStartingWith("TDE-MET-033 ");
    }

    @Test
    void aColumnMovesFromStateToStateAndOnlyFromWhereItIs() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN"), random(CUSTOMERS, "NAME")));
        ColumnRecord ssn = column(metadata, "SSN");
        List<UUID> both = List.of(ssn.columnId(), id(metadata, "NAME"));
        Metadata moved = keystore.changeState(ssn.tableId(), both, ColumnState.ENCRYPTED, ColumnState.MIGRATING);
        assertThat(moved.epoch()).isEqualTo(metadata.epoch() + 1);
        assertThat(moved.columns()).extracting(ColumnRecord::state).containsOnly(ColumnState.MIGRATING);
        assertThatThrownBy(
                        () -> keystore.changeState(ssn.tableId(), both, ColumnState.ENCRYPTED, ColumnState.MIGRATING))
                .hasMessageStartingWith("TDE-MET-032 ");
        assertThatThrownBy(
                        () -> keystore.changeState(UUID.randomUUID(), both, ColumnState.MIGRATING, ColumnState.READY))
                .hasMessageStartingWith("TDE-MET-031 ");
        assertThat(keystore.refresh()).isEqualTo(moved);
    }

    @Test
    void aNewDeclarationKeepsTheColumnReadable() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        UUID ssn = id(metadata, "SSN");
        byte[] envelope = keystore.cipher(ssn).encrypt(VALUE);
        Metadata wider = keystore.redeclare(ssn, "VARCHAR(80)", TypeFamily.TEXT);
        assertThat(column(wider, "SSN").declaredType()).isEqualTo("VARCHAR(80)");
        assertThat(keystore.cipher(ssn).decrypt(envelope)).isEqualTo(VALUE);
        assertThat(keystore.redeclare(ssn, "VARCHAR(80)", TypeFamily.TEXT)).isEqualTo(wider);
    }

    @Test
    void aRenamedColumnKeepsItsKeysAndValues() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN"), equality(CUSTOMERS, "NAME")));
        UUID ssn = id(metadata, "SSN");
        UUID name = id(metadata, "NAME");
        byte[] random = keystore.cipher(ssn).encrypt(VALUE);
        byte[] equal = keystore.cipher(name).encrypt(VALUE);
        TableName clients = new TableName(CUSTOMERS.schema(), "CLIENTS");
        Metadata renamed =
                keystore.rename(Map.of(ssn, new ColumnName(clients, "SOCIAL"), name, new ColumnName(clients, "NAME")));
        assertThat(renamed.columns()).extracting(ColumnRecord::table).containsOnly(clients);
        assertThat(id(renamed, "SOCIAL")).isEqualTo(ssn);
        Keystore other = fixture.open();
        assertThat(other.metadata()).isEqualTo(renamed);
        assertThat(other.cipher(ssn).decrypt(random)).isEqualTo(VALUE);
        assertThat(other.cipher(name).encrypt(VALUE)).isEqualTo(equal);
        assertThatThrownBy(() -> keystore.rename(Map.of(ssn, new ColumnName(clients, "NAME"))))
                .hasMessageStartingWith("TDE-MET-031 ");
        assertThatThrownBy(() -> keystore.rename(Map.of(UUID.randomUUID(), new ColumnName(clients, "OTHER"))))
                .hasMessageStartingWith("TDE-MET-031 ");
        assertThat(keystore.refresh()).isEqualTo(renamed);
    }

    @Test
    void anUnregisteredColumnHasNoCipherAnyMore() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN"), random(CUSTOMERS, "NAME")));
        UUID ssn = id(metadata, "SSN");
        ValueCipher kept = keystore.cipher(ssn);
        byte[] envelope = kept.encrypt(VALUE);
        Metadata left = keystore.unregister(List.of(ssn, UUID.randomUUID()));
        assertThat(left.columns()).extracting(ColumnRecord::column).containsExactly("NAME");
        assertThatThrownBy(() -> kept.decrypt(envelope)).hasMessageStartingWith("TDE-MET-031 ");
        assertThatThrownBy(() -> keystore.cipher(ssn)).hasMessageStartingWith("TDE-MET-031 ");
        assertThat(kinds()).containsExactly("canary", "data", "deployment");
    }

    @Test
    void namesAreKeptAsTheyAre() throws Exception {
        Keystore keystore = fixture.open();
        TableName odd = new TableName("", "Bestellung \"Ü\" 'x'; DROP TABLE tde_key");
        Metadata metadata = keystore.register(List.of(random(odd, "été")));
        assertThat(fixture.open().metadata().columns().get(0).table()).isEqualTo(odd);
        assertThat(metadata.columns().get(0).column()).isEqualTo("été");
    }

    @Test
    void aClosedKeystoreGivesNothing() throws Exception {
        Keystore keystore = fixture.open();
        Metadata metadata = keystore.register(List.of(random(CUSTOMERS, "SSN")));
        ValueCipher cipher = keystore.cipher(id(metadata, "SSN"));
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance")).hasSize(1);
        keystore.close();
        keystore.close();
        assertThat(fixture.backend.rows("SELECT * FROM tde_instance")).isEmpty();
        assertThatThrownBy(() -> cipher.encrypt(VALUE)).hasMessageStartingWith("TDE-KEY-013 ");
        assertThatThrownBy(keystore::metadata).hasMessageStartingWith("TDE-KEY-013 ");
        assertThatThrownBy(keystore::refresh).hasMessageStartingWith("TDE-KEY-013 ");
        assertThatThrownBy(() -> keystore.register(List.of())).hasMessageStartingWith("TDE-KEY-013 ");
    }

    private List<String> kinds() throws SQLException {
        return fixture.backend.rows("SELECT key_kind FROM tde_key ORDER BY key_kind").stream()
                .map(row -> (String) row.get("key_kind"))
                .toList();
    }

    static ColumnRecord column(Metadata metadata, String name) {
        return metadata.columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static UUID id(Metadata metadata, String name) {
        return column(metadata, name).columnId();
    }
}
