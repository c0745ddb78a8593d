package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.util.Map;
import java.util.UUID;

/** A column to encrypt values for. */
final class Columns {

    static final UUID DEPLOYMENT = new UUID(0xd, 1);
    static final UUID TABLE = new UUID(0x7, 1);
    static final UUID COLUMN = new UUID(0xc, 1);
    static final ValueContext CONTEXT = ValueContext.ofColumn(DEPLOYMENT, TABLE, COLUMN, TypeFamily.TEXT);

    private Columns() {}

    static SecretKeyBytes key(int seed) {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = (byte) (seed * 31 + i);
        }
        return SecretKeyBytes.copyOf(key);
    }

    static ColumnCipher cipher(ProtectionMode mode) {
        return cipher(mode, CONTEXT, Map.of(1, key(1), 2, key(2)), 2);
    }

    static ColumnCipher cipher(
            ProtectionMode mode, ValueContext context, Map<Integer, SecretKeyBytes> keys, int current) {
        return switch (mode) {
            case RANDOM -> ValueCiphers.random(context, keys, current);
            case EQUALITY -> ValueCiphers.equality(context, keys, current);
        };
    }

    /** The code of the failure of decrypting, or "none". */
    static String failure(ValueCipher cipher, byte[] envelope) {
        try {
            cipher.decrypt(envelope);
            return "none";
        } catch (KeystoreException e) {
            return e.code();
        }
    }
}
