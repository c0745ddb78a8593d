package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.keystore.BackgroundThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One daemon thread that reads the catalog anew again and again and lets an idle backend go. */
final class BackendWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.tdejdbc");
    private static final long JOIN_MILLIS = 2_000;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private BackendWatch(BackendRuntime runtime, Duration poll, Runnable idleCheck) {
        this.thread = BackgroundThreads.make("tde-catalog-poll", () -> run(runtime, poll, idleCheck));
    }

    static BackendWatch start(BackendRuntime runtime, Duration poll, Runnable idleCheck) {
        BackendWatch watch = new BackendWatch(runtime, poll, idleCheck);
        watch.thread.start();
        return watch;
    }

    private void run(BackendRuntime runtime, Duration poll, Runnable idleCheck) {
        try {
            while (!stop.await(poll.toNanos(), TimeUnit.NANOSECONDS)) {
                step(runtime, idleCheck);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void step(BackendRuntime runtime, Runnable idleCheck) {
        try {
            runtime.poll();
            runtime.metrics().tellAll();
            idleCheck.run();
        } catch (RuntimeException e) {
            // The thread must live on; protected columns stop by the metadata's own lease.
            LOG.log(Level.ERROR, "watching a backend failed", e);
        }
    }

    /** Ends the thread and waits for it, unless it is the caller. */
    @Override
    public void close() {
        stop.countDown();
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
