package io.tdejdbc.keystore.internal.keys;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Unwrapped keys by id. A key is unwrapped at its first use, once however many ask for it; a failure answers for a short
 * time, so that an outage does not make every statement wait. A key in use survives an outage, not a refusal.
 * Thread-safe.
 */
public final class KeyCache implements AutoCloseable {

    /** Where the wrappings of a key come from. */
    @FunctionalInterface
    public interface Wrappings {
        /** All wrappings of the key, any order. */
        List<Wrapping> of(UUID keyId) throws KeystoreException;
    }

    /** Whether keys may be had at all. */
    @FunctionalInterface
    public interface Gate {
        /** Lets a request pass, or says why it must not. */
        void require(KeyIdentity identity) throws KeystoreException;
    }

    private final Wrapper wrapper;
    private final Wrappings wrappings;
    private final Gate gate;
    private final LongSupplier nanoTime;
    private final CacheLimits limits;
    private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * An empty cache; times are read from the monotonic clock given.
     *
     * @param gate is asked at each request; to close it, shut it first and then {@link #evict}
     */
    public KeyCache(Wrapper wrapper, Wrappings wrappings, Gate gate, LongSupplier nanoTime, CacheLimits limits) {
        this.wrapper = wrapper;
        this.wrappings = wrappings;
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.limits = limits;
    }

    /**
     * The key, unwrapped and compared with its row.
     *
     * @return a copy; the caller wipes it
     */
    public SecretKeyBytes get(KeyIdentity identity) throws KeystoreException {
        return slots.computeIfAbsent(identity.keyId(), id -> new Slot(identity)).get();
    }

    /**
     * Takes in the keys that are not here yet and can be unwrapped together with the others. What is wrong with one of the
     * rest is said to whoever asks for it.
     *
     * @param identities of the keys, with their wrappings
     * @throws KeystoreException if the key manager answers for none
     */
    public void warm(Map<KeyIdentity, List<Wrapping>> identities) throws KeystoreException {
        long asked = nanoTime.getAsLong();
        wrapper.unwrapAll(identities)
                .forEach((identity, key) -> slots.computeIfAbsent(identity.keyId(), id -> new Slot(identity))
                        .put(key, asked));
    }

    /**
     * How a round of confirmations went.
     *
     * @param confirmed the keys that the key manager unwrapped once more
     * @param ended the keys whose use ends: refused by the key manager, altered, or unconfirmed for too long
     * @param outage why the key manager gave no answer
     * @param left what is left of the life of the key that was confirmed longest ago, in an outage
     */
    public record Confirmation(
            List<UUID> confirmed, List<UUID> ended, Optional<KeystoreException> outage, Duration left) {}

    /**
     * Asks the key manager again for every key that has not been confirmed for {@link CacheLimits#confirmAfter}, for all
     * together, and alone for one that fails there. The first that gets no answer speaks for all that are due: each would
     * wait as long for nothing.
     */
    public Confirmation confirm() {
        List<Slot> due = slots.values().stream().filter(Slot::due).toList();
        List<UUID> confirmed = new ArrayList<>();
        List<UUID> ended = new ArrayList<>();
        Optional<KeystoreException> outage = Optional.empty();
        Duration left = limits.maxStale();
        Together together = askTogether(due);
        for (Slot slot : due) {
            if (together.confirmed().contains(slot.identity.keyId())) {
                confirmed.add(slot.identity.keyId());
                continue;
            }
            Optional<KeystoreException> failure =
                    outage.isPresent() ? outage : together.failure().isPresent() ? together.failure() : slot.askAgain();
            if (failure.isEmpty()) {
                confirmed.add(slot.identity.keyId());
            } else if (failure.get().kind() != Kind.UNAVAILABLE) {
                slot.end(failure.get());
                ended.add(slot.identity.keyId());
            } else {
                outage = failure;
                Duration age = slot.age();
                if (age.compareTo(limits.maxStale()) > 0) {
                    slot.end(stale(slot, age, failure.get()));
                    ended.add(slot.identity.keyId());
                } else if (limits.maxStale().minus(age).compareTo(left) < 0) {
                    left = limits.maxStale().minus(age);
                }
            }
        }
        return new Confirmation(confirmed, ended, outage, left);
    }

    /** What came of asking for many keys: those that were unwrapped, and what stands in the way of all others. */
    private record Together(Set<UUID> confirmed, Optional<KeystoreException> failure) {}

    private Together askTogether(List<Slot> due) {
        if (due.size() < 2) {
            return new Together(Set.of(), Optional.empty());
        }
        long asked = nanoTime.getAsLong();
        Map<KeyIdentity, SecretKeyBytes> unwrapped;
        try {
            Map<KeyIdentity, List<Wrapping>> keys = new HashMap<>();
            for (Slot slot : due) {
                keys.put(slot.identity, wrappings.of(slot.identity.keyId()));
            }
            unwrapped = wrapper.unwrapAll(keys);
        } catch (KeystoreException e) {
            boolean forAll = e.kind() == Kind.UNAVAILABLE || e.refusesClient();
            return new Together(Set.of(), forAll ? Optional.of(e) : Optional.empty());
        }
        unwrapped.values().forEach(SecretKeyBytes::wipe);
        Set<UUID> confirmed = new HashSet<>();
        for (Slot slot : due) {
            if (unwrapped.containsKey(slot.identity)) {
                slot.confirm(asked);
                confirmed.add(slot.identity.keyId());
            }
        }
        return new Together(confirmed, Optional.empty());
    }

    private KeystoreException stale(Slot slot, Duration age, KeystoreException outage) {
        return KeystoreError.KEY_STALE.because(
                "key " + slot.identity.keyId() + " unconfirmed for " + age.toSeconds() + " s",
                "an answer within " + limits.maxStale().toSeconds() + " s",
                outage);
    }

    /**
     * Wipes keys; the next request for one asks the key manager.
     *
     * @return those that were here
     */
    public List<UUID> evict(Predicate<KeyIdentity> which) {
        List<UUID> evicted = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (which.test(slot.identity) && slot.evict()) {
                evicted.add(slot.identity.keyId());
            }
        }
        return evicted;
    }

