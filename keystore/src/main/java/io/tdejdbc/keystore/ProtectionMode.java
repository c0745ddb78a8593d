package io.tdejdbc.keystore;

/** How a protected column's values are encrypted, and so what the backend can do with them. */
public enum ProtectionMode {
    /** Randomised AEAD: equal values are stored differently; nothing is searchable. */
    RANDOM,
    /** Deterministic AEAD: equal values are stored equally; equality, joins in a domain, grouping and unique keys work. */
    EQUALITY
}
