package io.tdejdbc.driver.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.internal.dialect.CheckConstraint;
import io.tdejdbc.driver.internal.types.DeclaredType;
import io.tdejdbc.driver.internal.types.H2Types;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvelopeReaderTest {
    private static final int ROWS = 250;
    private static final int CHUNK = 100;

    /** A cipher that remembers how it was asked. */
    private static final class Watched implements ValueCipher {
        private final ValueCipher cipher;
        private final List<Integer> together = new ArrayList<>();

        private Watched(ValueCipher cipher) {
            this.cipher = cipher;
        }

        @Override
        public byte[] encrypt(byte[] plaintext) throws KeystoreException {
            return cipher.encrypt(plaintext);
        }

        @Override
        public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
            return cipher.encryptAll(plaintexts);
        }

        @Override
        public byte[] decrypt(byte[] envelope) {
            throw new AssertionError("one by one");
        }

        @Override
        public DecryptedValues decryptAll(byte[][] envelopes) {
            together.add(envelopes.length);
            return cipher.decryptAll(envelopes);
        }

        @Override
        public int overhead() {
            return cipher.overhead();
        }
    }

    private final SecretKeyBytes digestKey = RowDigest.key();
    private final RowDigest plain = RowDigest.of(digestKey);
    private final Watched random = new Watched(cipher(ProtectionMode.RANDOM));
    private final Watched equality = new Watched(cipher(ProtectionMode.EQUALITY));
    private Connection connection;

    @BeforeEach
    void setUp() throws SQLException, KeystoreException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        byte[][] names = new byte[ROWS][];
        byte[][] codes = new byte[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            names[i] = i % 9 == 2 ? null : ("name " + i).getBytes(StandardCharsets.UTF_8);
            codes[i] = ("code " + i % 5).getBytes(StandardCharsets.UTF_8);
            plain.add(new byte[][] {names[i], codes[i]});
        }
        byte[][] storedNames = random.encryptAll(names);
        byte[][] storedCodes = equality.encryptAll(codes);
        execute("CREATE TABLE T(ID INTEGER, NAME VARBINARY, CODE VARBINARY)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setBytes(2, storedNames[i]);
                insert.setBytes(3, storedCodes[i]);
                insert.executeUpdate();
            }
        }
    }

    @AfterEach
    void tearDown() throws SQLException {
        connection.close();
    }

    @Test
    void givesTheDigestOfThePlainRowsAndReadsAChunkTogether() throws SQLException {
        assertThat(read().sameAs(plain)).isTrue();
        assertThat(random.together).containsExactly(CHUNK, CHUNK, ROWS - 2 * CHUNK);
        assertThat(equality.together).containsExactly(CHUNK, CHUNK, ROWS - 2 * CHUNK);
    }

    @Test
    void tellsAnotherValueInOneRow() throws SQLException {
        execute("UPDATE T SET CODE = (SELECT CODE FROM T WHERE ID = 1) WHERE ID = 240");
        assertThat(read().sameAs(plain)).isFalse();
    }

    @Test
    void anAlteredValueIsAnError() throws SQLException {
        execute("UPDATE T SET NAME = SUBSTRING(NAME FROM 1 FOR 40) || X'00' || SUBSTRING(NAME FROM 42) WHERE ID = 130");
        assertThatThrownBy(this::read)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("TDE-CRY-005")
                .hasMessageContaining("T.NAME");
    }

    private RowDigest read() throws SQLException {
        EnvelopeReader reader = new EnvelopeReader(
                List.of(work("NAME", ProtectionMode.RANDOM, random), work("CODE", ProtectionMode.EQUALITY, equality)),
                RowDigest.of(digestKey),
                Progress.silent());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT ID, NAME, CODE FROM T")) {
            int inChunk = 0;
            while (rows.next()) {
                reader.row(rows.getString(1), rows);
                inChunk++;
                if (inChunk == CHUNK) {
                    reader.chunk();
                    inChunk = 0;
                }
            }
            reader.chunk();
        }
        return reader.digest();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ColumnWork work(String column, ProtectionMode mode, ValueCipher cipher) {
        H2Types types = new H2Types();
        DeclaredType type = types.ofDefinition("VARCHAR(40)").orElseThrow();
        TableName table = new TableName("PUBLIC", "T");
        ColumnRecord record = new ColumnRecord(
                new UUID(2, 2),
                new UUID(3, column.hashCode()),
                table,
                column,
                mode,
                Optional.empty(),
                "",
                type.definition(),
                TypeFamily.TEXT,
                ColumnState.READY,
                1);
        return new ColumnWork(
                record,
                type,
                types.codec(type, mode),
                cipher,
                column + "_TMP",
                types.storedType(type, mode),
                new CheckConstraint(table, column, Optional.empty(), 0xF9, 44, Optional.empty(), ""));
    }

    private static ValueCipher cipher(ProtectionMode mode) {
        ValueContext context = ValueContext.ofColumn(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3), TypeFamily.TEXT);
        Map<Integer, SecretKeyBytes> keys = Map.of(1, SecretKeyBytes.copyOf(new byte[32]));
        return mode == ProtectionMode.RANDOM
                ? ValueCiphers.random(context, keys, 1)
                : ValueCiphers.equality(context, keys, 1);
    }
}
