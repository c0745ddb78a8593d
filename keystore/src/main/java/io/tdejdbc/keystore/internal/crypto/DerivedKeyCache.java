package io.tdejdbc.keystore.internal.crypto;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The derived keys that reading a column needed last, by generation and salt: at most 256, in sets of four of which the
 * one that went unused longest gives way and is wiped. No locks; a hit writes nothing unless there was a miss since the
 * entry's last hit.
 */
final class DerivedKeyCache {

    static final int CAPACITY = 256;
    private static final int WAYS = 4;

    /** Derives a key that is not there. */
    @FunctionalInterface
    interface Derivation {
        SessionKey derive(byte[] envelope, int saltAt);
    }

    private static final class Entry {
        final int generation;
        final long saltHigh;
        final int saltLow;
        final SessionKey key;
        int stamp;

        Entry(int generation, long saltHigh, int saltLow, SessionKey key, int stamp) {
            this.generation = generation;
            this.saltHigh = saltHigh;
            this.saltLow = saltLow;
            this.key = key;
            this.stamp = stamp;
        }
    }

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicInteger misses = new AtomicInteger();

    /**
     * The key of a generation and the salt in an envelope. It may be wiped at any time, and says so then.
     */
    SessionKey get(int generation, byte[] envelope, int saltAt, Derivation derivation) {
        long high = Words.big(envelope, saltAt);
        int low = Words.bigInt(envelope, saltAt + 8);
        int set = set(high, low, generation);
        for (int way = 0; way < WAYS; way++) {
            Entry entry = entries.get(set + way);
            if (entry != null
                    && entry.saltHigh == high
                    && entry.saltLow == low
                    && entry.generation == generation
                    && !entry.key.isDestroyed()) {
                int now = misses.get();
                if (entry.stamp != now) {
                    entry.stamp = now;
                }
                return entry.key;
            }
        }
        SessionKey key = derivation.derive(envelope, saltAt);
        put(set, new Entry(generation, high, low, key, misses.incrementAndGet()));
        return key;
    }

    private void put(int set, Entry added) {
        while (true) {
            int victim = set;
            Entry oldest = entries.get(set);
            for (int way = 1; way < WAYS && oldest != null; way++) {
                Entry entry = entries.get(set + way);
                if (entry == null || entry.stamp - oldest.stamp < 0) {
                    victim = set + way;
                    oldest = entry;
                }
            }
            if (entries.compareAndSet(victim, oldest, added)) {
                if (oldest != null) {
                    oldest.key.destroy();
                }
                return;
            }
        }
    }

    /** Wipes and forgets all keys. */
    void clear() {
        for (int i = 0; i < CAPACITY; i++) {
            Entry entry = entries.getAndSet(i, null);
            if (entry != null) {
                entry.key.destroy();
            }
        }
    }

    /** Keys held now. */
    int size() {
        int size = 0;
        for (int i = 0; i < CAPACITY; i++) {
            size += entries.get(i) == null ? 0 : 1;
        }
        return size;
    }

    /** How often a key had to be derived. */
    int misses() {
        return misses.get();
    }

    private static int set(long high, int low, int generation) {
        long mixed = (high ^ low ^ generation) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 58) * WAYS;
    }
}