    /** How many keys are here, unwrapped. */
    public int size() {
        return (int) slots.values().stream().filter(Slot::holds).count();
    }

    /** Whether the key is here, unwrapped and neither refused nor too old. */
    public boolean holds(KeyIdentity identity) {
        Slot slot = slots.get(identity.keyId());
        return slot != null && slot.holds();
    }

    private static SecretKeyBytes copy(SecretKeyBytes key) {
        return key.<SecretKeyBytes, RuntimeException>use(SecretKeyBytes::copyOf);
    }

    /** Wipes all keys; none can be had any more. */
    @Override
    public void close() {
        closed = true;
        slots.values().forEach(Slot::forget);
    }

    /** One key. Its monitor is the single flight: whoever comes second waits for the first one's answer. */
    private final class Slot {
        private final KeyIdentity identity;
        private Optional<SecretKeyBytes> key = Optional.empty();
        private long confirmed;
        private Optional<KeystoreException> failure = Optional.empty();
        private long failed;

        Slot(KeyIdentity identity) {
            this.identity = identity;
        }

        synchronized SecretKeyBytes get() throws KeystoreException {
            if (closed) {
                throw KeystoreError.KEYSTORE_CLOSED.because("a request for key " + identity.keyId(), "an open one");
            }
            gate.require(identity);
            if (key.isPresent()) {
                return copy(key.get());
            }
            if (failure.isPresent()
                    && nanoTime.getAsLong() - failed < limits.failure().toNanos()) {
                throw failure.get().again();
            }
            try {
                long asked = nanoTime.getAsLong();
                SecretKeyBytes unwrapped = wrapper.unwrap(identity, wrappings.of(identity.keyId()));
                key = Optional.of(unwrapped);
                confirmed = asked;
                failure = Optional.empty();
                return copy(unwrapped);
            } catch (KeystoreException e) {
                fail(e);
                throw e;
            }
        }

        synchronized void put(SecretKeyBytes unwrapped, long asked) {
            if (closed || key.isPresent() || !mayPass()) {
                unwrapped.wipe();
                return;
            }
            key = Optional.of(unwrapped);
            confirmed = asked;
            failure = Optional.empty();
        }

        private boolean mayPass() {
            try {
                gate.require(identity);
                return true;
            } catch (KeystoreException e) {
                return false; // whoever asks for the key is told
            }
        }

        synchronized void confirm(long asked) {
            confirmed = asked;
        }

        synchronized boolean holds() {
            return key.isPresent();
        }

        synchronized Duration age() {
            return Duration.ofNanos(nanoTime.getAsLong() - confirmed);
        }

        synchronized boolean due() {
            return key.isPresent() && age().compareTo(limits.confirmAfter()) >= 0;
        }

        /** Outside the monitor: whoever needs the cached key must not wait for the key manager. */
        Optional<KeystoreException> askAgain() {
            long asked = nanoTime.getAsLong();
            try {
                wrapper.unwrap(identity, wrappings.of(identity.keyId())).wipe();
            } catch (KeystoreException e) {
                return Optional.of(e);
            }
            confirm(asked);
            return Optional.empty();
        }

        synchronized void end(KeystoreException reason) {
            forget();
            fail(reason);
        }

        synchronized boolean evict() {
            boolean held = key.isPresent();
            forget();
            failure = Optional.empty();
            return held;
        }

        private void fail(KeystoreException reason) {
            failure = Optional.of(reason);
            failed = nanoTime.getAsLong();
        }

        synchronized void forget() {
            key.ifPresent(SecretKeyBytes::wipe);
            key = Optional.empty();
        }
    }
}
