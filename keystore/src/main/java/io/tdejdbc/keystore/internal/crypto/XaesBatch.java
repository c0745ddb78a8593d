package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.Envelope;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-256-GCM of many short values under one derived key: the counter blocks of a window of values go through one call
 * of AES-ECB, their GHASH runs in lanes. Every value has its own tag, and on the way back every tag is verified before
 * its plaintext is made. Gives what the per-value path gives, byte for byte. Reusable; not thread-safe.
 */
final class XaesBatch {

    /** The longest plaintext it takes. */
    static final int MAX_LENGTH = 256;

    private static final int LANES = 128;
    private static final int MAX_BLOCKS = MAX_LENGTH / 16;
    /** Room for full lanes of 128 bytes each. */
    private static final int STREAM_BLOCKS = 9 * LANES;

    private final Window window = new Window(LANES, MAX_BLOCKS, STREAM_BLOCKS, 1);
    private final GhashKey hashKey = new GhashKey(MAX_BLOCKS);
    private final GhashLanes ghash = new GhashLanes(LANES, MAX_BLOCKS);
    private final byte[] counters = new byte[16 * STREAM_BLOCKS];
    private final byte[] stream = new byte[16 * STREAM_BLOCKS];
    private final long[] tag = new long[2];
    /** Bytes of key stream that were in use since the last wiping. */
    private int mostStream;

    private final Cipher ecb;

    XaesBatch() throws GeneralSecurityException {
        ecb = Jce.cipher(Jce.ECB);
    }

    /** Begins with a new key. */
    void start(AesKey key, byte[] associatedData) throws GeneralSecurityException {
        ecb.init(Cipher.ENCRYPT_MODE, key);
        Arrays.fill(counters, 0, 16, (byte) 0);
        ecb.update(counters, 0, 16, stream, 0);
        hashKey.start(stream, 0, associatedData);
        window.clear();
    }

    /** Adds a value to the window; false if it is full and has to be run first. */
    boolean add(int index, int plaintextLength) {
        return window.add(index, plaintextLength);
    }

    /**
     * Encrypts the window and empties it.
     *
     * @param head the first 24 bytes of every envelope: format, generation, salt, and 8 bytes of nonce, of which the other
     *     4 are the value's index
     */
    void encrypt(byte[][] plaintexts, byte[] head, byte[][] envelopes) throws GeneralSecurityException {
        long noncePrefix = Words.big(head, RandomCipher.NONCE_AT);
        window.sort();
        int count = window.count();
        for (int lane = 0; lane < count; lane++) {
            int index = window.index(lane);
            byte[] plaintext = plaintexts[index];
            byte[] envelope = new byte[plaintext.length + Envelope.RANDOM_OVERHEAD];
            System.arraycopy(head, 0, envelope, 0, RandomCipher.NONCE_AT + 8);
            Words.putBigInt(envelope, RandomCipher.NONCE_AT + 8, index);
            System.arraycopy(plaintext, 0, envelope, RandomCipher.BODY_AT, plaintext.length);
            envelopes[index] = envelope;
            counterBlocks(lane, noncePrefix, (long) index << 32);
        }
        mostStream = Math.max(mostStream, window.streamLength());
        ecb.update(counters, 0, window.streamLength(), stream, 0);
        for (int lane = 0; lane < count; lane++) {
            encryptBody(lane, envelopes[window.index(lane)]);
        }
        hash();
        for (int lane = 0; lane < count; lane++) {
            byte[] envelope = envelopes[window.index(lane)];
            tag(lane);
            int at = envelope.length - RandomCipher.TAG_LENGTH;
            Words.putBig(envelope, at, tag[0]);
            Words.putBig(envelope, at + 8, tag[1]);
        }
        window.clear();
    }

