package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableSelection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is asked of all drivers about unwrapped keys, in rows of {@code tde_job}: a row of kind {@code evict} counts how often
 * it was asked to forget keys, one of kind {@code lock} keeps keys from use for as long as it is there. They are not
 * verified: who forges one can make drivers ask the key manager once more, or stop; who deletes a lock ends it.
 */
final class KeyRequests {

    private static final System.Logger LOG = System.getLogger(KeyRequests.class.getName());
    private static final String EVICT = "evict";
    private static final String LOCK = "lock";
    private static final String ALL = "*";
    private static final int ATTEMPTS = 5;

    private final Backend backend;
    private Optional<List<RawRow>> seen = Optional.empty();
    private boolean mayRead = true;

    /**
     * What a look found.
     *
     * @param evicted whose keys are to be forgotten, asked for since the last look; nobody's at the first one
     * @param locked whose keys are locked now
     */
    record News(TableSelection evicted, TableSelection locked) {}

    KeyRequests(Backend backend) {
        this.backend = backend;
    }

    /**
     * The first look.
     *
     * @throws KeystoreException if it does not come off, other than for a lack of rights or of the table
     */
    TableSelection locked() throws KeystoreException {
        try {
            seen = Optional.of(read());
        } catch (SQLException e) {
            if (isHopeless(e)) {
                mayRead = false;
                LOG.log(System.Logger.Level.DEBUG, "no look at the requests in tde_job", e);
            } else {
                throw JobLease.failure(backend, e);
            }
        }
        return locked(seen.orElse(List.of()));
    }

    private static boolean isHopeless(SQLException failure) {
        return SqlFailure.isRefused(failure) || SqlFailure.isMissingTable(failure);
    }

    /** Looks; without an answer a lock stays what it was. */
    News news() {
        List<RawRow> before = seen.orElse(List.of());
        if (!mayRead) {
            return new News(TableSelection.NONE, locked(before));
        }
        List<RawRow> found;
        try {
            found = read();
        } catch (SQLException e) {
            // A failure costs the metadata connection: who may not read is asked once and then left alone.
            mayRead = !isHopeless(e);
            LOG.log(System.Logger.Level.DEBUG, "no look at the requests in tde_job", e);
            return new News(TableSelection.NONE, locked(before));
        } catch (KeystoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "no look at the requests in tde_job", e);
            return new News(TableSelection.NONE, locked(before));
        }
        Map<String, Long> counts = counts(seen.orElse(found));
        seen = Optional.of(found);
        List<RawRow> asked = found.stream()
                .filter(row -> kind(row).equals(EVICT)
                        && !Optional.of(row.number(5)).equals(Optional.ofNullable(counts.get(row.text(0)))))
                .toList();
        return new News(selection(asked), locked(found));
    }

    private static Map<String, Long> counts(List<RawRow> rows) {
        Map<String, Long> counts = new HashMap<>();
        rows.forEach(row -> counts.put(row.text(0), row.number(5)));
        return counts;
    }

    private static TableSelection locked(List<RawRow> rows) {
        return selection(rows.stream().filter(row -> kind(row).equals(LOCK)).toList());
    }

    private static TableSelection selection(List<RawRow> rows) {
        Set<UUID> owners = new HashSet<>();
        boolean all = false;
        for (RawRow row : rows) {
            Optional<UUID> owner = owner(row);
            owner.ifPresent(owners::add);
            all |= owner.isEmpty();
        }
        return new TableSelection(all, owners);
    }

    private static String kind(RawRow row) {
        return row.text(1);
    }

    /** Whose keys a row is about; a text that names no owner is taken for all keys. */
    static Optional<UUID> owner(RawRow row) {
        String job = row.text(0);
        try {
            return Optional.of(UUID.fromString(job.substring(Math.min(kind(row).length() + 1, job.length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<RawRow> read() throws SQLException, KeystoreException {
        return backend.read(open -> {
            List<RawRow> rows = new ArrayList<>();
            try (PreparedStatement select =
                    open.prepareStatement(MetaTable.JOB.select(backend.prefix()) + " WHERE job_kind IN (?, ?)")) {
                select.setString(1, EVICT);
                select.setString(2, LOCK);
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        rows.add(RawRow.read(MetaTable.JOB, result));
                    }
                }
            }
            return rows;
        });
    }

    /** The locks as they lie. */
    List<RawRow> locks() throws KeystoreException {
        try {
            return read().stream().filter(row -> kind(row).equals(LOCK)).toList();
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
    }

    /**
     * Lets no work on values go on whose keys are locked.
     *
     * @throws KeystoreException TDE-KEY-032 if they are
     */
    void requireUnlocked(UUID owner) throws KeystoreException {
        KeyLocks.require(selection(locks()), owner, owner.toString());
    }

    /** Asks all drivers to forget keys. */
    void evict(Optional<UUID> owner, String actor) throws KeystoreException {
        String job = job(EVICT, owner);
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<Long> count = Optional.ofNullable(counts(read()).get(job));
                RawRow row = RawRow.of(MetaTable.JOB, job, EVICT, actor, 0L, "", count.orElse(0L) + 1);
                if (backend.transaction(open -> put(open, row, count))) {
                    return;
                }
            }
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
        throw KeystoreError.CONTENDED.because(ATTEMPTS + " tries on " + backend.description(), "one success");
    }

    /**
     * Locks keys for all drivers.
     *
     * @return false if they were locked so before
     */
    boolean lock(Optional<UUID> owner, String actor, long now) throws KeystoreException {
        RawRow row = RawRow.of(MetaTable.JOB, job(LOCK, owner), LOCK, actor, now, "", 1L);
        try {
            return backend.transaction(open -> put(open, row, Optional.empty()));
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
    }

    /**
     * Takes back what {@link #lock} did.
     *
     * @return false if there was no such lock
     */
    boolean unlock(Optional<UUID> owner) throws KeystoreException {
        try {
            return backend.write(open -> {
                try (PreparedStatement delete =
                        open.prepareStatement(MetaTable.JOB.delete(backend.prefix(), "job_id"))) {
                    delete.setString(1, job(LOCK, owner));
                    return delete.executeUpdate() > 0;
                }
            });
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
    }

    private static String job(String kind, Optional<UUID> owner) {
        return kind + " " + owner.map(UUID::toString).orElse(ALL);
    }

    private boolean put(Connection open, RawRow row, Optional<Long> count) throws SQLException {
        try {
            if (count.isEmpty()) {
                ChangeWriter.insert(open, MetaTable.JOB, backend.prefix(), List.of(row));
                return true;
            }
            try (PreparedStatement update =
                    open.prepareStatement(MetaTable.JOB.update(backend.prefix(), "job_id", "change_count"))) {
                int index = row.bind(update);
                update.setString(index, row.text(0));
                update.setLong(index + 1, count.get());
                return update.executeUpdate() == 1;
            }
        } catch (SQLException e) {
            if (SqlFailure.isConflict(e)) {
                return false;
            }
            throw e;
        }
    }
}
