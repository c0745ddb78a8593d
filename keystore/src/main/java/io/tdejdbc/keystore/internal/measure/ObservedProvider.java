package io.tdejdbc.keystore.internal.measure;

import io.tdejdbc.keystore.KeyRequestObserver;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Tells an observer of every request. Thread-safe as the provider is. */
public final class ObservedProvider implements MasterKeyProvider {
    private static final String VERSION = "version";

    private final MasterKeyProvider provider;
    private final KeyRequestObserver observer;
    private final LongSupplier nanoTime;

    /** A provider of whose requests an observer is told. */
    public ObservedProvider(MasterKeyProvider provider, KeyRequestObserver observer, LongSupplier nanoTime) {
        this.provider = provider;
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    @FunctionalInterface
    private interface Request<T> {
        T run() throws KeystoreException;
    }

    private <T> T observed(String action, Request<T> request) throws KeystoreException {
        return observed(action, request, answer -> Optional.empty());
    }

    /** @param refusal what an answer says of one key of many */
    private <T> T observed(String action, Request<T> request, Function<T, Optional<KeystoreException>> refusal)
            throws KeystoreException {
        long begun = nanoTime.getAsLong();
        try {
            T answer = request.run();
            observer.asked(action, provider.kind(), refusal.apply(answer), nanoTime.getAsLong() - begun);
            return answer;
        } catch (KeystoreException e) {
            observer.asked(action, provider.kind(), Optional.of(e), nanoTime.getAsLong() - begun);
            throw e;
        }
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
        return observed(VERSION, provider::currentVersion);
    }

    @Override
    public int leastVersion() throws KeystoreException {
        return observed(VERSION, provider::leastVersion);
    }

    @Override
    public Optional<String> fingerprint(int version) throws KeystoreException {
        return observed(VERSION, () -> provider.fingerprint(version));
    }

    @Override
    public String wrap(UUID keyId, byte[] payload) throws KeystoreException {
        return observed("create", () -> provider.wrap(keyId, payload));
    }

    @Override
    public byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
        return observed("unwrap", () -> provider.unwrap(keyId, wrapped));
    }

    @Override
    public List<Unwrapped> unwrapAll(List<WrappedKey> keys) throws KeystoreException {
        return keys.isEmpty()
                ? List.of()
                : observed(
                        "unwrap",
                        () -> provider.unwrapAll(keys),
                        outcomes -> outcomes.stream()
                                .flatMap(outcome -> outcome.refusal().stream())
                                .findFirst());
    }

    @Override
    public List<String> rewrap(List<WrappedKey> keys) throws KeystoreException {
        return observed("rewrap", () -> provider.rewrap(keys));
    }

    @Override
    public int rotate() throws KeystoreException {
        return observed("rotate", provider::rotate);
    }

    @Override
    public void retire(int below) throws KeystoreException {
        observed("retire", () -> {
            provider.retire(below);
            return below;
        });
    }

    @Override
    public MasterKeyProvider correlated(UUID id) {
        return new ObservedProvider(provider.correlated(id), observer, nanoTime);
    }

    @Override
    public List<String> concerns() {
        return provider.concerns();
    }

    @Override
    public void forgotten(UUID keyId) {
        provider.forgotten(keyId);
    }

    @Override
    public void noted(String action, UUID keyId) throws KeystoreException {
        provider.noted(action, keyId);
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