    /** Verifies and decrypts the window and empties it; in place of a value that is not genuine stays null. */
    void decrypt(byte[][] envelopes, byte[][] plaintexts) throws GeneralSecurityException {
        window.sort();
        int count = window.count();
        for (int lane = 0; lane < count; lane++) {
            byte[] envelope = envelopes[window.index(lane)];
            long last = Words.bigInt(envelope, RandomCipher.NONCE_AT + 8);
            counterBlocks(lane, Words.big(envelope, RandomCipher.NONCE_AT), last << 32);
            int at = RandomCipher.BODY_AT;
            for (int distance = window.laneBlocks(lane); distance > 0; distance--, at += 16) {
                putBlock(lane, distance, Words.little(envelope, at), Words.little(envelope, at + 8));
            }
        }
        mostStream = Math.max(mostStream, window.streamLength());
        ecb.update(counters, 0, window.streamLength(), stream, 0);
        hash();
        for (int lane = 0; lane < count; lane++) {
            int index = window.index(lane);
            byte[] envelope = envelopes[index];
            tag(lane);
            int at = envelope.length - RandomCipher.TAG_LENGTH;
            long difference = Words.big(envelope, at) ^ tag[0] | Words.big(envelope, at + 8) ^ tag[1];
            if (difference == 0) {
                byte[] plaintext = new byte[window.length(lane)];
                int from = window.streamAt(lane) + 16;
                Words.xor(envelope, RandomCipher.BODY_AT, stream, from, plaintext, 0, plaintext.length);
                plaintexts[index] = plaintext;
            }
        }
        window.clear();
    }

    /** Forgets keys and plaintexts. */
    void wipe() throws GeneralSecurityException {
        ecb.init(Cipher.ENCRYPT_MODE, new AesKey(new byte[32]));
        hashKey.wipe();
        ghash.wipe();
        Arrays.fill(stream, 0, Math.max(16, mostStream), (byte) 0);
        mostStream = 0;
    }

    /** The counter blocks of a lane: the first encrypts the tag, the others the text. */
    private void counterBlocks(int lane, long nonceFirst, long nonceLast) {
        int blocks = window.laneBlocks(lane) + 1;
        int at = window.streamAt(lane);
        for (int block = 1; block <= blocks; block++, at += 16) {
            Words.putBig(counters, at, nonceFirst);
            Words.putBig(counters, at + 8, nonceLast | block);
        }
    }

    /** Encrypts in whole blocks; what reaches over the text's end lands in the place of the tag, written later. */
    private void encryptBody(int lane, byte[] envelope) {
        int from = window.streamAt(lane) + 16;
        int at = RandomCipher.BODY_AT;
        for (int distance = window.laneBlocks(lane); distance > 0; distance--, from += 16, at += 16) {
            long first = Words.little(envelope, at) ^ Words.little(stream, from);
            long second = Words.little(envelope, at + 8) ^ Words.little(stream, from + 8);
            Words.putLittle(envelope, at, first);
            Words.putLittle(envelope, at + 8, second);
            putBlock(lane, distance, first, second);
        }
    }

    private void putBlock(int lane, int distance, long first, long second) {
        int inLast = window.length(lane) & 15;
        if (distance == 1 && inLast != 0) {
            long firstMask = inLast >= 8 ? -1 : (1L << 8 * inLast) - 1;
            long secondMask = inLast <= 8 ? 0 : (1L << 8 * (inLast - 8)) - 1;
            ghash.put(lane, 1, first & firstMask, second & secondMask);
        } else {
            ghash.put(lane, distance, first, second);
        }
    }

    private void hash() {
        int count = window.count();
        hashKey.prepare(window.mostBlocks());
        ghash.clear(count);
        for (int distance = window.mostBlocks(); distance > 0; distance--) {
            ghash.absorb(distance, hashKey, window.firstLane(distance), count);
        }
        ghash.reduce(count);
    }

    private void tag(int lane) {
        int at = window.streamAt(lane);
        tag[0] = ghash.high(lane) ^ Words.big(stream, at);
        tag[1] = ghash.low(lane) ^ Words.big(stream, at + 8);
        hashKey.addConstant(window.length(lane), tag, 0);
    }
}
