package io.tdejdbc.driver.internal.jdbc;

import io.tdejdbc.driver.internal.dialect.HeldRows;
import io.tdejdbc.driver.internal.plan.ColumnBinding;
import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;

/**
 * One protected column of a result set that is read from its beginning to its end, decrypted some rows ahead. A value is
 * found by the very array that the inner driver holds for the current row, so whatever moves the cursor, a value is
 * given out for its own field, for one of the same bytes, or not at all. Each is given out once: its array becomes the caller's.
 */
final class ColumnBlock {
    /** Fewer than that are not worth a block. */
    static final int LEAST_ROWS = 16;

    private static final int FIRST_ROWS = 32;
    private static final int MOST_ROWS = 256;
    /** Bytes; longer values gain nothing and would be held for nothing if they are not asked for. */
    private static final int LONGEST = 1024;

    private static final byte[][] NONE = new byte[0][];

    private final int index;
    private final ColumnBinding column;
    private byte[][] fields = NONE;
    private DecryptedValues values = new DecryptedValues(NONE, new KeystoreException[0]);
    private byte[] last = new byte[0];
    private int next;
    private int given;
    private int rows = FIRST_ROWS;
    private int single = 1;
    private int pause;

    ColumnBlock(int index, ColumnBinding column) {
        this.index = index;
        this.column = column;
    }

    /**
     * The canonical bytes of the current row's value.
     *
     * @param field what the inner driver holds for it
     * @return null if it has to be read and decrypted by itself
     */
    byte[] take(HeldRows held, byte[] field) {
        if (field == last) {
            return null;
        }
        last = field;
        for (int i = next; i < fields.length; i++) {
            if (fields[i] == field) {
                return take(i);
            }
        }
        return fill(held, field) ? take(0) : null;
    }

    private byte[] take(int at) {
        next = at + 1;
        given++;
        try {
            return values.get(at);
        } catch (KeystoreException e) {
            // Read by itself it fails again, at its own row, or has become readable meanwhile.
            return null;
        }
    }

    /**
     * Decrypts from the current row on: nothing at the first value, then ever more rows as long as at least half of their
     * values are asked for, and ever less often where they are not.
     */
    private boolean fill(HeldRows held, byte[] field) {
        if (fields.length > 0) {
            boolean wanted = 2 * given >= fields.length;
            rows = wanted ? Math.min(MOST_ROWS, 4 * fields.length) : FIRST_ROWS;
            pause = wanted ? 0 : Math.min(MOST_ROWS, 4 * Math.max(pause, 4));
            single = pause;
            given = 0;
            next = 0;
            fields = NONE;
        }
        if (single > 0) {
            single--;
            return false;
        }
        int count = Math.min(rows, held.available());
        if (count < LEAST_ROWS) {
            return false;
        }
        byte[][] ahead = new byte[count][];
        if (held.look(index, ahead) != count || ahead[0] != field) {
            return false;
        }
        byte[][] envelopes = new byte[count][];
        for (int i = 0; i < count; i++) {
            byte[] envelope = ahead[i] == null ? null : held.envelope(ahead[i]);
            envelopes[i] = envelope != null && envelope.length <= LONGEST ? envelope : null;
        }
        values = column.decryptAll(envelopes);
        fields = ahead;
        return true;
    }
}
