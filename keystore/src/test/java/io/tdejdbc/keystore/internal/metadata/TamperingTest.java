package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.ValueCipher;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody writes into the metadata tables past the product: a running keystore and a new one both notice. */
class TamperingTest {

    private KeystoreFixture fixture;
    private LiveKeystore running;
    private Metadata metadata;
    private ValueCipher cipher;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        running = fixture.byHand();
        metadata =
                running.register(List.of(random(CUSTOMERS, "SSN"), equality(CUSTOMERS, "MAIL"), random(ORDERS, "X")));
        cipher = running.cipher(KeystoreLifeTest.id(metadata, "SSN"));
        cipher.encrypt(new byte[1]);
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    private void noticed(String code) {
        running.poll();
        assertRefused(code, () -> cipher.encrypt(new byte[1]));
        assertRefused(code, () -> cipher.decrypt(new byte[60]));
        assertRefused(code, () -> running.metadata());
        assertRefused(code, () -> running.refresh());
        assertRefused(code, () -> fixture.byHand());
        // Not only because this process has seen more:
        assertRefused(code, () -> fixture.inAnotherProcess(fixture.settings()));
    }

    private static void assertRefused(String code, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(KeystoreException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.kind()).isEqualTo(Kind.DATA);
        });
    }

    static Stream<Arguments> alterations() {
        Stream.Builder<Arguments> all = Stream.builder();
        for (String set : List.of(
                "key_kind = 'search'",
                "owner_id = '00000000-0000-4000-8000-000000000000'",
                "owner_name = 'x'",
                "generation = 2",
                "key_state = 'OLD'",
                "algorithm = 'none'",
                "created_ms = created_ms + 1",
                "row_mac = 'ff'",
                "row_mac = ''",
                "row_mac = NULL")) {
            all.add(Arguments.of("UPDATE tde_key SET " + set + " WHERE key_kind = 'data'", "TDE-MET-010"));
        }
        all.add(Arguments.of(
                "UPDATE tde_key SET key_id = '00000000-0000-4000-8000-000000000000' WHERE key_kind = 'search'",
                "TDE-MET-010"));
        for (String set : List.of(
                "table_id = '00000000-0000-4000-8000-000000000000'",
                "schema_name = 'OTHER'",
                "table_name = 'OTHER'",
                "column_name = 'OTHER'",
                "protection = 'EQUALITY'",
                "domain_id = '00000000-0000-4000-8000-000000000000'",
                "domain_name = 'x'",
                "comparison = 'binary'",
                "declared_type = 'CHAR(1)'",
                "type_family = 'BINARY'",
                "column_state = 'PLAIN'",
                "column_state = 'nonsense'",
                "since_ms = 0",
                "row_mac = 'zz'")) {
            all.add(Arguments.of("UPDATE tde_column SET " + set + " WHERE column_name = 'SSN'", "TDE-MET-011"));
        }
        for (String set : List.of(
                "epoch = epoch + 1",
                "epoch = epoch - 1",
                "key_rows = key_rows - 1",
                "column_rows = 0",
                "rows_digest = 'ff'",
                "changed_ms = 0",
                "manifest_id = 2",
                "row_mac = REPEAT('0', 64)",
                "row_mac = UPPER(row_mac)")) {
            all.add(Arguments.of("UPDATE tde_manifest SET " + set, "TDE-MET-012"));
        }
        return all.build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void alteredRow(String sql, String code) throws Exception {
        assertThat(fixture.backend.execute(sql)).isPositive();
        noticed(code);
    }

    @ParameterizedTest
    @CsvSource({
        "tde_key, key_kind = 'search', TDE-MET-013",
        "tde_column, column_name = 'SSN', TDE-MET-013",
        "tde_manifest, 1 = 1, TDE-MET-018"
    })
    void deletedRow(String table, String which, String code) throws Exception {
        assertThat(fixture.backend.execute("DELETE FROM " + table + " WHERE " + which))
                .isEqualTo(1);
        noticed(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "canary"})
    void deletedRootRow(String kind) throws Exception {
        fixture.backend.execute("DELETE FROM tde_key WHERE key_kind = ?", kind);
        running.poll();
        assertRefused("TDE-MET-013", () -> cipher.encrypt(new byte[1]));
        assertRefused("TDE-MET-019", () -> fixture.byHand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "canary"})
    void copiedRootRow(String kind) throws Exception {
        fixture.backend.execute("INSERT INTO tde_key SELECT RANDOM_UUID(), key_kind, owner_id, owner_name, generation, "
                + "key_state, algorithm, created_ms, row_mac FROM tde_key WHERE key_kind = '" + kind + "'");
        running.poll();
        assertRefused("TDE-MET-010", () -> cipher.encrypt(new byte[1]));
        assertRefused("TDE-MET-019", () -> fixture.byHand());
    }

    @ParameterizedTest
    @CsvSource({
        "tde_key, key_kind = 'data', key_id, TDE-MET-010",
        "tde_column, column_name = 'SSN', column_id, TDE-MET-011"
    })
    void insertedCopyUnderAnotherId(String table, String which, String id, String code) throws Exception {
        List<Map<String, Object>> rows = fixture.backend.rows("SELECT * FROM " + table + " WHERE " + which);
        rows.get(0).put(id, UUID.randomUUID().toString());
        fixture.backend.insert(table, rows.subList(0, 1));
        noticed(code);
    }

    @Test
    void insertedGenuineOldRow() throws Exception {
        List<Map<String, Object>> old = fixture.backend.rows("SELECT * FROM tde_column WHERE column_name = 'X'");
        metadata = running.unregister(List.of(KeystoreLifeTest.id(metadata, "X")));
        fixture.backend.insert("tde_column", old);
        noticed("TDE-MET-014");
    }

    @Test
    void replayedGenuineOldRow() throws Exception {
        List<Map<String, Object>> old = fixture.backend.rows("SELECT * FROM tde_column WHERE column_name = 'SSN'");
        var ssn = KeystoreLifeTest.column(metadata, "SSN");
        running.changeState(ssn.tableId(), List.of(ssn.columnId()), ColumnState.ENCRYPTED, ColumnState.MIGRATING);
        fixture.backend.execute("DELETE FROM tde_column WHERE column_name = 'SSN'");
        fixture.backend.insert("tde_column", old);
        noticed("TDE-MET-015");
    }

    @Test
    void swappedRows() throws Exception {
        fixture.backend.execute("UPDATE tde_column SET column_id = 'x' WHERE column_name = 'SSN'");
        fixture.backend.execute(
                "UPDATE tde_column SET column_id = ? WHERE column_name = 'MAIL'",
                KeystoreLifeTest.id(metadata, "SSN").toString());
        fixture.backend.execute(
                "UPDATE tde_column SET column_id = ? WHERE column_name = 'SSN'",
                KeystoreLifeTest.id(metadata, "MAIL").toString());
        noticed("TDE-MET-011");
    }

    @Test
    void swappedMacs() throws Exception {
        fixture.backend.execute("UPDATE tde_column SET row_mac = (SELECT row_mac FROM tde_column o WHERE o.column_name "
                + "= 'MAIL') WHERE column_name = 'SSN'");
        noticed("TDE-MET-011");
    }

    @Test
    void rowsOfAnotherDeployment(@TempDir Path directory) throws Exception {
        try (KeystoreFixture foreign = KeystoreFixture.inMemory(directory)) {
            foreign.byHand().register(List.of(random(CUSTOMERS, "SSN")));
            fixture.backend.execute("DELETE FROM tde_column WHERE column_name = 'SSN'");
            fixture.backend.insert("tde_column", foreign.backend.rows("SELECT * FROM tde_column"));
        }
        noticed("TDE-MET-011");
    }

    @Test
    void swappedWrappings() throws Exception {
        List<Map<String, Object>> rows = fixture.backend.rows("SELECT w.* FROM tde_wrapping w JOIN tde_key k ON "
                + "k.key_id = w.key_id WHERE k.key_kind IN ('data', 'search')");
        Object first = rows.get(0).get("key_id");
        for (int i = 0; i < rows.size(); i++) {
            Object from = rows.get((i + 1) % rows.size()).get("wrapped");
            fixture.backend.execute(
                    "UPDATE tde_wrapping SET wrapped = ? WHERE key_id = ?",
                    from,
                    rows.get(i).get("key_id"));
        }
        assertThat(first).isNotNull();
        LiveKeystore fresh = fixture.byHand();
        for (String column : List.of("SSN", "MAIL", "X")) {
            ValueCipher swapped = fresh.cipher(KeystoreLifeTest.id(metadata, column));
            assertRefused("TDE-KEY-008", () -> swapped.encrypt(new byte[1]));
        }
        assertThat(cipher.encrypt(new byte[1])).as("a key in use stays").isNotEmpty();
    }

    @Test
    void alteredAndDeletedWrappings() throws Exception {
        String ofData = " WHERE key_id IN (SELECT key_id FROM tde_key WHERE key_kind = 'data')";
        fixture.backend.execute("UPDATE tde_wrapping SET wrapped = wrapped || 'AAAA'" + ofData);
        ValueCipher altered = fixture.byHand().cipher(KeystoreLifeTest.id(metadata, "SSN"));
        assertRefused("TDE-KEY-006", () -> altered.encrypt(new byte[1]));
        fixture.backend.execute("DELETE FROM tde_wrapping" + ofData);
        ValueCipher deleted = fixture.byHand().cipher(KeystoreLifeTest.id(metadata, "SSN"));
        assertRefused("TDE-KEY-014", () -> deleted.encrypt(new byte[1]));
    }

    @Test
    void anAlteredCanaryIsNotTakenForAnotherMasterKey() throws Exception {
        fixture.backend.execute(
                "UPDATE tde_wrapping SET wrapped = wrapped || 'AAAA' WHERE key_id IN (SELECT key_id FROM "
                        + "tde_key WHERE key_kind = 'canary')");
        assertRefused("TDE-KEY-006", () -> fixture.byHand());
    }

    @Test
    void aTableThatVanishesEndsUse() throws Exception {
        fixture.backend.execute("ALTER TABLE tde_column RENAME TO gone");
        running.poll();
        assertThatThrownBy(() -> cipher.encrypt(new byte[1])).hasMessageStartingWith("TDE-MET-003 ");
        assertThatThrownBy(() -> fixture.byHand()).hasMessageStartingWith("TDE-MET-003 ");
        fixture.backend.execute("ALTER TABLE gone RENAME TO tde_column");
        running.poll();
        assertThat(cipher.encrypt(new byte[1]))
                .as("the next good poll brings it back")
                .isNotEmpty();
    }

    @Test
    void emptiedTablesEndUse() throws Exception {
        for (String table : List.of("tde_key", "tde_column", "tde_manifest")) {
            fixture.backend.execute("DELETE FROM " + table);
        }
        running.poll();
        assertThatThrownBy(() -> cipher.encrypt(new byte[1])).hasMessageStartingWith("TDE-MET-001 ");
    }

    @Test
    void aNewerFormatIsNamed() throws Exception {
        fixture.backend.execute("UPDATE tde_manifest SET format = 2");
        assertThatThrownBy(() -> fixture.byHand())
                .hasMessageStartingWith("TDE-MET-004 ")
                .hasMessageContainingAll("found: format 2", "expected: format 1");
    }

    @Test
    void noTamperingMakesAPermanentLossOfARunningKeystore() throws Exception {
        fixture.backend.execute("UPDATE tde_column SET column_state = 'PLAIN' WHERE column_name = 'SSN'");
        running.poll();
        assertRefused("TDE-MET-011", () -> cipher.encrypt(new byte[1]));
        fixture.backend.execute("UPDATE tde_column SET column_state = 'ENCRYPTED' WHERE column_name = 'SSN'");
        running.poll();
        assertThat(cipher.encrypt(new byte[1])).isNotEmpty();
    }
}
