package io.tdejdbc.keystore.internal.keys;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What a master key wraps: a key and its identity, so that a wrapped key that was put into another row is noticed
 * whatever the key manager can or cannot bind. Big-endian, 95 bytes:
 *
 * <pre>
 *  0   4  magic "TDEK"
 *  4   1  format, 1
 *  5  16  deployment id
 * 21  16  key id
 * 37  16  owner id
 * 53   1  kind
 * 54   1  algorithm, 1: HKDF-SHA-256 sub-keys
 * 55   8  created, milliseconds since 1970-01-01T00:00Z
 * 63  32  key
 * </pre>
 */
public final class KeyPayload {

    /** Bytes of a payload. */
    public static final int LENGTH = 95;
    /** Bytes of the key in it. */
    public static final int KEY_LENGTH = 32;
    /** The only algorithm: a root from which sub-keys are made by HKDF with SHA-256. */
    public static final String ALGORITHM = "hkdf-sha256";

    private static final int MAGIC = 0x5444454B;
    private static final byte FORMAT = 1;
    private static final byte ALGORITHM_CODE = 1;
    private static final int KEY_OFFSET = LENGTH - KEY_LENGTH;

    private KeyPayload() {}

    /** The payload of a key; the caller wipes it. */
    public static byte[] encode(KeyIdentity identity, SecretKeyBytes key) {
        ByteBuffer payload = ByteBuffer.allocate(LENGTH).putInt(MAGIC).put(FORMAT);
        putId(payload, identity.deployment());
        putId(payload, identity.keyId());
        putId(payload, identity.owner());
        payload.put(identity.kind().code()).put(ALGORITHM_CODE).putLong(identity.createdMillis());
        return key.<byte[], RuntimeException>use(bytes -> payload.put(bytes).array());
    }

    /**
     * The key in a payload, if every field is what the row says. The payload is wiped.
     *
     * @throws KeystoreException TDE-KEY-008 naming the fields that differ
     */
    public static SecretKeyBytes decode(KeyIdentity row, byte[] payload) throws KeystoreException {
        try {
            List<String> differences = differences(row, payload);
            if (!differences.isEmpty()) {
                throw KeystoreError.KEY_ROW_COPIED.because(
                        "the wrapped key of row " + row.keyId() + " differs in " + String.join(", ", differences),
                        "a " + row.kind().word() + " key of owner " + row.owner());
            }
            return SecretKeyBytes.copyOf(payload, KEY_OFFSET, KEY_LENGTH);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    private static List<String> differences(KeyIdentity row, byte[] payload) {
        if (payload.length != LENGTH) {
            return List.of("length");
        }
        ByteBuffer in = ByteBuffer.wrap(payload);
        List<String> differences = new ArrayList<>();
        note(differences, "magic", in.getInt() == MAGIC);
        note(differences, "format", in.get() == FORMAT);
        note(differences, "deployment", getId(in).equals(row.deployment()));
        note(differences, "key id", getId(in).equals(row.keyId()));
        note(differences, "owner", getId(in).equals(row.owner()));
        note(differences, "kind", in.get() == row.kind().code());
        note(differences, "algorithm", in.get() == ALGORITHM_CODE && ALGORITHM.equals(row.algorithm()));
        note(differences, "creation time", in.getLong() == row.createdMillis());
        return differences;
    }

    private static void note(List<String> differences, String field, boolean same) {
        if (!same) {
            differences.add(field);
        }
    }

    private static void putId(ByteBuffer out, UUID id) {
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID getId(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }
}
