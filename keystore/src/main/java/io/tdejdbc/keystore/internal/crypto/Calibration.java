package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.ValueCipher;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.util.concurrent.CancellationException;

/** Measures where the batch path is faster than the per-value path on this machine. */
final class Calibration {

    private static final int[] COUNTS = {4, 8, 16, 24, 32, 64, 128};
    private static final int[] RANDOM_LENGTHS = {32, 64, 96, 128, 160, 192, 256};
    private static final int[] EQUALITY_LENGTHS = {64, 256, 1024, 4096};
    private static final int USUAL_LENGTH = 32;
    private static final int USUAL_COUNT = 128;
    private static final int ROUNDS = 9;
    private static final long WARM_UP_NANOS = 100_000_000L;

    /** One call that is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws KeystoreException;
    }

    /** A cipher that takes the batch path, or not, for values of some number and length. */
    private interface Pair {
        boolean faster(int count, int length) throws KeystoreException;
    }

    /**
     * The limits; none at all where the platform's AES fails.
     *
     * @throws CancellationException if the thread is interrupted meanwhile
     */
    BatchLimits measure() {
        try {
            return measureAll();
        } catch (KeystoreException e) {
            // Whoever encrypts gets the same failure with its text; there is nobody to tell here.
            return BatchLimits.OFF;
        }
    }

    private static BatchLimits measureAll() throws KeystoreException {
        int never = BatchLimits.NEVER;
        try (ColumnCipher inLanes = random(new BatchLimits(1, 1, 1, XaesBatch.MAX_LENGTH, 0));
                ColumnCipher inTurns = random(new BatchLimits(1, 1, never, XaesBatch.MAX_LENGTH, 0));
                // A session of its own like a batch, but value by value: what long values are compared with.
                ColumnCipher session = random(new BatchLimits(1, 1, never, 0, 0));
                ColumnCipher single = random(BatchLimits.OFF);
                ColumnCipher equalityBatch = equality(new BatchLimits(1, 1, never, 0, SivBatch.MAX_LENGTH));
                ColumnCipher equalitySingle = equality(BatchLimits.OFF)) {
            for (ValueCipher cipher :
                    new ValueCipher[] {inLanes, inTurns, session, single, equalityBatch, equalitySingle}) {
                warmUp(cipher);
            }
            int lanesFrom = least(
                    (count, length) -> noSlower(reading(inLanes, count, length), reading(inTurns, count, length)));
            int minValues = least((count, length) -> {
                ColumnCipher batch = count < lanesFrom ? inTurns : inLanes;
                return noSlower(writing(batch, count, length), writing(single, count, length));
            });
            int minReads = least((count, length) -> {
                ColumnCipher batch = count < lanesFrom ? inTurns : inLanes;
                return noSlower(reading(batch, count, length), reading(single, count, length))
                        && noSlower(reading(equalityBatch, count, length), reading(equalitySingle, count, length));
            });
            ColumnCipher many = lanesFrom > USUAL_COUNT ? inTurns : inLanes;
            int maxRandom = greatest(
                    RANDOM_LENGTHS,
                    (count, length) -> faster(writing(many, count, length), writing(session, count, length)));
            int maxEquality = greatest(
                    EQUALITY_LENGTHS,
                    (count, length) ->
                            faster(writing(equalityBatch, count, length), writing(equalitySingle, count, length)));
            return new BatchLimits(minValues, minReads, lanesFrom, maxRandom, maxEquality);
        }
    }

    /** From how many values of usual length on the first is faster. */
    private static int least(Pair pair) throws KeystoreException {
        for (int count : COUNTS) {
            if (pair.faster(count, USUAL_LENGTH)) {
                return count;
            }
        }
        return BatchLimits.NEVER;
    }

    /** Up to which length the first is faster; 0 for none. */
    private static int greatest(int[] lengths, Pair pair) throws KeystoreException {
        for (int i = lengths.length - 1; i >= 0; i--) {
            if (pair.faster(USUAL_COUNT, lengths[i])) {
                return lengths[i];
            }
        }
        return 0;
    }

    private static Work writing(ColumnCipher cipher, int count, int length) {
        byte[][] values = new byte[count][length];
        return () -> cipher.encryptAll(values);
    }

    private static Work reading(ColumnCipher cipher, int count, int length) throws KeystoreException {
        byte[][] envelopes = new byte[count][];
        for (int i = 0; i < count; i++) {
            envelopes[i] = cipher.encrypt(new byte[length]);
        }
        return () -> cipher.decryptAll(envelopes);
    }

    private static ColumnCipher random(BatchLimits limits) {
        return new RandomCipher(context(), generations(32), BatchTuning.fixed(limits));
    }

    private static ColumnCipher equality(BatchLimits limits) {
        return new EqualityCipher(context(), generations(64), BatchTuning.fixed(limits));
    }

    private static ValueContext context() {
        return ValueContext.ofColumn(Randomness.uuid(), Randomness.uuid(), Randomness.uuid(), TypeFamily.BINARY);
    }

    private static Generations generations(int length) {
        return new Generations(new int[] {1}, new SecretKeyBytes[] {SecretKeyBytes.random(length)});
    }

    private static void warmUp(ValueCipher cipher) throws KeystoreException {
        byte[][] values = new byte[USUAL_COUNT][USUAL_LENGTH];
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            requireUninterrupted();
            cipher.decryptAll(cipher.encryptAll(values));
        }
    }

    private static boolean faster(Work one, Work other) throws KeystoreException {
        return ratio(one, other) < 1;
    }

    /** A tie is settled in favour of the first, which makes less garbage. */
    private static boolean noSlower(Work one, Work other) throws KeystoreException {
        return ratio(one, other) < 1.15;
    }

    /** Compares the best of several short runs, taken in turns, so that other load disturbs both alike. */
    private static double ratio(Work one, Work other) throws KeystoreException {
        long best = Long.MAX_VALUE;
        long bestOther = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, time(one));
            bestOther = Math.min(bestOther, time(other));
        }
        return (double) best / bestOther;
    }

    private static void requireUninterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the measurement is not wanted any more");
        }
    }

    private static long time(Work work) throws KeystoreException {
        requireUninterrupted();
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }
}
