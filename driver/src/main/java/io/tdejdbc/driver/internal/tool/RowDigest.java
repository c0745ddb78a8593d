package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.keystore.crypto.HmacSha256;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A fingerprint of a set of rows that does not depend on their order: the sum of HMAC-SHA-256 over each row's values,
 * under a key of this run. Two sets with the same sum and count are the same but for a chance of about 2^-256.
 */
final class RowDigest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final SecretKeyBytes key;
    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    private RowDigest(SecretKeyBytes key) {
        this.key = key;
    }

    /** A key for the digests of one run. */
    static SecretKeyBytes key() {
        return SecretKeyBytes.random(32);
    }

    static RowDigest of(SecretKeyBytes key) {
        return new RowDigest(key);
    }

    /** Adds a row; null elements stand for NULL. */
    void add(byte[][] values) {
        sum = sum.add(new BigInteger(1, HmacSha256.tag(key, message(values)))).mod(MODULUS);
        rows++;
    }

    /** Each value after its length, so that no two rows are the same message; NULL has the length -1. */
    private static byte[] message(byte[][] values) {
        int length = 0;
        for (byte[] value : values) {
            length = Math.addExact(length, Integer.BYTES + (value == null ? 0 : value.length));
        }
        ByteBuffer message = ByteBuffer.allocate(length);
        for (byte[] value : values) {
            message.putInt(value == null ? -1 : value.length);
            if (value != null) {
                message.put(value);
            }
        }
        return message.array();
    }

    long rows() {
        return rows;
    }

    boolean sameAs(RowDigest other) {
        return rows == other.rows && sum.equals(other.sum);
    }
}
