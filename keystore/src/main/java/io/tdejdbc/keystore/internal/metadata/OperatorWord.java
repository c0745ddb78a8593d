package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyEscrow.Confirmation;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an operator said of the master key: a row of {@code tde_job}, which is not verified. */
final class OperatorWord {

    /** A copy of all versions up to one is kept apart. */
    static final String ESCROW = "escrow";
    /** Backups need the versions from one on. */
    static final String BACKUPS = "backups";

    private static final int ATTEMPTS = 5;
    /** As many characters as the row has room for. */
    private static final int MOST_CHARACTERS = 2000;

    private final Backend backend;
    private final String kind;

    OperatorWord(Backend backend, String kind) {
        this.backend = backend;
        this.kind = kind;
    }

    Optional<Confirmation> last() throws KeystoreException {
        return find().map(row -> new Confirmation(
                Instant.ofEpochMilli(row.number(3)),
                (int) Math.max(0, Math.min(row.number(5), Integer.MAX_VALUE)),
                row.text(2),
                row.text(4)));
    }

    private Optional<RawRow> find() throws KeystoreException {
        try {
            return backend.read(open -> JobLease.find(open, backend.prefix(), kind));
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
    }

    void put(Confirmation confirmation) throws KeystoreException {
        if (confirmation.note().length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a note has at most " + MOST_CHARACTERS + " characters");
        }
        RawRow row = RawRow.of(
                MetaTable.JOB,
                kind,
                kind,
                confirmation.actor(),
                confirmation.when().toEpochMilli(),
                confirmation.note(),
                (long) confirmation.version());
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                if (find().isPresent() ? update(row) : insert(row)) {
                    return;
                }
            }
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
        throw KeystoreError.CONTENDED.because(ATTEMPTS + " tries on " + backend.description(), "one success");
    }

    private boolean update(RawRow row) throws SQLException, KeystoreException {
        return backend.write(open -> {
            try (PreparedStatement update = open.prepareStatement(MetaTable.JOB.update(backend.prefix(), "job_id"))) {
                update.setString(row.bind(update), row.text(0));
                return update.executeUpdate() == 1;
            }
        });
    }

    private boolean insert(RawRow row) throws SQLException, KeystoreException {
        try {
            return backend.transaction(open -> {
                ChangeWriter.insert(open, MetaTable.JOB, backend.prefix(), List.of(row));
                return true;
            });
        } catch (SQLException e) {
            if (SqlFailure.isConflict(e)) {
                return false;
            }
            throw e;
        }
    }
}
