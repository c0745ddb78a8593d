package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.Envelope;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * AES-256-GCM of many short values under one derived key: the counter blocks of a window of values go through one call
 * of AES-ECB, their GHASH runs in lanes. Every value has its own tag, and on the way back every tag is verified before
 * its plaintext is made. Gives what the per-value path gives, byte for byte. Reusable; not thread-safe.
 */
final class XaesBatch {

    /** The longest plaintext it takes. */
    static final int MAX_LENGTH = 256;

    private static final int LANES = 128;
    static final int MAX_BLOCKS = MAX_LENGTH / 16;
    /** Room for full lanes of 128 bytes each. */
    private static final int STREAM_BLOCKS = 9 * LANES;

    private final Window window = new Window(LANES, MAX_BLOCKS, STREAM_BLOCKS, 1);
    private final GhashLanes ghash = new GhashLanes(LANES, MAX_BLOCKS);
    private final byte[] counters = new byte[16 * STREAM_BLOCKS];
    private final byte[] stream = new byte[16 * STREAM_BLOCKS];
    private final long[] tag = new long[2];
    /** Windows of fewer values are hashed one after the other. */
    private int lanesFrom = 1;

    private boolean inLanes;
    /** Bytes of key stream that were in use since the last wiping. */
    private int mostStream;

    /** For keys that nobody else has. */
    private final SessionGcm own = new SessionGcm();
    /** The one that is worked with. */
    private SessionGcm gcm = own;

    XaesBatch() throws GeneralSecurityException {}

    /** From how many values in a window on their GHASH runs in lanes. */
    void setLanesFrom(int values) {
        lanesFrom = values;
    }

    /** Begins with a new key. */
    void start(AesKey key, byte[] associatedData) throws GeneralSecurityException {
        own.start(key, associatedData);
        start(own);
    }

    /** Begins with a key that is ready, and is the caller's. */
    void start(SessionGcm session) {
        gcm = session;
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
        int count = arrange();
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
        gcm.ecb().update(counters, 0, window.streamLength(), stream, 0);
        for (int lane = 0; lane < count; lane++) {
            encryptBody(lane, envelopes[window.index(lane)]);
        }
        hash();
        for (int lane = 0; lane < count; lane++) {
            byte[] envelope = envelopes[window.index(lane)];
            tag(lane, envelope);
            int at = envelope.length - RandomCipher.TAG_LENGTH;
            Words.putBig(envelope, at, tag[0]);
            Words.putBig(envelope, at + 8, tag[1]);
        }
        window.clear();
    }

    /** Verifies and decrypts the window and empties it; in place of a value that is not genuine stays null. */
    void decrypt(byte[][] envelopes, byte[][] plaintexts) throws GeneralSecurityException {
        int count = arrange();
        for (int lane = 0; lane < count; lane++) {
            byte[] envelope = envelopes[window.index(lane)];
            long last = Words.bigInt(envelope, RandomCipher.NONCE_AT + 8);
            counterBlocks(lane, Words.big(envelope, RandomCipher.NONCE_AT), last << 32);
            int at = RandomCipher.BODY_AT;
            int blocks = inLanes ? window.laneBlocks(lane) : 0;
            for (int distance = blocks; distance > 0; distance--, at += 16) {
                putBlock(lane, distance, Words.little(envelope, at), Words.little(envelope, at + 8));
            }
        }
        mostStream = Math.max(mostStream, window.streamLength());
        gcm.ecb().update(counters, 0, window.streamLength(), stream, 0);
        hash();
        for (int lane = 0; lane < count; lane++) {
            int index = window.index(lane);
            byte[] envelope = envelopes[index];
            tag(lane, envelope);
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

    /** Forgets plaintexts, and keys unless they are the caller's. */
    void wipe() {
        if (gcm == own) {
            own.wipe();
        }
        gcm = own;
        ghash.wipe();
        Arrays.fill(stream, 0, mostStream, (byte) 0);
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
            if (inLanes) {
                putBlock(lane, distance, first, second);
            }
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

    /** Gives every value its lane; how many there are. */
    private int arrange() {
        window.sort();
        inLanes = window.count() >= lanesFrom;
        return window.count();
    }

    private void hash() {
        if (!inLanes) {
            return;
        }
        int count = window.count();
        GhashKey hashKey = gcm.hashKey();
        hashKey.prepare(window.mostBlocks());
        ghash.clear(count);
        for (int distance = window.mostBlocks(); distance > 0; distance--) {
            ghash.absorb(distance, hashKey, window.firstLane(distance), count);
        }
        ghash.reduce(count);
    }

    private void tag(int lane, byte[] envelope) {
        int at = window.streamAt(lane);
        tag[0] = Words.big(stream, at);
        tag[1] = Words.big(stream, at + 8);
        if (inLanes) {
            tag[0] ^= ghash.high(lane);
            tag[1] ^= ghash.low(lane);
            gcm.hashKey().addConstant(window.length(lane), tag, 0);
        } else {
            gcm.hashKey().addHash(envelope, RandomCipher.BODY_AT, window.length(lane), tag);
        }
    }
}
