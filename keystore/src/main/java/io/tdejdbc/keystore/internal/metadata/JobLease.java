package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.Randomness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code tde_job} that lets one tool work at a time. Every transaction of the tool moves the row on by
 * compare-and-set, so that one whose lease was taken over cannot write any more: clocks decide only how soon a dead
 * tool's lease is taken, never whether two tools write.
 */
final class JobLease implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JobLease.class.getName());
    private static final int ATTEMPTS = 5;

    private final Backend backend;
    private final InstantSource clock;
    private final Duration length;
    private final String job;
    private final String kind;
    private final String holder;
    private final String found;
    private long count;
    private String progress;
    private boolean held;
    private boolean kept;

    private JobLease(
            Backend backend,
            InstantSource clock,
            Duration length,
            String job,
            String kind,
            String actor,
            Optional<RawRow> found) {
        this.backend = backend;
        this.clock = clock;
        this.length = length;
        this.job = job;
        this.kind = kind;
        // Two runs of one process are two holders.
        this.holder = actor + " " + Randomness.uuid();
        this.count = found.map(row -> row.number(5) + 1).orElse(1L);
        this.found = found.map(row -> row.text(4)).orElse("");
        this.progress = this.found;
    }

    /**
     * Takes the lease.
     *
     * @param job what only one may do at a time
     * @param kind which command it is
     * @throws KeystoreException TDE-KEY-020 naming the holder
     */
    static JobLease take(Backend backend, InstantSource clock, Duration length, String job, String kind, String actor)
            throws KeystoreException {
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<RawRow> found = backend.read(open -> find(open, backend.prefix(), job));
                if (found.isPresent() && found.get().number(3) > clock.millis()) {
                    throw KeystoreError.LEASE_HELD.because(
                            found.get().text(1) + " by " + found.get().text(2) + ", lease until "
                                    + Instant.ofEpochMilli(found.get().number(3))
                                            .truncatedTo(ChronoUnit.SECONDS)
                                    + ", done: " + found.get().text(4),
                            "no other key command");
                }
                JobLease lease = new JobLease(backend, clock, length, job, kind, actor, found);
                if (backend.transaction(open -> lease.put(open, found))) {
                    lease.held = true;
                    return lease;
                }
            }
        } catch (SQLException e) {
            throw failure(backend, e);
        }
        throw KeystoreError.LEASE_HELD.because("others who took the lease at every try", "no other key command");
    }

    static KeystoreException failure(Backend backend, SQLException e) {
        if (SqlFailure.isRefused(e)) {
            return SqlFailure.notWritable(backend.description(), e);
        }
        return SqlFailure.isMissingTable(e)
                ? KeystoreError.NOT_INITIALISED.because(
                        "no metadata tables in " + backend.description(), "an initialised database", e)
                : SqlFailure.unreachable("a key command", backend.description(), e);
    }

    /** The row of a job. */
    static Optional<RawRow> find(Connection open, String prefix, String job) throws SQLException {
        return RawSet.rows(open, prefix, MetaTable.JOB).stream()
                .filter(row -> row.text(0).equals(job))
                .findFirst();
    }

    private boolean put(Connection open, Optional<RawRow> found) throws SQLException {
        RawRow fresh = row(progress, clock.millis() + length.toMillis());
        try {
            if (found.isEmpty()) {
                ChangeWriter.insert(open, MetaTable.JOB, backend.prefix(), List.of(fresh));
                return true;
            }
            return replace(open, fresh, found.get().text(2), found.get().number(5));
        } catch (SQLException e) {
            if (SqlFailure.isConflict(e)) {
                return false;
            }
            throw e;
        }
    }

    private RawRow row(String text, long until) {
        return RawRow.of(MetaTable.JOB, job, kind, holder, until, text, count);
    }

    /** The progress that an earlier holder left; the empty string if there was none. */
    String found() {
        return found;
    }

    /** Lets {@link #close} leave the row with its progress, for whoever goes on. */
    void keepRow(boolean keep) {
        kept = keep;
    }

    private boolean replace(Connection open, RawRow fresh, String oldHolder, long oldCount) throws SQLException {
        try (PreparedStatement update =
                open.prepareStatement(MetaTable.JOB.update(backend.prefix(), "job_id", "holder", "change_count"))) {
            int index = fresh.bind(update);
            update.setString(index, job);
            update.setString(index + 1, oldHolder);
            update.setLong(index + 2, oldCount);
            return update.executeUpdate() == 1;
        }
    }

    /** Work in a transaction that is committed only if this lease is still ours, and that prolongs it. */
    void transaction(String text, Step step) throws KeystoreException {
        try {
            boolean mine = backend.transaction(open -> {
                count++;
                if (!replace(open, row(text, clock.millis() + length.toMillis()), holder, count - 1)) {
                    return false;
                }
                step.run(open);
                return true;
            });
            if (!mine) {
                held = false;
                throw KeystoreError.LEASE_LOST.because(kind + " by " + holder, "a sign of life every " + length);
            }
            progress = text;
        } catch (SQLException e) {
            throw failure(backend, e);
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Step {
        void run(Connection open) throws SQLException, KeystoreException;
    }

    /** Takes the row away, so that nothing of a command that ended is left, or ends its time if it is to be kept. */
    @Override
    public void close() {
        if (!held) {
            return;
        }
        held = false;
        try {
            backend.write(open -> {
                if (kept) {
                    count++;
                    return replace(open, row(progress, 0), holder, count - 1) ? 1 : 0;
                }
                try (PreparedStatement delete =
                        open.prepareStatement(MetaTable.JOB.delete(backend.prefix(), "job_id", "holder"))) {
                    delete.setString(1, job);
                    delete.setString(2, holder);
                    return delete.executeUpdate();
                }
            });
        } catch (SQLException | KeystoreException e) {
            // It runs out by itself.
            LOG.log(System.Logger.Level.DEBUG, "the lease of " + kind + " was not given back", e);
        }
    }
}
