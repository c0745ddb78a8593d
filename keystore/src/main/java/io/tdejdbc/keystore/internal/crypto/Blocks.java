package io.tdejdbc.keystore.internal.crypto;

/** Arithmetic on 16-byte blocks, in time that does not depend on their content. */
final class Blocks {

    private Blocks() {}

    /** Multiplies by x in GF(2^128) as CMAC and S2V define it: shift left, reduce by 0x87. */
    static void doubleInPlace(byte[] block) {
        int carry = block[0] >>> 7 & 1;
        for (int i = 0; i < 15; i++) {
            block[i] = (byte) (block[i] << 1 | block[i + 1] >>> 7 & 1);
        }
        block[15] = (byte) (block[15] << 1 ^ 0x87 & -carry);
    }

    /** Adds 16 bytes of {@code source} to 16 bytes of {@code target}. */
    static void xor(byte[] source, int from, byte[] target, int to) {
        for (int i = 0; i < 16; i++) {
            target[to + i] ^= source[from + i];
        }
    }

    /** Adds a block to 16 bytes of {@code target}. */
    static void add(byte[] block, byte[] target, int to) {
        Words.putLittle(target, to, Words.little(target, to) ^ Words.little(block, 0));
        Words.putLittle(target, to + 8, Words.little(target, to + 8) ^ Words.little(block, 8));
    }
}
