package io.tdejdbc.driver.internal.metrics;

import java.util.concurrent.atomic.LongAdder;

/** The values of one table that were not told yet. Thread-safe; what is taken is taken once. */
final class TableCounts {
    private final LongAdder encryptedValues = new LongAdder();
    private final LongAdder encryptedBytes = new LongAdder();
    private final LongAdder decryptedValues = new LongAdder();
    private final LongAdder decryptedBytes = new LongAdder();

    /** Takes sums. */
    @FunctionalInterface
    interface Sums {
        void take(long values, long bytes);
    }

    void encrypted(long values, long bytes) {
        encryptedValues.add(values);
        encryptedBytes.add(bytes);
    }

    void decrypted(long values, long bytes) {
        decryptedValues.add(values);
        decryptedBytes.add(bytes);
    }

    void tellEncrypted(Sums sums) {
        tell(encryptedValues, encryptedBytes, sums);
    }

    void tellDecrypted(Sums sums) {
        tell(decryptedValues, decryptedBytes, sums);
    }

    /** Bytes of values that are added meanwhile may come with the next sums. */
    private static void tell(LongAdder values, LongAdder bytes, Sums sums) {
        long count = values.sumThenReset();
        long size = bytes.sumThenReset();
        if (count > 0 || size > 0) {
            sums.take(count, size);
        }
    }
}
