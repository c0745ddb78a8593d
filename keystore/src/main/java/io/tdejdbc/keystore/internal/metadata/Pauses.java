package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The wish that one piece of work rests: a row of {@code tde_job}, so that it outlives both who works and who asked. It
 * protects nothing and is not verified.
 */
final class Pauses {

    private static final String KIND = "pause";

    private final Backend backend;
    private final String row;

    /** Of one kind of work on the values of one table or domain. */
    Pauses(Backend backend, KeyJob.Kind kind, UUID owner) {
        this.backend = backend;
        this.row = KIND + " " + kind.word() + " " + owner;
    }

    /**
     * Looks for the wish.
     *
     * @throws KeystoreException TDE-KEY-027 if there is one
     */
    void requireNone() throws KeystoreException {
        Optional<RawRow> wish = find();
        if (wish.isPresent()) {
            throw KeystoreError.JOB_PAUSED.because(
                    "a pause asked for by " + wish.get().text(2), "none");
        }
    }

    private Optional<RawRow> find() throws KeystoreException {
        try {
            return backend.read(open -> RawSet.rows(open, backend.prefix(), MetaTable.JOB).stream()
                    .filter(one -> one.text(0).equals(row))
                    .findFirst());
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
    }

    /** Asks for it; nothing if that was done before. */
    void ask(String actor) throws KeystoreException {
        if (find().isPresent()) {
            return;
        }
        try {
            backend.transaction(open -> {
                ChangeWriter.insert(
                        open,
                        MetaTable.JOB,
                        backend.prefix(),
                        List.of(RawRow.of(MetaTable.JOB, row, KIND, actor, 0L, "", 1L)));
                return true;
            });
        } catch (SQLException e) {
            if (!SqlFailure.isConflict(e)) {
                throw JobLease.failure(backend, e);
            }
        }
    }

    /** Takes it back. */
    void end() throws KeystoreException {
        try {
            backend.write(open -> {
                try (PreparedStatement delete =
                        open.prepareStatement(MetaTable.JOB.delete(backend.prefix(), "job_id"))) {
                    delete.setString(1, row);
                    return delete.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw JobLease.failure(backend, e);
        }
    }
}
