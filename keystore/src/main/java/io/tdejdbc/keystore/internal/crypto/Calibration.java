package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueContext;

/** Measures where the batch path is faster than the per-value path on this machine. */
final class Calibration {

    private static final int[] COUNTS = {8, 16, 32, 64, 128};
    private static final int[] RANDOM_LENGTHS = {32, 64, 96, 128, 160, 192, 256};
    private static final int[] EQUALITY_LENGTHS = {64, 256, 1024, 4096};
    private static final int USUAL_LENGTH = 32;
    private static final int USUAL_COUNT = 128;
    private static final int ROUNDS = 9;
    private static final long WARM_UP_NANOS = 250_000_000L;
    private static final int WARM_UP_CALLS = 4_000;

    /** One call that is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws KeystoreException;
    }

    /** The limits; the initial ones, or none at all, where the platform's AES fails. */
    BatchLimits measure() {
        ValueContext context =
                ValueContext.ofColumn(Randomness.uuid(), Randomness.uuid(), Randomness.uuid(), TypeFamily.BINARY);
        BatchTuning always = BatchTuning.fixed(new BatchLimits(1, XaesBatch.MAX_LENGTH, SivBatch.MAX_LENGTH));
        BatchTuning never = BatchTuning.fixed(BatchLimits.OFF);
        // A session of its own like a batch, but value by value: what long values are compared with.
        BatchTuning perValue = BatchTuning.fixed(new BatchLimits(1, 0, 0));
        try (RandomCipher randomBatch = new RandomCipher(context, generations(32), always);
                RandomCipher randomSingle = new RandomCipher(context, generations(32), never);
                RandomCipher randomSession = new RandomCipher(context, generations(32), perValue);
                EqualityCipher equalityBatch = new EqualityCipher(context, generations(64), always);
                EqualityCipher equalitySingle = new EqualityCipher(context, generations(64), never)) {
            byte[][] usual = new byte[USUAL_COUNT][USUAL_LENGTH];
            warmUp(() -> randomBatch.decryptAll(randomBatch.encryptAll(usual)));
            warmUp(() -> randomSingle.encryptAll(usual));
            warmUp(() -> equalityBatch.decryptAll(equalityBatch.encryptAll(usual)));
            warmUp(() -> equalitySingle.encryptAll(usual));

            int minValues = 2 * USUAL_COUNT;
            for (int i = COUNTS.length - 1; i >= 0; i--) {
                byte[][] values = new byte[COUNTS[i]][USUAL_LENGTH];
                if (!faster(() -> randomBatch.encryptAll(values), () -> randomSingle.encryptAll(values))) {
                    break;
                }
                minValues = COUNTS[i];
            }
            int maxRandom = 0;
            for (int length : RANDOM_LENGTHS) {
                byte[][] values = new byte[USUAL_COUNT][length];
                if (faster(() -> randomBatch.encryptAll(values), () -> randomSession.encryptAll(values))) {
                    maxRandom = length;
                }
            }
            int maxEquality = 0;
            for (int length : EQUALITY_LENGTHS) {
                byte[][] values = new byte[USUAL_COUNT][length];
                if (faster(() -> equalityBatch.encryptAll(values), () -> equalitySingle.encryptAll(values))) {
                    maxEquality = length;
                }
            }
            return new BatchLimits(minValues, maxRandom, maxEquality);
        } catch (KeystoreException e) {
            // Whoever encrypts gets the same failure with its text; there is nobody to tell here.
            return BatchLimits.OFF;
        }
    }

    private static Generations generations(int length) {
        return new Generations(new int[] {1}, new SecretKeyBytes[] {SecretKeyBytes.random(length)});
    }

    private static void warmUp(Work work) throws KeystoreException {
        long end = System.nanoTime() + WARM_UP_NANOS;
        for (int i = 0; i < WARM_UP_CALLS && System.nanoTime() - end < 0; i++) {
            work.run();
        }
    }

    /** Compares the best of several short runs, taken in turns, so that other load disturbs both alike. */
    private static boolean faster(Work one, Work other) throws KeystoreException {
        long best = Long.MAX_VALUE;
        long bestOther = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, time(one));
            bestOther = Math.min(bestOther, time(other));
        }
        return best < bestOther;
    }

    private static long time(Work work) throws KeystoreException {
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }
}
