package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Requests that drivers forget keys: rows of {@code tde_job} that count how often it was asked for. They protect nothing
 * and are not verified; who forges one makes drivers ask the key manager once more.
 */
final class Evictions {

    private static final System.Logger LOG = System.getLogger(Evictions.class.getName());
    private static final String KIND = "evict";
    private static final String PREFIX = KIND + " ";
    private static final String ALL = PREFIX + "*";
    private static final int ATTEMPTS = 5;

    private final Backend backend;
    private Optional<Map<String, Long>> seen = Optional.empty();
    private boolean mayRead = true;

    /** Whose keys are to be forgotten. */
    record Request(boolean all, Set<UUID> owners) {
        boolean names(UUID owner) {
            return all || owners.contains(owner);
        }
    }

    Evictions(Backend backend) {
        this.backend = backend;
    }

    /** What was asked for since the last time; nothing at the first time. */
    Request news() {
        if (!mayRead) {
            return new Request(false, Set.of());
        }
        Map<String, Long> found;
        try {
            found = backend.read(this::read);
        } catch (SQLException e) {
            // A failure costs the metadata connection: who may not read is asked once and then left alone.
            mayRead = !SqlFailure.isRefused(e) && !SqlFailure.isMissingTable(e);
            LOG.log(System.Logger.Level.DEBUG, "no look at the evictions in tde_job", e);
            return new Request(false, Set.of());
        } catch (KeystoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "no look at the evictions in tde_job", e);
            return new Request(false, Set.of());
        }
        Map<String, Long> before = seen.orElse(found);
        seen = Optional.of(found);
        Set<UUID> owners = new HashSet<>();
        boolean all = false;
        for (Map.Entry<String, Long> row : found.entrySet()) {
            if (!row.getValue().equals(before.get(row.getKey()))) {
                Optional<UUID> owner = owner(row.getKey());
                owner.ifPresent(owners::add);
                all |= owner.isEmpty();
            }
        }
        return new Request(all, owners);
    }

    /** A text that names no owner is taken for a request to forget everything. */
    private static Optional<UUID> owner(String job) {
        try {
            return Optional.of(UUID.fromString(job.substring(Math.min(PREFIX.length(), job.length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Map<String, Long> read(Connection open) throws SQLException {
        try (PreparedStatement select = open.prepareStatement("SELECT job_id, change_count FROM " + backend.prefix()
                + MetaTable.JOB.tableName() + " WHERE job_kind = ?")) {
            select.setString(1, KIND);
            Map<String, Long> rows = new HashMap<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.put(result.getString(1), result.getLong(2));
                }
            }
            return rows;
        }
    }

    /** Asks for it. */
    void request(Optional<UUID> owner, String actor) throws KeystoreException {
        String job = owner.map(id -> PREFIX + id).orElse(ALL);
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<Long> count =
                        Optional.ofNullable(backend.read(this::read).get(job));
                RawRow row = RawRow.of(MetaTable.JOB, job, KIND, actor, 0L, "", count.orElse(0L) + 1);
                if (backend.transaction(open -> put(open, row, count))) {
                    return;
                }
            }
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
        throw KeystoreError.CONTENDED.because(ATTEMPTS + " tries on " + backend.description(), "one success");
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
