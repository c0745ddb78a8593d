package io.tdejdbc.keystore.internal.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * A bounded pool of objects that one thread at a time may use, such as ciphers. Taking and giving back is one
 * compare-and-set in the common case, never a lock; where the pool is empty a new object is made, where it is full one is
 * dropped. An object that threw is not given back.
 */
final class Pool<T> {

    /** Makes an object. */
    @FunctionalInterface
    interface Maker<T> {
        T make() throws GeneralSecurityException;
    }

    private static final int PROBES = 4;
    /** Slots used by different threads lie on different cache lines. */
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<T> slots;
    private final int mask;
    private final Maker<T> maker;

    Pool(Maker<T> maker) {
        this(maker, 64);
    }

    /** A pool of no more than so many objects, a power of two from 4 on. */
    Pool(Maker<T> maker, int most) {
        int wanted = Math.min(most, 2 * Runtime.getRuntime().availableProcessors());
        int size = Math.max(PROBES, Integer.highestOneBit(2 * wanted - 1));
        this.slots = new AtomicReferenceArray<>(size * STRIDE);
        this.mask = size - 1;
        this.maker = maker;
    }

    T take() throws GeneralSecurityException {
        int home = home();
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = (home + probe & mask) * STRIDE;
            T object = slots.get(slot);
            if (object != null && slots.compareAndSet(slot, object, null)) {
                return object;
            }
        }
        return maker.make();
    }

    void give(T object) {
        int home = home();
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = (home + probe & mask) * STRIDE;
            if (slots.get(slot) == null && slots.compareAndSet(slot, null, object)) {
                return;
            }
        }
    }

    /** Lets go of all objects: ciphers hold expanded keys. */
    void clear() {
        drain(object -> {});
    }

    /** Lets go of all objects that nobody uses at the moment, each in its turn. */
    void drain(Consumer<T> last) {
        for (int slot = 0; slot < slots.length(); slot += STRIDE) {
            T object = slots.getAndSet(slot, null);
            if (object != null) {
                last.accept(object);
            }
        }
    }

    private static int home() {
        long id = Thread.currentThread().getId();
        return (int) (id * 0x9E3779B97F4A7C15L >>> 40);
    }
}
