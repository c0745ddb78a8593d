package io.tdejdbc.keystore.internal.keys;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real provider whose answers a test can hold back: outage, refusal, counting. */
public class FakeProvider implements MasterKeyProvider {

    private final MasterKeyProvider real;
    private final List<Integer> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger unwraps = new AtomicInteger();
    private volatile Optional<KeystoreError> failure = Optional.empty();
    private volatile Runnable onUnwrap = () -> {};

    /** Passes on to the given one until told otherwise. */
    public FakeProvider(MasterKeyProvider real) {
        this.real = real;
    }

    /** Fails every call from now on. */
    public void fail(KeystoreError error) {
        failure = Optional.of(error);
    }

    /** Works again. */
    public void recover() {
        failure = Optional.empty();
    }

    /** Runs at the start of every unwrap. */
    public void onUnwrap(Runnable action) {
        onUnwrap = action;
    }

    /** How often an unwrap was asked for. */
    public int unwraps() {
        return unwraps.get();
    }

    /** How many keys each request asked for, since {@link #forgetRequests}. */
    public List<Integer> requests() {
        return List.copyOf(requests);
    }

    /** Counts requests from now on. */
    public void forgetRequests() {
        requests.clear();
    }

    private void check() throws KeystoreException {
        if (failure.isPresent()) {
            throw failure.get().because("a test's decision", "an answer");
        }
    }

    @Override
    public String kind() {
        return real.kind();
    }

    @Override
    public String keyName() {
        return real.keyName();
    }

    @Override
    public int currentVersion() throws KeystoreException {
        check();
        return real.currentVersion();
    }

    @Override
    public String wrap(UUID keyId, byte[] payload) throws KeystoreException {
        check();
        return real.wrap(keyId, payload);
    }

    @Override
    public byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
        requests.add(1);
        return answer(keyId, wrapped);
    }

    private byte[] answer(UUID keyId, String wrapped) throws KeystoreException {
        unwraps.incrementAndGet();
        onUnwrap.run();
        check();
        return real.unwrap(keyId, wrapped);
    }

    @Override
    public List<Unwrapped> unwrapAll(List<WrappedKey> keys) throws KeystoreException {
        requests.add(keys.size());
        List<Unwrapped> outcomes = new ArrayList<>();
        for (WrappedKey key : keys) {
            try {
                outcomes.add(Unwrapped.of(answer(key.keyId(), key.wrapped())));
            } catch (KeystoreException e) {
                if (e.kind() == KeystoreException.Kind.UNAVAILABLE || e.refusesClient()) {
                    throw e;
                }
                outcomes.add(Unwrapped.refused(e));
            }
        }
        return outcomes;
    }

    @Override
    public List<String> rewrap(List<WrappedKey> keys) throws KeystoreException {
        check();
        return real.rewrap(keys);
    }

    @Override
    public int rotate() throws KeystoreException {
        return real.rotate();
    }

    @Override
    public void retire(int below) throws KeystoreException {
        real.retire(below);
    }

    @Override
    public Optional<String> fingerprint(int version) throws KeystoreException {
        return real.fingerprint(version);
    }

    @Override
    public void close() {
        real.close();
    }
}
