package io.tdejdbc.keystore.internal.metadata;

/** Where a key generation stands. */
enum KeyState {
    /** Read and looked up, not yet written. */
    ANNOUNCED,
    /** Written. */
    CURRENT,
    /** Read, written no more. */
    OLD
}
