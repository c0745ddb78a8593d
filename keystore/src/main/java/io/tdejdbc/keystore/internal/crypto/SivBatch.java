package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.Envelope;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-SIV of many values under one key: step t of AES-CMAC is one call of AES-ECB over the t-th blocks of all values of a
 * window, and the key stream of all is one more call. Gives what the per-value path gives, byte for byte. Reusable; not
 * thread-safe.
 */
final class SivBatch {

    /** The longest plaintext it takes. */
    static final int MAX_LENGTH = 4096;

    private static final int LANES = 128;
    private static final int MAX_BLOCKS = MAX_LENGTH / 16;
    /** Room for full lanes of 256 bytes each. */
    private static final int STREAM_BLOCKS = 16 * LANES;

    private static final int IV_AT = EqualityCipher.BODY_AT;
    private static final int BODY_AT = IV_AT + 16;

    private final Window window = new Window(LANES, MAX_BLOCKS, STREAM_BLOCKS, 0);
    /** The messages as CMAC chains them, masked and padded. An empty text is one block, hence the extra ones. */
    private final byte[] message = new byte[16 * (STREAM_BLOCKS + LANES)];

    private final int[] messageAt = new int[LANES];
    private final byte[] stream = new byte[16 * STREAM_BLOCKS];
    private final byte[] chainIn = new byte[16 * LANES];
    private final byte[] chainOut = new byte[16 * LANES];
    /** Bytes of messages, which are no fewer than those of key stream, since the last wiping. */
    private int most;
    /** Lanes since then. */
    private int widest;

    /** Adds a value to the window; false if it is full and has to be run first. */
    boolean add(int index, int plaintextLength) {
        return window.add(index, plaintextLength);
    }

    /** Encrypts the window and empties it; every envelope begins with the four bytes of the header. */
    void encrypt(SivKey key, byte[][] plaintexts, int header, byte[][] envelopes) throws GeneralSecurityException {
        window.sort();
        int count = window.count();
        Cipher macEcb = key.macEcb().take();
        Cipher streamEcb = key.streamEcb().take();
        for (int lane = 0, at = 0; lane < count; lane++) {
            at = putMessage(lane, at, key, plaintexts[window.index(lane)]);
        }
        chain(macEcb);
        for (int lane = 0; lane < count; lane++) {
            int index = window.index(lane);
            byte[] envelope = new byte[window.length(lane) + Envelope.EQUALITY_OVERHEAD];
            Words.putBigInt(envelope, 0, header);
            System.arraycopy(chainOut, 16 * lane, envelope, IV_AT, 16);
            envelopes[index] = envelope;
            counterBlocks(lane, chainOut, 16 * lane);
        }
        streamEcb.update(message, 0, window.streamLength(), stream, 0);
        for (int lane = 0; lane < count; lane++) {
            int index = window.index(lane);
            int length = window.length(lane);
            Words.xor(plaintexts[index], 0, stream, window.streamAt(lane), envelopes[index], BODY_AT, length);
        }
        finish(key, macEcb, streamEcb);
    }

    /** Decrypts and verifies the window and empties it; in place of a value that is not genuine stays null. */
    void decrypt(SivKey key, byte[][] envelopes, byte[][] plaintexts) throws GeneralSecurityException {
        window.sort();
        int count = window.count();
        Cipher macEcb = key.macEcb().take();
        Cipher streamEcb = key.streamEcb().take();
        for (int lane = 0; lane < count; lane++) {
            counterBlocks(lane, envelopes[window.index(lane)], IV_AT);
        }
        streamEcb.update(message, 0, window.streamLength(), stream, 0);
        for (int lane = 0, at = 0; lane < count; lane++) {
            int index = window.index(lane);
            byte[] plaintext = new byte[window.length(lane)];
            Words.xor(envelopes[index], BODY_AT, stream, window.streamAt(lane), plaintext, 0, plaintext.length);
            at = putMessage(lane, at, key, plaintext);
            plaintexts[index] = plaintext;
        }
        chain(macEcb);
        for (int lane = 0; lane < count; lane++) {
            int index = window.index(lane);
            byte[] envelope = envelopes[index];
            long difference = Words.little(envelope, IV_AT) ^ Words.little(chainOut, 16 * lane)
                    | Words.little(envelope, IV_AT + 8) ^ Words.little(chainOut, 16 * lane + 8);
            if (difference != 0) {
                Arrays.fill(plaintexts[index], (byte) 0);
                plaintexts[index] = null;
            }
        }
        finish(key, macEcb, streamEcb);
    }

    /** Forgets plaintexts and key stream. */
    void wipe() {
        Arrays.fill(message, 0, most, (byte) 0);
        Arrays.fill(stream, 0, Math.min(most, stream.length), (byte) 0);
        most = 0;
        Arrays.fill(chainIn, 0, 16 * widest, (byte) 0);
        Arrays.fill(chainOut, 0, 16 * widest, (byte) 0);
        widest = 0;
        window.clear();
    }

    private void finish(SivKey key, Cipher macEcb, Cipher streamEcb) {
        key.macEcb().give(macEcb);
        key.streamEcb().give(streamEcb);
        widest = Math.max(widest, window.count());
        window.clear();
    }

    /** Writes what is chained for a lane; where the next one begins. */
    private int putMessage(int lane, int at, SivKey key, byte[] plaintext) {
        int end = key.putMessage(plaintext, message, at);
        messageAt[lane] = at;
        most = Math.max(most, end);
        return end;
    }

    /** CMAC of all messages: its tags are then in {@link #chainOut}. */
    private void chain(Cipher macEcb) throws GeneralSecurityException {
        int count = window.count();
        int steps = Math.max(1, window.mostBlocks());
        Arrays.fill(chainOut, 0, 16 * count, (byte) 0);
        for (int step = 0; step < steps; step++) {
            int from = step == 0 ? 0 : window.firstLane(step + 1);
            for (int lane = from; lane < count; lane++) {
                int at = messageAt[lane] + 16 * step;
                int to = 16 * lane;
                Words.putLittle(chainIn, to, Words.little(chainOut, to) ^ Words.little(message, at));
                Words.putLittle(chainIn, to + 8, Words.little(chainOut, to + 8) ^ Words.little(message, at + 8));
            }
            macEcb.update(chainIn, 16 * from, 16 * (count - from), chainOut, 16 * from);
        }
    }

    /** The counter blocks of a lane; they take the messages' place. */
    private void counterBlocks(int lane, byte[] iv, int ivAt) {
        SivKey.putCounters(iv, ivAt, message, window.streamAt(lane), window.laneBlocks(lane));
    }
}
