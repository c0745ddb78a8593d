package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.internal.dialect.RewriteSteps;
import io.tdejdbc.driver.internal.tool.ValueRewriter.Batch;
import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes values of several tables anew in short transactions, again and again until none of another generation is left,
 * and once more after the last driver that could write such a one is gone. Used once.
 */
final class OnlineRewriting {
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int FIRST_ROWS = 64;
    private static final long FEW_BYTES = 1 << 22;
    private static final long MANY_BYTES = 1 << 24;

    private final ToolAccess access;
    private final KeyJob job;
    private final List<ValueRewriter> rewriters;
    private final List<String> places;
    private final Pace pace;
    private final Progress progress;
    private final Throttle throttle;
    private final long begun = System.nanoTime();
    private int rowsAtOnce;
    private long rows;

    OnlineRewriting(
            ToolAccess access,
            KeyJob job,
            List<ValueRewriter> rewriters,
            List<String> places,
            Pace pace,
            Progress progress) {
        this.access = access;
        this.job = job;
        this.rewriters = List.copyOf(rewriters);
        this.places = List.copyOf(places);
        this.pace = pace;
        this.progress = progress;
        this.throttle = new Throttle(pace.rowsPerSecond(), System::nanoTime);
        this.rowsAtOnce = Math.min(FIRST_ROWS, pace.rowsAtOnce());
    }

    List<String> places() {
        return places;
    }

    /** Those of some tables. */
    List<ValueRewriter> rewriters(Set<TableName> tables) {
        return rewriters.stream()
                .filter(rewriter -> tables.contains(rewriter.table()))
                .toList();
    }

    /**
     * Does it.
     *
     * @return rows that were written
     */
    long run() throws SQLException, KeystoreException {
        for (ValueRewriter rewriter : rewriters) {
            rewriteAll(rewriter);
        }
        awaitDrivers();
        for (ValueRewriter rewriter : rewriters) {
            rewriteAll(rewriter);
        }
        return rows;
    }

    void requireNoneLeft() throws SQLException, KeystoreException {
        for (ValueRewriter rewriter : rewriters) {
            long left = rewriter.left();
            if (left > 0) {
                throw ValueWork.left(rewriter.table(), left, "");
            }
        }
    }

    /** Drivers may write by what they read before this began, for the length of their lease; then for a transaction. */
    void awaitDrivers() throws SQLException, KeystoreException {
        long lease = access.configuration().lease().toNanos();
        for (long passed = 0; passed < lease; passed = System.nanoTime() - begun) {
            step();
            LockSupport.parkNanos(Math.min(BEAT_NANOS, lease - passed));
        }
        RewriteSteps steps = access.dialect().rewriting();
        for (ValueRewriter rewriter : rewriters) {
            long asked = System.nanoTime();
            while (!steps.awaitWriters(access.connection(), rewriter.table(), rewriter.anyColumn())) {
                requirePatience(asked, "transactions on " + rewriter.table());
                step();
            }
        }
    }

    private void step() throws KeystoreException {
        job.step(rows + " rows written");
    }

    private void requirePatience(long since, String found) throws KeystoreException {
        if (System.nanoTime() - since > pace.patience().toNanos()) {
            throw KeystoreError.ROWS_LOCKED.because(
                    found + " for " + seconds(pace.patience()), "an end of them within that time");
        }
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }

    private void rewriteAll(ValueRewriter rewriter) throws SQLException, KeystoreException {
        long moved = System.nanoTime();
        long left = rewriter.left();
        progress.begin("rewrite " + rewriter.table(), left);
        throttle.begin();
        try {
            while (left > 0) {
                Pass pass = pass(rewriter);
                left = rewriter.left();
                if (pass.rewritten() > 0) {
                    moved = System.nanoTime();
                } else if (left > 0 && left <= pass.damaged()) {
                    throw ValueWork.left(rewriter.table(), left, pass.failure());
                } else if (left > 0) {
                    requirePatience(moved, "locks on " + left + " rows of " + rewriter.table());
                    step();
                    LockSupport.parkNanos(BEAT_NANOS);
                }
            }
        } finally {
            progress.end();
        }
    }

    /** What going once through a table did. */
    private record Pass(long rewritten, long damaged, String failure) {}

    private Pass pass(ValueRewriter rewriter) throws SQLException, KeystoreException {
        List<Object> after = List.of();
        long rewritten = 0;
        long damaged = 0;
        String failure = "";
        while (true) {
            rest();
            Batch batch = batch(rewriter, after);
            if (batch.isEmpty()) {
                return new Pass(rewritten, damaged, failure);
            }
            after = batch.last();
            rewritten += batch.rewritten();
            damaged += batch.damaged();
            failure = failure.isEmpty() ? batch.failure() : failure;
            progress.advance(batch.rewritten());
            throttle.written(batch.rewritten());
            adapt(batch.bytes());
        }
    }

    /** Waits for the hours in which the work may go on; the lease is kept meanwhile. */
    void rest() throws KeystoreException {
        boolean rested = false;
        for (Duration left = pace.hours().left();
                !left.isZero();
                left = pace.hours().left()) {
            job.step(rows + " rows written, rests until its hours of "
                    + pace.hours().window().orElseThrow());
            LockSupport.parkNanos(Math.min(BEAT_NANOS, left.toNanos()));
            rested = true;
        }
        if (rested) {
            throttle.begin();
        }
    }

    /** Long values must not fill the memory, and short ones must not cost a transaction each. */
    private void adapt(long bytes) {
        if (bytes > MANY_BYTES) {
            rowsAtOnce = Math.max(1, rowsAtOnce / 2);
        } else if (bytes < FEW_BYTES) {
            rowsAtOnce = Math.min(pace.rowsAtOnce(), rowsAtOnce * 2);
        }
    }

    /** InnoDB ends one of two transactions that lock an index and its rows in opposite orders. */
    private Batch batch(ValueRewriter rewriter, List<Object> after) throws SQLException, KeystoreException {
        long asked = System.nanoTime();
        while (true) {
            try {
                return transaction(rewriter, after);
            } catch (SQLTransactionRollbackException e) {
                if (System.nanoTime() - asked > pace.patience().toNanos()) {
                    throw e;
                }
                step();
            }
        }
    }

    /** One transaction. It is committed only while the lease is ours, so that nobody writes by keys that others retired. */
    private Batch transaction(ValueRewriter rewriter, List<Object> after) throws SQLException, KeystoreException {
        Connection connection = access.connection();
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            Batch batch = rewriter.rewrite(after, rowsAtOnce);
            step();
            connection.commit();
            done = true;
            rows += batch.rewritten();
            return batch;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
