package io.tdejdbc.keystore.internal.crypto;

import java.util.Arrays;

/**
 * GHASH of many messages side by side, one in each lane, in constant time. The sum of block times power of the hash key
 * is built unreduced and reduced once for each message.
 *
 * <p>The shape of the loops is what makes it fast: the JIT compiler turns a loop with one or two multiplications into
 * vector instructions and gives up, silently, on one with four. Each is a method of its own, so that it is compiled on
 * its own. Not thread-safe.
 */
final class GhashLanes {

    /** Blocks in waiting, by distance from the end: first word, second word, and both in the other byte order. */
    private final long[][] first;

    private final long[][] second;
    private final long[][] firstSwapped;
    private final long[][] secondSwapped;

    /** The six operands of the block at hand: low, high, their sum, and the same reversed. */
    private final long[][] operand = new long[6][];
    /** For each operand four sums of which every fourth bit counts. */
    private final long[][] sum = new long[24][];

    private final long[] scratch;
    /** The greatest distance, and the highest lane, since the last wiping. */
    private int longest;

    private int widest;

    GhashLanes(int lanes, int maxBlocks) {
        first = new long[maxBlocks][lanes];
        second = new long[maxBlocks][lanes];
        firstSwapped = new long[maxBlocks][lanes];
        secondSwapped = new long[maxBlocks][lanes];
        for (int i = 0; i < operand.length; i++) {
            operand[i] = new long[lanes];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = new long[lanes];
        }
        scratch = new long[lanes];
    }

    /** Puts a block into a lane; the words are little-endian. */
    void put(int lane, int distance, long littleFirst, long littleSecond) {
        firstSwapped[distance - 1][lane] = littleFirst;
        secondSwapped[distance - 1][lane] = littleSecond;
        first[distance - 1][lane] = Long.reverseBytes(littleFirst);
        second[distance - 1][lane] = Long.reverseBytes(littleSecond);
    }

    /** Forgets all sums. */
    void clear(int count) {
        for (long[] lane : sum) {
            Arrays.fill(lane, 0, count, 0);
        }
    }

    /** Adds, for lanes {@code from} to {@code to}, the blocks at the distance times the power of the hash key for it. */
    void absorb(int distance, GhashKey key, int from, int to) {
        longest = Math.max(longest, distance);
        widest = Math.max(widest, to);
        long[] low = operand[0];
        long[] high = operand[1];
        System.arraycopy(second[distance - 1], from, low, from, to - from);
        System.arraycopy(first[distance - 1], from, high, from, to - from);
        add(low, high, operand[2], from, to);
        reverseBitsInBytes(secondSwapped[distance - 1], operand[3], from, to);
        reverseBitsInBytes(firstSwapped[distance - 1], operand[4], from, to);
        add(operand[3], operand[4], operand[5], from, to);
        long[] split = key.split();
        int at = key.operands(distance);
        for (int i = 0; i < 6; i++, at += 4) {
            long[] x = operand[i];
            long h0 = split[at];
            long h1 = split[at + 1];
            long h2 = split[at + 2];
            long h3 = split[at + 3];
            multiplyAdd(sum[4 * i], x, Gf128.M0, h0, Gf128.M1, h3, from, to);
            multiplyAdd(sum[4 * i], x, Gf128.M2, h2, Gf128.M3, h1, from, to);
            multiplyAdd(sum[4 * i + 1], x, Gf128.M0, h1, Gf128.M1, h0, from, to);
            multiplyAdd(sum[4 * i + 1], x, Gf128.M2, h3, Gf128.M3, h2, from, to);
            multiplyAdd(sum[4 * i + 2], x, Gf128.M0, h2, Gf128.M1, h1, from, to);
            multiplyAdd(sum[4 * i + 2], x, Gf128.M2, h0, Gf128.M3, h3, from, to);
            multiplyAdd(sum[4 * i + 3], x, Gf128.M0, h3, Gf128.M1, h2, from, to);
            multiplyAdd(sum[4 * i + 3], x, Gf128.M2, h1, Gf128.M3, h0, from, to);
        }
    }

