package io.tdejdbc.keystore.internal.audit;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.crypto.Randomness;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records every use of a master key before its result is handed out: what cannot be recorded is not handed out.
 * Thread-safe as the provider is.
 */
public final class AuditedProvider implements MasterKeyProvider {

    private static final System.Logger LOG = System.getLogger(AuditedProvider.class.getName());
    private static final Pattern VERSION = Pattern.compile("[a-z0-9-]+:v([1-9][0-9]{0,8}):.*", Pattern.DOTALL);
    private static final String OK = "ok";
    private static final String UNWRAP = "unwrap";

    private final MasterKeyProvider provider;
    private final AuditLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** A provider whose use is recorded. */
    public AuditedProvider(MasterKeyProvider provider, AuditLog log, InstantSource clock, LongSupplier nanoTime) {
        this.provider = provider;
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @FunctionalInterface
    private interface Call<T> {
        T run(MasterKeyProvider correlated) throws KeystoreException;
    }

    /** The master key version that a call used, as far as it is known; the result is empty if it failed. */
    @FunctionalInterface
    private interface Versions<T> {
        OptionalInt of(Optional<T> result, int index);
    }

    private <T> T recorded(String action, List<UUID> keys, Call<T> call, Versions<T> versions)
            throws KeystoreException {
        long begun = nanoTime.getAsLong();
        UUID correlation = Randomness.uuid();
        T result;
        try {
            result = call.run(provider.correlated(correlation));
        } catch (KeystoreException e) {
            throw refused(e, correlation, action, keys, i -> versions.of(Optional.empty(), i), begun);
        }
        append(correlation, action, keys, i -> versions.of(Optional.of(result), i), i -> Optional.empty(), begun);
        return result;
    }

    /** The failure of a whole call, recorded. */
    private KeystoreException refused(
            KeystoreException failure,
            UUID correlation,
            String action,
            List<UUID> keys,
            VersionAt versions,
            long begun) {
        try {
            append(correlation, action, keys, versions, i -> Optional.of(failure), begun);
        } catch (KeystoreException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
        return failure;
    }

    @FunctionalInterface
    private interface VersionAt {
        OptionalInt of(int index);
    }

    /** Why the key at an index was not used; empty if it was. */
    @FunctionalInterface
    private interface FailureAt {
        Optional<KeystoreException> of(int index);
    }

    private void append(
            UUID correlation, String action, List<UUID> keys, VersionAt versions, FailureAt failures, long begun)
            throws KeystoreException {
        long micros = (nanoTime.getAsLong() - begun) / 1000;
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < Math.max(1, keys.size()); i++) {
            Optional<KeystoreException> failure = failures.of(i);
            boolean denied = failure.filter(e -> e.kind() == Kind.DENIED || e.kind() == Kind.DATA)
                    .isPresent();
            events.add(new AuditEvent(
                    clock.instant(),
                    denied ? "deny" : action,
                    action,
                    provider.kind(),
                    provider.keyName(),
                    keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(i)),
                    versions.of(i),
                    failure.map(KeystoreException::code).orElse(OK),
                    micros,
                    correlation));
        }
        log.append(events);
    }

    private static OptionalInt version(String wrapped) {
        Matcher matcher = VERSION.matcher(wrapped);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    @Override
    public String kind() {
        return provider.kind();
    }

    @Override
    public String keyName() {
        return provider.keyName();
    }

    @Override
    public int currentVersion() throws KeystoreException {
        return provider.currentVersion();
    }

    @Override
    public int leastVersion() throws KeystoreException {
        return provider.leastVersion();
    }

    @Override
    public List<String> concerns() {
        return provider.concerns();
    }

    @Override
    public Optional<String> fingerprint(int version) throws KeystoreException {
        return provider.fingerprint(version);
    }

    @Override
    public String wrap(UUID keyId, byte[] payload) throws KeystoreException {
        return recorded(
                "create",
                List.of(keyId),
                correlated -> correlated.wrap(keyId, payload),
                (result, i) -> result.map(AuditedProvider::version).orElse(OptionalInt.empty()));
    }

    @Override
    public byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
        List<byte[]> payloads = new ArrayList<>();
        boolean handedOut = false;
        try {
            byte[] payload = recorded(
                    UNWRAP,
                    List.of(keyId),
                    correlated -> {
                        byte[] bytes = correlated.unwrap(keyId, wrapped);
                        payloads.add(bytes);
                        return bytes;
                    },
                    (result, i) -> version(wrapped));
            handedOut = true;
            return payload;
        } finally {
            if (!handedOut) {
                payloads.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
            }
        }
    }

    @Override
    public List<Unwrapped> unwrapAll(List<WrappedKey> keys) throws KeystoreException {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = keys.stream().map(WrappedKey::keyId).toList();
        VersionAt versions = i -> version(keys.get(i).wrapped());
        long begun = nanoTime.getAsLong();
        UUID correlation = Randomness.uuid();
        List<Unwrapped> outcomes;
        try {
            outcomes = provider.correlated(correlation).unwrapAll(keys);
        } catch (KeystoreException e) {
            throw refused(e, correlation, UNWRAP, ids, versions, begun);
        }
        boolean handedOut = false;
        try {
            append(correlation, UNWRAP, ids, versions, i -> outcomes.get(i).refusal(), begun);
            handedOut = true;
            return outcomes;
        } finally {
            if (!handedOut) {
                outcomes.forEach(Unwrapped::wipe);
            }
        }
    }

    @Override
    public List<String> rewrap(List<WrappedKey> keys) throws KeystoreException {
        return recorded(
                "rewrap",
                keys.stream().map(WrappedKey::keyId).toList(),
                correlated -> correlated.rewrap(keys),
                (result, i) -> result.map(texts -> version(texts.get(i))).orElse(OptionalInt.empty()));
    }

    @Override
    public int rotate() throws KeystoreException {
        return recorded(
                "rotate",
                List.of(),
                MasterKeyProvider::rotate,
                (result, i) -> result.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    @Override
    public void retire(int below) throws KeystoreException {
        recorded(
                "retire",
                List.of(),
                correlated -> {
                    correlated.retire(below);
                    return below;
                },
                (result, i) -> OptionalInt.of(below));
    }

    @Override
    public void forgotten(UUID keyId) {
        provider.forgotten(keyId);
        try {
            append(
                    Randomness.uuid(),
                    "evict",
                    List.of(keyId),
                    i -> OptionalInt.empty(),
                    i -> Optional.empty(),
                    nanoTime.getAsLong());
        } catch (KeystoreException e) {
            // The key is gone already, which is what matters.
            LOG.log(System.Logger.Level.ERROR, "an eviction was not recorded: {0}", e.getMessage());
        }
    }

    @Override
    public void noted(String action, UUID keyId) throws KeystoreException {
        provider.noted(action, keyId);
        append(
                Randomness.uuid(),
                action,
                List.of(keyId),
                i -> OptionalInt.empty(),
                i -> Optional.empty(),
                nanoTime.getAsLong());
    }

    @Override
    public void close() {
        provider.close();
    }

    @Override
    public String toString() {
        return provider.toString();
    }
}
