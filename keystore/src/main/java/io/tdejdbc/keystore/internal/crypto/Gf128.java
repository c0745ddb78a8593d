package io.tdejdbc.keystore.internal.crypto;

/**
 * Multiplication in GHASH's field (NIST SP 800-38D, section 6.3) in constant time: no table, no branch on a value. An
 * element is two longs, the block's first eight bytes big-endian and its last; bit 63 of the first is the coefficient of
 * x^0.
 *
 * <p>The processor's multiplication carries, the field's does not. Operands are therefore split into four parts that
 * have every fourth bit; of a product of two parts at most 16 bits meet in one place, and carries end in the three places
 * between, which are masked away. A product's upper half is the lower half of the product of the reversed operands.
 */
final class Gf128 {

    /** Every fourth bit, beginning at bit 0, 1, 2, 3. */
    static final long M0 = 0x1111111111111111L;

    static final long M1 = M0 << 1;
    static final long M2 = M0 << 2;
    static final long M3 = M0 << 3;

    private Gf128() {}

    /** Multiplies the element at {@code y[at], y[at + 1]} by another, in place. */
    static void multiply(long[] y, int at, long high, long low) {
        long y1 = y[at];
        long y0 = y[at + 1];
        long y1r = Long.reverse(y1);
        long y0r = Long.reverse(y0);
        long h1r = Long.reverse(high);
        long h0r = Long.reverse(low);
        long a = lowHalf(y0, low);
        long b = lowHalf(y1, high);
        long c = lowHalf(y0 ^ y1, low ^ high) ^ a ^ b;
        long ar = lowHalf(y0r, h0r);
        long br = lowHalf(y1r, h1r);
        long cr = lowHalf(y0r ^ y1r, h0r ^ h1r) ^ ar ^ br;
        reduce(a, Long.reverse(ar) >>> 1 ^ c, b ^ Long.reverse(cr) >>> 1, Long.reverse(br) >>> 1, y, at);
    }

    /** Multiplies the element by x, in place. */
    static void timesX(long[] y, int at) {
        long carry = -(y[at + 1] & 1);
        y[at + 1] = y[at + 1] >>> 1 | y[at] << 63;
        y[at] = y[at] >>> 1 ^ carry & 0xE1L << 56;
    }

    /** The 64 low bits of the carry-less product. */
    private static long lowHalf(long x, long y) {
        long x0 = x & M0;
        long x1 = x & M1;
        long x2 = x & M2;
        long x3 = x & M3;
        long y0 = y & M0;
        long y1 = y & M1;
        long y2 = y & M2;
        long y3 = y & M3;
        return (x0 * y0 ^ x1 * y3 ^ x2 * y2 ^ x3 * y1) & M0
                | (x0 * y1 ^ x1 * y0 ^ x2 * y3 ^ x3 * y2) & M1
                | (x0 * y2 ^ x1 * y1 ^ x2 * y0 ^ x3 * y3) & M2
                | (x0 * y3 ^ x1 * y2 ^ x2 * y1 ^ x3 * y0) & M3;
    }

    /** Shifts the 255-bit product to its place and reduces it modulo x^128 + x^7 + x^2 + x + 1. */
    private static void reduce(long p0, long p1, long p2, long p3, long[] y, int at) {
        long v0 = p0 << 1;
        long v1 = p1 << 1 | p0 >>> 63;
        long v2 = p2 << 1 | p1 >>> 63;
        long v3 = p3 << 1 | p2 >>> 63;
        v2 ^= v0 ^ v0 >>> 1 ^ v0 >>> 2 ^ v0 >>> 7;
        v1 ^= v0 << 63 ^ v0 << 62 ^ v0 << 57;
        v3 ^= v1 ^ v1 >>> 1 ^ v1 >>> 2 ^ v1 >>> 7;
        v2 ^= v1 << 63 ^ v1 << 62 ^ v1 << 57;
        y[at] = v3;
        y[at + 1] = v2;
    }
}
