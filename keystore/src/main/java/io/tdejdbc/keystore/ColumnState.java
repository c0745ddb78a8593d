package io.tdejdbc.keystore;

/** Where a column stands between plain and encrypted. Drivers one state apart understand each other. */
public enum ColumnState {
    /** Written, read and looked up plain. */
    PLAIN,
    /** Written plain; read and looked up in both forms. */
    READY,
    /** Written as envelopes; read and looked up in both forms. */
    MIGRATING,
    /** Envelopes only. */
    ENCRYPTED
}