    /** Reduces the sums of the first lanes; {@link #high} and {@link #low} have the result. */
    void reduce(int count) {
        for (int i = 0; i < 6; i++) {
            gather(sum[4 * i], sum[4 * i + 1], sum[4 * i + 2], sum[4 * i + 3], sum[i], count);
        }
        // gather() wrote operand i's product over sums that it had read before.
        long[] a = sum[0];
        long[] b = sum[1];
        long[] c = sum[2];
        long[] ar = sum[3];
        long[] br = sum[4];
        long[] cr = sum[5];
        addTwo(a, b, c, count);
        addTwo(ar, br, cr, count);
        reverseHalf(ar, count);
        reverseHalf(br, count);
        reverseHalf(cr, count);
        addTo(ar, c, count);
        addTo(cr, b, count);
        // The product's words, lowest first, are now a, c, b, br.
        shift(b, br, count);
        shift(c, b, count);
        shift(a, c, count);
        shiftLast(a, count);
        fold(a, b, c, count);
        fold(c, br, b, count);
    }

    /** A lane's first word, big-endian. */
    long high(int lane) {
        return sum[4][lane];
    }

    /** A lane's second word, big-endian. */
    long low(int lane) {
        return sum[1][lane];
    }

    /** Forgets everything. */
    void wipe() {
        if (widest == 0) {
            return;
        }
        for (int distance = 1; distance <= longest; distance++) {
            wipe(first[distance - 1]);
            wipe(second[distance - 1]);
            wipe(firstSwapped[distance - 1]);
            wipe(secondSwapped[distance - 1]);
        }
        for (long[] words : operand) {
            wipe(words);
        }
        for (long[] words : sum) {
            wipe(words);
        }
        wipe(scratch);
        longest = 0;
        widest = 0;
    }

    private void wipe(long[] words) {
        Arrays.fill(words, 0, widest, 0);
    }

    private static void multiplyAdd(
            long[] sum, long[] x, long mask, long factor, long otherMask, long otherFactor, int from, int to) {
        for (int i = from; i < to; i++) {
            sum[i] ^= (x[i] & mask) * factor ^ (x[i] & otherMask) * otherFactor;
        }
    }

    private static void add(long[] x, long[] y, long[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            target[i] = x[i] ^ y[i];
        }
    }

    private static void addTo(long[] x, long[] target, int to) {
        for (int i = 0; i < to; i++) {
            target[i] ^= x[i];
        }
    }

    private static void addTwo(long[] x, long[] y, long[] target, int to) {
        for (int i = 0; i < to; i++) {
            target[i] ^= x[i] ^ y[i];
        }
    }

    /** Of words in swapped byte order this makes the reversed word. */
    private static void reverseBitsInBytes(long[] x, long[] target, int from, int to) {
        for (int i = from; i < to; i++) {
            long v = x[i];
            v = (v & 0x5555555555555555L) << 1 | v >>> 1 & 0x5555555555555555L;
            v = (v & 0x3333333333333333L) << 2 | v >>> 2 & 0x3333333333333333L;
            target[i] = (v & 0x0F0F0F0F0F0F0F0FL) << 4 | v >>> 4 & 0x0F0F0F0F0F0F0F0FL;
        }
    }

    private void reverseHalf(long[] x, int to) {
        reverseBitsInBytes(x, scratch, 0, to);
        reverseBytesHalf(scratch, x, to);
    }

    /** Reverses bytes and drops the lowest bit: the upper half of a product has 63 bits. */
    private static void reverseBytesHalf(long[] x, long[] target, int to) {
        for (int i = 0; i < to; i++) {
            long v = x[i];
            v = (v & 0x00FF00FF00FF00FFL) << 8 | v >>> 8 & 0x00FF00FF00FF00FFL;
            v = (v & 0x0000FFFF0000FFFFL) << 16 | v >>> 16 & 0x0000FFFF0000FFFFL;
            target[i] = (v << 32 | v >>> 32) >>> 1;
        }
    }

    private static void gather(long[] x0, long[] x1, long[] x2, long[] x3, long[] target, int to) {
        for (int i = 0; i < to; i++) {
            target[i] = x0[i] & Gf128.M0 | x1[i] & Gf128.M1 | x2[i] & Gf128.M2 | x3[i] & Gf128.M3;
        }
    }

    private static void shift(long[] lower, long[] x, int to) {
        for (int i = 0; i < to; i++) {
            x[i] = x[i] << 1 | lower[i] >>> 63;
        }
    }

    private static void shiftLast(long[] x, int to) {
        for (int i = 0; i < to; i++) {
            x[i] <<= 1;
        }
    }

    /** Folds a word into the two above it. */
    private static void fold(long[] x, long[] upper, long[] middle, int to) {
        for (int i = 0; i < to; i++) {
            long v = x[i];
            upper[i] ^= v ^ v >>> 1 ^ v >>> 2 ^ v >>> 7;
            middle[i] ^= v << 63 ^ v << 62 ^ v << 57;
        }
    }
}
