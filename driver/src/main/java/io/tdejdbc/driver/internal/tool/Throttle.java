package io.tdejdbc.driver.internal.tool;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Keeps work below a number of rows in a second; time that was not used is no credit for later. Used by one thread. */
final class Throttle {
    private final OptionalInt rowsPerSecond;
    private final LongSupplier nanoTime;
    private long released;

    Throttle(OptionalInt rowsPerSecond, LongSupplier nanoTime) {
        this.rowsPerSecond = rowsPerSecond;
        this.nanoTime = nanoTime;
        this.released = nanoTime.getAsLong();
    }

    /** Rows are going to be written after a rest. */
    void begin() {
        released = nanoTime.getAsLong();
    }

    /** Waits until rows that were just written were allowed to be written. */
    void written(int rows) {
        if (rowsPerSecond.isEmpty()) {
            return;
        }
        long due = rows * TimeUnit.SECONDS.toNanos(1) / rowsPerSecond.getAsInt();
        long passed = nanoTime.getAsLong() - released;
        while (passed < due) {
            LockSupport.parkNanos(due - passed);
            passed = nanoTime.getAsLong() - released;
        }
        released += passed;
    }
}
