package io.tdejdbc.driver.internal.dialect;

/**
 * The rows that the backend's own driver holds in memory for an open result set, from the current one on. Looking at
 * them moves nothing and changes nothing. Used by one thread at a time, like the result set.
 */
public interface HeldRows {

    /** How many rows can be looked at, the current one included; 0 before the first row, after the last and once closed. */
    int available();

    /**
     * The driver's own bytes of a field of the current row, not to be changed. As long as the row is held it is the same
     * array whenever it is asked for, and no other field's of the column unless that holds the very same bytes.
     *
     * @param index column from 1, existing
     * @return null for NULL, for what is no byte string, and where {@link #available} is 0
     */
    byte[] field(int index);

    /**
     * Looks at a column from the current row on.
     *
     * @param fields takes what {@link #field} will give in each row, as many as there are places and rows
     * @return how many places were filled
     */
    int look(int index, byte[][] fields);

    /**
     * The envelope that a field stands for. Where it stands for something else, it is any bytes or null: only
     * authentication tells.
     *
     * @return not to be changed; null if it cannot be told
     */
    byte[] envelope(byte[] field);
}
