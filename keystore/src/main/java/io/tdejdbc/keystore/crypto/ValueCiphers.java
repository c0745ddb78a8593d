package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.internal.crypto.EqualityCipher;
import io.tdejdbc.keystore.internal.crypto.Generations;
import io.tdejdbc.keystore.internal.crypto.RandomCipher;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes the ciphers of columns. Making one costs two or three HMACs for every live generation, so a new one is made
 * whenever generations change; one cipher is to be shared by all connections of the process, because it holds the
 * sessions of derived keys that make both writing and reading fast.
 */
public final class ValueCiphers {

    private static final byte[] RANDOM_INFO = "tde-jdbc v1 random\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EQUALITY_INFO = "tde-jdbc v1 equality\0".getBytes(StandardCharsets.US_ASCII);

    private ValueCiphers() {}

    /**
     * A cipher of mode {@code random}: XAES-256-GCM under sub-keys of the table's data keys.
     *
     * @param context a column's, not a domain's
     * @param liveKeys the table's data keys by generation, 32 bytes each; read now, not kept
     * @param currentGeneration the one that encrypts; must be among them
     */
    public static ColumnCipher random(
            ValueContext context, Map<Integer, SecretKeyBytes> liveKeys, int currentGeneration) {
        if (context.isDomain()) {
            throw new IllegalArgumentException("key domains are for equality columns");
        }
        return new RandomCipher(
                context, Generations.derive(liveKeys, currentGeneration, info(RANDOM_INFO, context), 32));
    }

    /**
     * A cipher of mode {@code equality}: AES-SIV under sub-keys of the table's search keys or the domain's keys.
     *
     * @param context a column's or a domain's
     * @param liveKeys the search or domain keys by generation, 32 bytes each; read now, not kept
     * @param currentGeneration the one that encrypts; must be among them
     */
    public static ColumnCipher equality(
            ValueContext context, Map<Integer, SecretKeyBytes> liveKeys, int currentGeneration) {
        return new EqualityCipher(
                context, Generations.derive(liveKeys, currentGeneration, info(EQUALITY_INFO, context), 64));
    }

    private static byte[] info(byte[] purpose, ValueContext context) {
        byte[] info = new byte[purpose.length + 32];
        System.arraycopy(purpose, 0, info, 0, purpose.length);
        System.arraycopy(context.scope(), 0, info, purpose.length, 32);
        return info;
    }
}
