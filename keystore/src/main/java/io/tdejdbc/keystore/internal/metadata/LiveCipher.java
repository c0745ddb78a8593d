package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A column's cipher that is exchanged under its users when the metadata changes. A call costs the lease's check and one
 * volatile read more than the cipher itself.
 */
final class LiveCipher implements ValueCipher {

    private static final String WIPED = "TDE-CRY-007";
    private static final String UNKNOWN_GENERATION = "TDE-CRY-004";

    private final UUID columnId;
    private final int overhead;
    private final Lease lease;
    private final Source source;
    private final AtomicReference<Optional<Delegate>> live = new AtomicReference<>(Optional.empty());

    /** Where the cipher's parts come from. */
    interface Source {
        KeyRing ring(UUID columnId) throws KeystoreException;

        ColumnCipher cipher(KeyRing ring) throws KeystoreException;

        /** Whether none of a ring's keys was taken back. */
        boolean holdsKeys(KeyRing ring);

        /** Looks for key generations that are newer than the state in use, if that was not just done. */
        void lookForGenerations() throws KeystoreException;
    }

    private record Delegate(KeyRing ring, ColumnCipher cipher) {}

    @FunctionalInterface
    private interface Action<T> {
        T apply(ColumnCipher cipher) throws KeystoreException;
    }

    LiveCipher(UUID columnId, int overhead, Lease lease, Source source) {
        this.columnId = columnId;
        this.overhead = overhead;
        this.lease = lease;
        this.source = source;
    }

    @Override
    public byte[] encrypt(byte[] plaintext) throws KeystoreException {
        lease.check();
        return run(delegate(), cipher -> cipher.encrypt(plaintext));
    }

    @Override
    public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
        lease.check();
        return run(delegate(), cipher -> cipher.encryptAll(plaintexts));
    }

    @Override
    public byte[] decrypt(byte[] envelope) throws KeystoreException {
        lease.check();
        Delegate now = delegate();
        if (Envelope.isEnvelope(envelope) && !now.ring().has(Envelope.generation(envelope))) {
            source.lookForGenerations();
            now = delegate();
        }
        try {
            // Not by run(): a scan comes here for every value, and an action would be garbage each time.
            return now.cipher().decrypt(envelope);
        } catch (KeystoreException e) {
            if (!e.code().equals(WIPED)) {
                throw e;
            }
        }
        lease.check();
        return run(delegate(), cipher -> cipher.decrypt(envelope));
    }

    @Override
    public DecryptedValues decryptAll(byte[][] envelopes) {
        DecryptedValues values;
        try {
            lease.check();
            values = delegate().cipher().decryptAll(envelopes);
        } catch (KeystoreException e) {
            // Every value says the same by itself, and that is where the caller looks.
            return ValueCipher.super.decryptAll(envelopes);
        }
        return needsAnotherCipher(values) ? ValueCipher.super.decryptAll(envelopes) : values;
    }

    /** Whether a value names a generation that may be newer than this cipher, or the cipher was exchanged meanwhile. */
    private static boolean needsAnotherCipher(DecryptedValues values) {
        for (int i = 0; i < values.size(); i++) {
            if (values.failure(i)
                    .map(KeystoreException::code)
                    .filter(code -> code.equals(WIPED) || code.equals(UNKNOWN_GENERATION))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int overhead() {
        return overhead;
    }

    /** Makes the cipher now rather than at its first use. */
    void warm() throws KeystoreException {
        delegate();
    }

    /** Drops the cipher if another state of the metadata makes another one. Does not wait for anybody. */
    void follow() {
        Optional<Delegate> now = live.get();
        if (now.isPresent() && !isLive(now.get())) {
            drop(now);
        }
    }

    /** Drops the cipher if it is made from the key. */
    void forgetKey(UUID keyId) {
        Optional<Delegate> now = live.get();
        if (now.isPresent() && now.get().ring().usesKey(keyId)) {
            drop(now);
        }
    }

    void drop() {
        drop(live.get());
    }

    private void drop(Optional<Delegate> old) {
        if (live.compareAndSet(old, Optional.empty())) {
            old.ifPresent(last -> last.cipher().close());
        }
    }

    private boolean isLive(Delegate candidate) {
        try {
            return candidate.ring().equals(source.ring(columnId)) && source.holdsKeys(candidate.ring());
        } catch (KeystoreException e) {
            return false; // the next use finds out, and says so to its caller
        }
    }

    private Delegate delegate() throws KeystoreException {
        Optional<Delegate> now = live.get();
        return now.isPresent() ? now.get() : make();
    }

    private synchronized Delegate make() throws KeystoreException {
        while (true) {
            Optional<Delegate> now = live.get();
            if (now.isPresent()) {
                return now.get();
            }
            KeyRing ring = source.ring(columnId);
            live.set(Optional.of(new Delegate(ring, source.cipher(ring))));
            // Whoever changed the state before it was set could not drop it.
            follow();
        }
    }

    private <T> T run(Delegate first, Action<T> action) throws KeystoreException {
        Delegate used = first;
        while (true) {
            try {
                return action.apply(used.cipher());
            } catch (KeystoreException e) {
                // Exchanged between the read of the field and the use; a closed keystore gives no further one.
                if (!e.code().equals(WIPED)) {
                    throw e;
                }
            }
            lease.check();
            used = delegate();
        }
    }
}
