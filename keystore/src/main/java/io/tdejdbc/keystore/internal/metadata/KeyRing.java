package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueCiphers;
import io.tdejdbc.keystore.crypto.ValueContext;
import io.tdejdbc.keystore.internal.keys.KeyCache;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The keys and the context that a column's cipher is made of, by one state of the metadata. Two equal ones make the same
 * cipher.
 *
 * @param context the place its values belong to
 * @param mode how they are encrypted
 * @param keys its live keys by generation
 * @param current the generation that encrypts
 */
record KeyRing(ValueContext context, ProtectionMode mode, Map<Integer, KeyIdentity> keys, int current) {

    KeyRing {
        keys = Map.copyOf(keys);
    }

    static KeyRing of(Snapshot snapshot, UUID columnId) throws KeystoreException {
        ColumnRecord column = snapshot.column(columnId)
                .orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because(
                        "no column " + columnId + " in epoch "
                                + snapshot.metadata().epoch(),
                        "a registered column"));
        KeyKind kind = kind(column);
        UUID owner = column.domain().map(KeyDomain::id).orElse(column.tableId());
        Map<Integer, KeyIdentity> keys = new HashMap<>();
        for (KeyRow row : snapshot.keys(kind, owner)) {
            if (row.state().live()) {
                keys.put(row.generation(), row.identity());
            }
        }
        int current = snapshot.keysOf(column)
                .orElseThrow(() -> KeystoreError.KEY_ROW_ALTERED.because(
                        "no current " + kind.word() + " key for " + column.table() + "." + column.column(), "one"))
                .current();
        ValueContext context = column.domain().isPresent()
                ? ValueContext.ofDomain(snapshot.deployment(), owner, column.family())
                : ValueContext.ofColumn(snapshot.deployment(), column.tableId(), columnId, column.family());
        return new KeyRing(context, column.mode(), keys, current);
    }

    /** The kind of key that encrypts a column. */
    static KeyKind kind(ColumnRecord column) {
        if (column.mode() == ProtectionMode.RANDOM) {
            return KeyKind.DATA;
        }
        return column.domain().isPresent() ? KeyKind.DOMAIN : KeyKind.SEARCH;
    }

    /** The same ring, whose cipher encrypts by a generation if that one is live. */
    KeyRing writing(int generation) {
        return has(generation) ? new KeyRing(context, mode, keys, generation) : this;
    }

    boolean has(int generation) {
        return keys.containsKey(generation);
    }

    boolean usesKey(UUID keyId) {
        return keys.values().stream().anyMatch(key -> key.keyId().equals(keyId));
    }

    /** Unwraps the keys that are not cached yet, and makes the cipher. */
    ColumnCipher cipher(KeyCache cache) throws KeystoreException {
        Map<Integer, SecretKeyBytes> live = new HashMap<>();
        try {
            for (Map.Entry<Integer, KeyIdentity> key : keys.entrySet()) {
                live.put(key.getKey(), cache.get(key.getValue()));
            }
            return mode == ProtectionMode.RANDOM
                    ? ValueCiphers.random(context, live, current)
                    : ValueCiphers.equality(context, live, current);
        } finally {
            live.values().forEach(SecretKeyBytes::wipe);
        }
    }
}
