package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.internal.dialect.HeldRows;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.driver.internal.types.PostgresTypes;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.ValueCipher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which values are decrypted ahead, and for which field each of them is given out. */
class ColumnBlockTest {
    private static final byte BAD = -1;

    private final Page page = new Page();
    private final PlusOne cipher = new PlusOne();
    private final ColumnBlock block = new ColumnBlock(
            1,
            new ColumnBinding(
                    "t",
                    "c",
                    new PostgresTypes()
                            .codec(new PostgresTypes().ofDefinition("bytea").orElseThrow(), ProtectionMode.RANDOM),
                    cipher));

    @Test
    void blocksGrowAsLongAsTheirValuesAreAskedFor() {
        page.fill(1000);
        assertThat(takeCurrent()).isNull();
        for (int row = 1; row < 1000; row++) {
            page.position = row;
            assertThat(takeCurrent()).containsExactly(row / 100 + 1, row % 100 + 1);
        }
        // One row by itself, then ever more until the page ends.
        assertThat(cipher.blocks).containsExactly(32, 128, 256, 256, 256, 71);
    }

    @Test
    void aValueIsGivenOutOnce() {
        page.fill(100);
        takeCurrent();
        page.position = 1;
        assertThat(takeCurrent()).isNotNull();
        assertThat(takeCurrent()).isNull();
        page.position = 2;
        assertThat(takeCurrent()).isNotNull();
        page.position = 1;
        assertThat(takeCurrent()).isNull();
    }

    @Test
    void whereverTheCursorGoesAValueIsItsOwnFields() {
        page.fill(300);
        int given = 0;
        for (int step = 0; step < 2000; step++) {
            page.position = (step * step + 7 * step) / 5 % 300;
            byte[] value = takeCurrent();
            if (value != null) {
                given++;
                assertThat(value).containsExactly(page.position / 100 + 1, page.position % 100 + 1);
            }
        }
        assertThat(given).isPositive();
    }

    @Test
    void equalFieldsAreNotTakenForEachOther() {
        for (int i = 0; i < 40; i++) {
            page.fields.add(new byte[] {5, 5});
        }
        takeCurrent();
        page.position = 1;
        assertThat(takeCurrent()).containsExactly(6, 6);
        // The driver went to another page, whose rows have the same bytes.
        page.fields.clear();
        page.fields.add(new byte[] {5, 5});
        page.position = 0;
        assertThat(takeCurrent()).isNull();
    }

    @Test
    void fewRowsAreReadOneByOne() {
        page.fill(ColumnBlock.LEAST_ROWS);
        takeCurrent();
        page.position = 1;
        assertThat(takeCurrent()).isNull();
        assertThat(cipher.blocks).isEmpty();
    }

    @Test
    void aColumnThatIsSeldomAskedForIsNotDecryptedAhead() {
        page.fill(5000);
        for (int row = 0; row < 5000; row += 50) {
            page.position = row;
            takeCurrent();
        }
        assertThat(cipher.blocks.stream().mapToInt(Integer::intValue).sum()).isLessThan(1000);
    }

    @Test
    void aFailureNullAndALongValueAreLeftToTheirRows() {
        page.fill(30);
        page.fields.set(5, new byte[] {BAD, 0});
        page.fields.set(6, null);
        page.fields.set(7, new byte[5000]);
        for (int row = 0; row < 30; row++) {
            page.position = row;
            if (page.field(1) == null) {
                continue;
            }
            assertThat(takeCurrent() == null).as("row %d", row).isEqualTo(row == 0 || row == 5 || row == 7);
        }
    }

    private byte[] takeCurrent() {
        return block.take(page, page.field(1));
    }

    private static final class Page implements HeldRows {
        private final List<byte[]> fields = new ArrayList<>();
        private int position;

        void fill(int rows) {
            for (int i = 0; i < rows; i++) {
                fields.add(new byte[] {(byte) (i / 100), (byte) (i % 100)});
            }
        }

        @Override
        public int available() {
            return fields.size() - position;
        }

        @Override
        public byte[] field(int index) {
            return fields.get(position);
        }

        @Override
        public int look(int index, byte[][] ahead) {
            int count = Math.min(ahead.length, available());
            for (int i = 0; i < count; i++) {
                ahead[i] = fields.get(position + i);
            }
            return count;
        }

        @Override
        public byte[] envelope(byte[] field) {
            return field;
        }
    }

    /** Decrypts by adding one to each byte. */
    private static final class PlusOne implements ValueCipher {
        private final List<Integer> blocks = new ArrayList<>();

        @Override
        public byte[] encrypt(byte[] plaintext) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[][] encryptAll(byte[][] plaintexts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] decrypt(byte[] envelope) throws KeystoreException {
            if (envelope[0] == BAD) {
                throw new KeystoreException("TDE-CRY-001", KeystoreException.Kind.DATA, "bad");
            }
            byte[] value = envelope.clone();
            for (int i = 0; i < value.length; i++) {
                value[i]++;
            }
            return value;
        }

        @Override
        public DecryptedValues decryptAll(byte[][] envelopes) {
            blocks.add(envelopes.length);
            return ValueCipher.super.decryptAll(envelopes);
        }

        @Override
        public int overhead() {
            return 0;
        }
    }
}
