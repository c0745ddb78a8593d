package io.tdejdbc.keystore;

import io.tdejdbc.keystore.KeystoreException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A key manager that holds master keys (KEKs) and wraps data keys with them. A KEK has versions; wrapping uses the
 * latest, unwrapping takes all that are not retired. What is wrapped carries its own identity, so a provider needs no
 * associated data of its own. Implementations are thread-safe and found by {@link MasterKeyProviderFactory}.
 */
public interface MasterKeyProvider extends AutoCloseable {

    /** The provider's kind, such as {@code file}: the first part of every wrapped text. */
    String kind();

    /** Which key it is, for messages and metadata: a path or name, never key material. */
    String keyName();

    /** The version under which {@link #wrap} wraps now. */
    int currentVersion() throws KeystoreException;

    /**
     * Wraps a payload under the current version.
     *
     * @param keyId identity of the wrapped key, for audit and for providers that can bind a context
     * @param payload at most 256 bytes; not kept
     * @return text that begins {@code kind:vN:}
     */
    String wrap(UUID keyId, byte[] payload) throws KeystoreException;

    /**
     * Unwraps what {@link #wrap} gave.
     *
     * @throws KeystoreException kind DATA if it was altered or wrapped by another key, DENIED if refused or its version
     *     is retired, UNAVAILABLE if the manager cannot be reached
     */
    byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException;

    /**
     * Unwraps many keys with as few requests as the manager allows. A key that is refused fails alone.
     *
     * @return an outcome for each entry, in order; the caller wipes them
     * @throws KeystoreException if the manager answers for none of them: kind UNAVAILABLE if it cannot be reached, DENIED
     *     if it refuses the request as a whole
     */
    default List<Unwrapped> unwrapAll(List<WrappedKey> keys) throws KeystoreException {
        List<Unwrapped> outcomes = new ArrayList<>(keys.size());
        boolean complete = false;
        try {
            for (WrappedKey key : keys) {
                try {
                    outcomes.add(Unwrapped.of(unwrap(key.keyId(), key.wrapped())));
                } catch (KeystoreException e) {
                    if (e.kind() == Kind.UNAVAILABLE) {
                        throw e;
                    }
                    outcomes.add(Unwrapped.refused(e));
                }
            }
            complete = true;
            return outcomes;
        } finally {
            if (!complete) {
                outcomes.forEach(Unwrapped::wipe);
            }
        }
    }

    /**
     * Wraps under the current version what an older one wrapped, in order; the payload need not become visible to the
     * caller.
     *
     * @return texts in the order of the entries; one already at the current version is given back as it is
     */
    List<String> rewrap(List<WrappedKey> keys) throws KeystoreException;

    /** Makes a new version and returns it. */
    int rotate() throws KeystoreException;

    /** Makes all versions below the given one unusable, reversibly where the manager can. */
    void retire(int below) throws KeystoreException;

    /**
     * A text that tells one KEK version from every other and says nothing about its bytes. It is stored beside what the
     * version wrapped, so that a wrong master key can be named.
     *
     * @return empty where the manager gives nothing to recognise a key by
     */
    default Optional<String> fingerprint(int version) throws KeystoreException {
        return Optional.empty();
    }

    /** The least version that still unwraps: {@link #retire} raises and lowers it. */
    default int leastVersion() throws KeystoreException {
        return 1;
    }

    /**
     * This key manager for one request, to which an id is added that its own audit log shows. It is the same key manager
     * and is not closed by itself.
     *
     * @param id what the request has in the audit log of this side
     */
    default MasterKeyProvider correlated(UUID id) {
        return this;
    }

    /** What works and should be mended all the same, in words for an administrator: how the master key is kept or reached. */
    default List<String> concerns() {
        return List.of();
    }

    /** Is told that an unwrapped key was wiped before its time, because it was refused or somebody asked for it. */
    default void forgotten(UUID keyId) {
        // Most key managers need not know.
    }

    /**
     * Is told what was done with a key that it wraps, for those who keep a log of it.
     *
     * @param action one word, such as {@code retire-key}
     * @throws KeystoreException if it has to be recorded and cannot be
     */
    default void noted(String action, UUID keyId) throws KeystoreException {
        // Most key managers need not know.
    }

    @Override
    void close();

    /** A wrapped key and its identity. */
    record WrappedKey(UUID keyId, String wrapped) {}

    /** What became of one key of many: its payload, or why there is none. */
    final class Unwrapped {
        private final byte[] bytes;
        private final Optional<KeystoreException> refusal;

        private Unwrapped(byte[] bytes, Optional<KeystoreException> refusal) {
            this.bytes = bytes;
            this.refusal = refusal;
        }

        /** A payload, which is not copied. */
        public static Unwrapped of(byte[] payload) {
            return new Unwrapped(payload, Optional.empty());
        }

        /** A key that was not unwrapped. */
        public static Unwrapped refused(KeystoreException why) {
            return new Unwrapped(new byte[0], Optional.of(why));
        }

        /**
         * The payload itself, no copy.
         *
         * @throws KeystoreException why there is none
         */
        public byte[] payload() throws KeystoreException {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return bytes;
        }

        /** Why there is no payload; empty if there is one. */
        public Optional<KeystoreException> refusal() {
            return refusal;
        }

        /** Zeroes the payload. */
        public void wipe() {
            Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public String toString() {
            return refusal.map(e -> "refused: " + e.code()).orElse("unwrapped");
        }
    }
}
