package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.Hkdf;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sub-keys of one column by key generation.
 *
 * @param numbers the generations, the current one first, then the newest
 * @param subKeys their sub-keys in the same order
 */
public record Generations(int[] numbers, SecretKeyBytes[] subKeys) {

    /** Derives the sub-keys of all live generations; see {@code ValueCiphers}. */
    public static Generations derive(Map<Integer, SecretKeyBytes> liveKeys, int current, byte[] info, int length) {
        if (!liveKeys.containsKey(current)) {
            throw new IllegalArgumentException(
                    "the current generation " + current + " is not among " + liveKeys.keySet());
        }
        TreeMap<Integer, SecretKeyBytes> newestFirst = new TreeMap<>((a, b) -> {
            int byCurrent = Boolean.compare(b == current, a == current);
            return byCurrent != 0 ? byCurrent : Integer.compare(b, a);
        });
        newestFirst.putAll(liveKeys);
        int[] numbers = new int[newestFirst.size()];
        SecretKeyBytes[] subKeys = new SecretKeyBytes[numbers.length];
        int count = 0;
        for (Map.Entry<Integer, SecretKeyBytes> entry : newestFirst.entrySet()) {
            int number = entry.getKey();
            SecretKeyBytes key = entry.getValue();
            if (number < 1 || number > Envelope.MAX_GENERATION) {
                throw new IllegalArgumentException("key generations run from 1 to 16777215, not " + number);
            }
            if (key.length() != 32) {
                throw new IllegalArgumentException("table keys have 32 bytes, not " + key.length());
            }
            numbers[count] = number;
            subKeys[count++] = Hkdf.expand(key, info, length);
        }
        return new Generations(numbers, subKeys);
    }
}
