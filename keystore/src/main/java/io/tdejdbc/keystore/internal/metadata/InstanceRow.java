package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.Randomness;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * This keystore's row of {@code tde_instance}: advice for tools, which protects nothing, so that no failure here may
 * disturb anybody. A user who may not write is asked once and then left alone.
 */
final class InstanceRow {

    private static final System.Logger LOG = System.getLogger(InstanceRow.class.getName());
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Backend backend;
    private final InstantSource clock;
    private final UUID instance = Randomness.uuid();
    private final String version;
    private final long started;
    private boolean mayWrite = true;
    private boolean present;

    InstanceRow(Backend backend, InstantSource clock) {
        this.backend = backend;
        this.clock = clock;
        this.started = clock.millis();
        String found = Optional.ofNullable(InstanceRow.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        this.version = found.length() > 64 ? found.substring(0, 64) : found;
    }

    UUID instance() {
        return instance;
    }

    /** Says that this instance lives and which epoch it has seen. */
    void beat(long seenEpoch) {
        if (!mayWrite) {
            return;
        }
        long now = clock.millis();
        RawRow row = RawRow.of(MetaTable.INSTANCE, instance.toString(), version, seenEpoch, started, now);
        attempt(
                "heartbeat",
                () -> backend.write(open -> {
                    if (!present) {
                        sweep(open, now);
                    }
                    try (PreparedStatement update =
                            open.prepareStatement(MetaTable.INSTANCE.update(backend.prefix(), "instance_id"))) {
                        update.setString(row.bind(update), instance.toString());
                        present = update.executeUpdate() > 0;
                    }
                    if (!present) {
                        ChangeWriter.insert(open, MetaTable.INSTANCE, backend.prefix(), List.of(row));
                        present = true;
                    }
                    return present;
                }));
    }

    /** Takes the row away. */
    void leave() {
        if (!present) {
            return;
        }
        attempt(
                "sign-off",
                () -> backend.write(open -> {
                    try (PreparedStatement delete =
                            open.prepareStatement(MetaTable.INSTANCE.delete(backend.prefix(), "instance_id"))) {
                        delete.setString(1, instance.toString());
                        return delete.executeUpdate() > 0;
                    }
                }));
    }

    /** Rows of instances that were killed would stay for ever. */
    private void sweep(Connection open, long now) throws SQLException {
        try (PreparedStatement delete = open.prepareStatement(
                "DELETE FROM " + backend.prefix() + MetaTable.INSTANCE.tableName() + " WHERE heartbeat_ms < ?")) {
            delete.setLong(1, now - FORGOTTEN.toMillis());
            delete.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Attempt {
        boolean run() throws SQLException, KeystoreException;
    }

    private void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException e) {
            mayWrite = !SqlFailure.isRefused(e);
            LOG.log(System.Logger.Level.DEBUG, "no " + what + " in tde_instance", e);
        } catch (KeystoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "no " + what + " in tde_instance", e);
        }
    }
}
