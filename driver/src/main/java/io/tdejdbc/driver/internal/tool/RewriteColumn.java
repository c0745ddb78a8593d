package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ValueCipher;

/**
 * One column whose values are to be of one key generation.
 *
 * @param record the metadata
 * @param cipher of the column
 * @param generation the one that the cipher writes
 */
record RewriteColumn(ColumnRecord record, ValueCipher cipher, int generation) {
    String name() {
        return record.column();
    }

    String place() {
        return record.table() + "." + record.column();
    }

    /** The generation as it stands in an envelope. */
    byte[] generationBytes() {
        return new byte[] {(byte) (generation >>> 16), (byte) (generation >>> 8), (byte) generation};
    }
}
