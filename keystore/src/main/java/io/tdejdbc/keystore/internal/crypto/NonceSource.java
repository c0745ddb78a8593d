package io.tdejdbc.keystore.internal.crypto;

/** Where salts and nonces come from. */
@FunctionalInterface
interface NonceSource {
    /** Fills a part of an array. */
    void fill(byte[] target, int offset, int length);
}
