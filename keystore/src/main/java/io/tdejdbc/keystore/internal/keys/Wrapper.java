package io.tdejdbc.keystore.internal.keys;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Wraps keys with their identity, and takes them out again only if it matches. Thread-safe as its provider is. */
public final class Wrapper {

    private static final System.Logger LOG = System.getLogger(Wrapper.class.getName());
    private static final Pattern VERSION = Pattern.compile("[a-z0-9-]+:v([1-9][0-9]{0,8}):.+", Pattern.DOTALL);

    private final MasterKeyProvider provider;
    private final Lineage lineage;

    /** A wrapper by one key manager. */
    public Wrapper(MasterKeyProvider provider) {
        this.provider = provider;
        this.lineage = new Lineage(provider);
    }

    /** Which wrappings the key manager made. */
    public Lineage lineage() {
        return lineage;
    }

    /** Makes a new random key and gives it back wrapped alone, so that nobody can use it before it is stored. */
    public Wrapping wrapNew(KeyIdentity identity) throws KeystoreException {
        SecretKeyBytes key = SecretKeyBytes.random(KeyPayload.KEY_LENGTH);
        try {
            return wrap(identity, key, identity.createdMillis());
        } finally {
            key.wipe();
        }
    }

    /** Wraps a key that is there already. */
    public Wrapping wrap(KeyIdentity identity, SecretKeyBytes key, long now) throws KeystoreException {
        byte[] payload = KeyPayload.encode(identity, key);
        try {
            return wrapping(identity.keyId(), provider.wrap(identity.keyId(), payload), now);
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    /** The row of a text that the key manager gave. */
    public Wrapping wrapping(UUID keyId, String wrapped, long now) throws KeystoreException {
        Matcher prefix = VERSION.matcher(wrapped);
        if (!prefix.matches()) {
            throw KeystoreError.PROVIDER_MISCONFIGURED.because(
                    "a wrapped text by " + provider.kind() + " without a version", "kind:vN:…");
        }
        int version = Integer.parseInt(prefix.group(1));
        String fingerprint = provider.fingerprint(version).orElse("");
        return new Wrapping(keyId, provider.kind(), version, fingerprint, wrapped, now);
    }

    /**
     * Unwraps by the newest wrapping that the master key still understands; a master key that was restored from an older
     * copy lacks the newest versions, and earlier wrappings are kept for that.
     *
     * @param wrappings those of the key, any order
     * @throws KeystoreException the failure of the newest wrapping if none works; an outage at once; TDE-KEY-009 with both
     *     fingerprints if the master key is another one than that which wrapped
     */
    public SecretKeyBytes unwrap(KeyIdentity identity, List<Wrapping> wrappings) throws KeystoreException {
        List<Wrapping> usable = lineage.candidates(wrappings);
        Optional<KeystoreException> first = Optional.empty();
        for (Wrapping wrapping : usable) {
            try {
                return KeyPayload.decode(identity, provider.unwrap(identity.keyId(), wrapping.wrapped()));
            } catch (KeystoreException e) {
                if (e.kind() == Kind.UNAVAILABLE) {
                    throw e;
                }
                first = Optional.of(first.orElse(e));
            }
        }
        if (first.isPresent() && isForeign(usable.get(0))) {
            throw explain(first.get(), wrappings);
        }
        throw first.orElseGet(() -> KeystoreError.WRAPPING_MISSING.because(
                "key " + identity.keyId() + " with "
                        + (wrappings.isEmpty()
                                ? "no wrapping"
                                : "wrappings by "
                                        + String.join(
                                                ", ",
                                                wrappings.stream()
                                                        .map(Wrapping::provider)
                                                        .distinct()
                                                        .toList())),
                "a wrapping by " + provider.kind()));
    }

    /**
     * Unwraps many keys together, each by its most promising wrapping.
     *
     * @param keys the wrappings of each, any order
     * @return those that were unwrapped so; what is wrong with another, {@link #unwrap} says
     * @throws KeystoreException if the key manager answers for none
     */
    public Map<KeyIdentity, SecretKeyBytes> unwrapAll(Map<KeyIdentity, List<Wrapping>> keys) throws KeystoreException {
        List<KeyIdentity> identities = new ArrayList<>();
        List<MasterKeyProvider.WrappedKey> wrapped = new ArrayList<>();
        for (Map.Entry<KeyIdentity, List<Wrapping>> key : keys.entrySet()) {
            Optional<Wrapping> best =
                    lineage.candidates(key.getValue()).stream().findFirst();
            if (best.isPresent()) {
                identities.add(key.getKey());
                wrapped.add(new MasterKeyProvider.WrappedKey(
                        key.getKey().keyId(), best.get().wrapped()));
            }
        }
        List<MasterKeyProvider.Unwrapped> outcomes = provider.unwrapAll(wrapped);
        Map<KeyIdentity, SecretKeyBytes> unwrapped = new HashMap<>();
        for (int i = 0; i < identities.size(); i++) {
            try {
                unwrapped.put(
                        identities.get(i),
                        KeyPayload.decode(identities.get(i), outcomes.get(i).payload()));
            } catch (KeystoreException e) {
                // Not worth more words than its code: whoever needs the key is told all of it.
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "key {0} is left out: {1}",
                        identities.get(i).keyId(),
                        e.code());
            }
        }
        return unwrapped;
    }

    /**
     * What a retired version means for all keys of a database, in place of what it means for one.
     *
     * @param all the wrappings of all keys, by key
     * @return the failure as it was, if it is none of that kind
     */
    public KeystoreException explainRetired(KeystoreException failure, Map<UUID, List<Wrapping>> all) {
        if (!failure.code().equals(KeystoreError.KEK_VERSION_RETIRED.code())) {
            return failure;
        }
        try {
            int least = provider.leastVersion();
            Set<Integer> needed = new TreeSet<>();
            int keys = 0;
            for (List<Wrapping> wrappings : all.values()) {
                OptionalInt newest = wrappings.stream()
                        .filter(lineage::isOfKind)
                        .mapToInt(Wrapping::kekVersion)
                        .max();
                if (newest.isPresent() && newest.getAsInt() < least) {
                    needed.add(newest.getAsInt());
                    keys++;
                }
            }
            return KeystoreError.KEK_VERSION_RETIRED.because(
                    keys + " of " + all.size() + " keys that only version "
                            + needed.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + " of " + provider.keyName() + " unwraps",
                    "a wrapping by version " + least + " or newer, the least that may be used now",
                    failure);
        } catch (KeystoreException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    /** Tells the key manager what was done with a key, for those who keep a log of it. */
    public void noted(String action, UUID keyId) throws KeystoreException {
        provider.noted(action, keyId);
    }

    /** Tells the key manager that an unwrapped key was wiped. */
    public void forgotten(UUID keyId) {
        provider.forgotten(keyId);
    }

    /**
     * Proves by the canary that this is the master key the database was initialised with, and unwraps another key: by one
     * request if all is well.
     *
     * @throws KeystoreException TDE-KEY-009 with both fingerprints if it is another one
     */
    public SecretKeyBytes unwrapProven(
            KeyIdentity canary, List<Wrapping> canaryWrappings, KeyIdentity key, List<Wrapping> keyWrappings)
            throws KeystoreException {
        Map<KeyIdentity, SecretKeyBytes> both = together(Map.of(canary, canaryWrappings, key, keyWrappings));
        Optional<SecretKeyBytes> proof = Optional.ofNullable(both.get(canary));
        Optional<SecretKeyBytes> unwrapped = Optional.ofNullable(both.get(key));
        proof.ifPresent(SecretKeyBytes::wipe);
        if (proof.isPresent() && unwrapped.isPresent()) {
            return unwrapped.get();
        }
        unwrapped.ifPresent(SecretKeyBytes::wipe);
        try {
            unwrap(canary, canaryWrappings).wipe();
        } catch (KeystoreException e) {
            throw explain(e, canaryWrappings);
        }
        return unwrap(key, keyWrappings);
    }

    /** None of them if all were refused: what is wrong with one, {@link #unwrap} says. */
    private Map<KeyIdentity, SecretKeyBytes> together(Map<KeyIdentity, List<Wrapping>> keys) throws KeystoreException {
        try {
            return unwrapAll(keys);
        } catch (KeystoreException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                throw e;
            }
            return Map.of();
        }
    }

    /** Whether the master key that is here tells by its fingerprint that it is not the one which wrapped. */
    private boolean isForeign(Wrapping wrapping) throws KeystoreException {
        Optional<String> found = provider.fingerprint(wrapping.kekVersion());
        return found.isPresent()
                && !wrapping.fingerprint().isEmpty()
                && !found.get().equals(wrapping.fingerprint());
    }

    private KeystoreException explain(KeystoreException failure, List<Wrapping> wrappings) throws KeystoreException {
        boolean foreign = failure.code().equals(KeystoreError.WRAPPED_KEY_ALTERED.code())
                || failure.code().equals(KeystoreError.KEK_VERSION_UNKNOWN.code());
        Optional<Wrapping> newest =
                wrappings.stream().filter(lineage::isOfKind).max(Comparator.comparingInt(Wrapping::kekVersion));
        if (!foreign || newest.isEmpty()) {
            return failure;
        }
        int version = newest.get().kekVersion();
        String expected = newest.get().fingerprint();
        String found = provider.fingerprint(version).orElse("");
        if (!found.isEmpty() && found.equals(expected)) {
            return failure; // the right master key: then it is the row that was altered
        }
        return KeystoreError.WRONG_MASTER_KEY.because(
                provider.kind() + " master key " + provider.keyName() + ", "
                        + (found.isEmpty()
                                ? "which has no version " + version
                                : "version " + version + " with fingerprint " + found),
                "version " + version + " with fingerprint " + (expected.isEmpty() ? "not recorded" : expected),
                failure);
    }
}
