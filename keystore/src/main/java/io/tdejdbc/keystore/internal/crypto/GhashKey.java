package io.tdejdbc.keystore.internal.crypto;

import java.util.Arrays;

/**
 * What GHASH needs for many short messages under one key and one associated data: powers of the hash key, split as
 * {@link GhashLanes} multiplies by them, and what associated data and lengths contribute. Powers are worked out up to the
 * longest message met. Reusable; not thread-safe.
 */
final class GhashKey {

    /** The split operands of one power: three Karatsuba operands, straight and reversed, in four parts each. */
    static final int SPLIT = 24;
    /** Plaintext lengths have at most this many bits. */
    private static final int LENGTH_BITS = 12;

    /** Powers 2 up to the longest message's blocks + 1, each {@link #SPLIT} longs. */
    private long[] split = new long[0];
    /** Of messages of 0, 1, ... blocks: the associated data's part, with the length of the associated data. */
    private long[] constant = new long[2];

    private final int maxBlocks;

    private final long[] lengthBit = new long[2 * LENGTH_BITS];
    private final long[] work = new long[2];
    /** The highest power so far, and the associated data's hash times it. */
    private final long[] power = new long[2];

    private final long[] hash = new long[2];
    private final long[] lengthPart = new long[2];
    private long high;
    private long low;
    /** The square of the hash key. */
    private long squareHigh;

    private long squareLow;
    private int ready;

    GhashKey(int maxBlocks) {
        this.maxBlocks = maxBlocks;
    }

    /** Begins with a new key: the encrypted zero block. */
    void start(byte[] block, int at, byte[] associatedData) {
        high = Words.big(block, at);
        low = Words.big(block, at + 8);
        hash[0] = 0;
        hash[1] = 0;
        for (int done = 0; done < associatedData.length; done += 16) {
            hash[0] ^= word(associatedData, done);
            hash[1] ^= word(associatedData, done + 8);
            Gf128.multiply(hash, 0, high, low);
        }
        lengthPart[0] = 8L * associatedData.length;
        lengthPart[1] = 0;
        Gf128.multiply(lengthPart, 0, high, low);
        // The bit of length 2^k stands at x^(127 - k - 3): a step down in k is a step up in x.
        work[0] = 0;
        work[1] = 8L << LENGTH_BITS - 1;
        Gf128.multiply(work, 0, high, low);
        for (int bit = LENGTH_BITS - 1; bit >= 0; bit--) {
            lengthBit[2 * bit] = work[0];
            lengthBit[2 * bit + 1] = work[1];
            Gf128.timesX(work, 0);
        }
        work[0] = high;
        work[1] = low;
        Gf128.multiply(work, 0, high, low);
        squareHigh = work[0];
        squareLow = work[1];
        power[0] = high;
        power[1] = low;
        ready = -1;
        prepare(0);
    }

    /** Makes messages of that many blocks possible. */
    void prepare(int blocks) {
        if (ready >= blocks) {
            return;
        }
        reserve(blocks);
        while (ready < blocks) {
            ready++;
            if (ready > 0) {
                Gf128.multiply(power, 0, high, low);
                splitPower((ready - 1) * SPLIT);
            }
            Gf128.multiply(hash, 0, high, low);
            constant[2 * ready] = hash[0] ^ lengthPart[0];
            constant[2 * ready + 1] = hash[1] ^ lengthPart[1];
        }
    }

    /** Makes room, twice as much at a time: most columns never need that of the longest message. */
    private void reserve(int blocks) {
        if (split.length >= blocks * SPLIT && constant.length > 2 * blocks) {
            return;
        }
        int room = Math.min(maxBlocks, Math.max(2, Integer.highestOneBit(2 * blocks - 1)));
        long[] oldSplit = split;
        long[] oldConstant = constant;
        split = Arrays.copyOf(oldSplit, room * SPLIT);
        constant = Arrays.copyOf(oldConstant, 2 * (room + 1));
        Arrays.fill(oldSplit, 0);
        Arrays.fill(oldConstant, 0);
    }

    /** Adds the hash of a message, at least 16 bytes from the end of its array, to {@code tag}. */
    void addHash(byte[] bytes, int at, int length, long[] tag) {
        int blocks = length + 15 >>> 4;
        prepare(blocks);
        int inLast = length & 15;
        work[0] = 0;
        work[1] = 0;
        for (int block = 1; block < blocks; block++, at += 16) {
            work[0] ^= Words.big(bytes, at);
            work[1] ^= Words.big(bytes, at + 8);
            Gf128.multiply(work, 0, high, low);
        }
        if (blocks > 0) {
            long firstMask = inLast >= 8 || inLast == 0 ? -1 : -1L << 64 - 8 * inLast;
            long secondMask = inLast == 0 ? -1 : inLast <= 8 ? 0 : -1L << 128 - 8 * inLast;
            work[0] ^= Words.big(bytes, at) & firstMask;
            work[1] ^= Words.big(bytes, at + 8) & secondMask;
            // The block of the lengths follows, hence one power more.
            Gf128.multiply(work, 0, squareHigh, squareLow);
        }
        tag[0] ^= work[0];
        tag[1] ^= work[1];
        addConstant(length, tag, 0);
    }

    /** The operands for a block that {@code distance} blocks, 1 or more, stand before the length block. */
    int operands(int distance) {
        return (distance - 1) * SPLIT;
    }

    long[] split() {
        return split;
    }

    /** Adds what associated data and lengths contribute to a message of so many bytes. */
    void addConstant(int length, long[] tag, int at) {
        int blocks = length + 15 >>> 4;
        long first = constant[2 * blocks];
        long second = constant[2 * blocks + 1];
        for (int bits = length; bits != 0; bits &= bits - 1) {
            int bit = Integer.numberOfTrailingZeros(bits);
            first ^= lengthBit[2 * bit];
            second ^= lengthBit[2 * bit + 1];
        }
        tag[at] ^= first;
        tag[at + 1] ^= second;
    }

    void wipe() {
        Arrays.fill(split, 0, Math.max(0, ready) * SPLIT, 0);
        Arrays.fill(constant, 0, 2 * (ready + 1), 0);
        Arrays.fill(lengthBit, 0);
        Arrays.fill(work, 0);
        Arrays.fill(power, 0);
        Arrays.fill(hash, 0);
        Arrays.fill(lengthPart, 0);
        high = 0;
        low = 0;
        squareHigh = 0;
        squareLow = 0;
    }

    private void splitPower(int at) {
        long reversedHigh = Long.reverse(power[0]);
        long reversedLow = Long.reverse(power[1]);
        splitOperand(power[1], at);
        splitOperand(power[0], at + 4);
        splitOperand(power[0] ^ power[1], at + 8);
        splitOperand(reversedLow, at + 12);
        splitOperand(reversedHigh, at + 16);
        splitOperand(reversedHigh ^ reversedLow, at + 20);
    }

    private void splitOperand(long operand, int at) {
        split[at] = operand & Gf128.M0;
        split[at + 1] = operand & Gf128.M1;
        split[at + 2] = operand & Gf128.M2;
        split[at + 3] = operand & Gf128.M3;
    }

    /** Eight bytes big-endian, zeros after the end. */
    private static long word(byte[] bytes, int at) {
        if (at + 8 <= bytes.length) {
            return Words.big(bytes, at);
        }
        long word = 0;
        for (int i = 0; i < 8; i++) {
            word = word << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return word;
    }
}
