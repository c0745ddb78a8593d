package io.tdejdbc.keystore.internal.metadata;

/** Where a key generation stands. */
enum KeyState {
    /** Read and looked up, not yet written. */
    ANNOUNCED,
    /** Written. */
    CURRENT,
    /** Read and looked up, written no more. */
    OLD,
    /** No value of it is left: neither read nor looked up. Its wrappings stay. */
    RETIRED,
    /** As retired, and its wrappings were deleted. The row keeps the generation's number from being used again. */
    DESTROYED;

    /** Whether values of it may be stored. */
    boolean live() {
        return this == ANNOUNCED || this == CURRENT || this == OLD;
    }
}
