package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MetadataAccess;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.Wrapper;
import io.tdejdbc.keystore.internal.keys.Wrapping;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the metadata tables, the deployment key and the canary, once, however many try at the same time. */
public final class Initialiser {

    private static final int ATTEMPTS = 10;

    private final Backend backend;
    private final MetadataStore store;
    private final Wrapper wrapper;
    private final UUID deployment;
    private final InstantSource clock;

    private Initialiser(Backend backend, MasterKeyProvider provider, UUID deployment, InstantSource clock) {
        this.backend = backend;
        this.wrapper = new Wrapper(provider);
        this.deployment = deployment;
        this.clock = clock;
        this.store = new MetadataStore(backend, wrapper, deployment, Optional.empty(), EpochFloor.ofProcess(), clock);
    }

    /**
     * See {@link io.tdejdbc.keystore.Keystores#initialise}.
     *
     * @return whether this call made the deployment
     */
    public static boolean run(MetadataAccess access, MasterKeyProvider provider, UUID deployment)
            throws KeystoreException {
        try (Backend backend = new Backend(access, true)) {
            return new Initialiser(backend, provider, deployment, InstantSource.system()).initialise();
        }
    }

    private boolean initialise() throws KeystoreException {
        for (MetaTable table : MetaTable.values()) {
            make(table);
        }
        boolean made = false;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                store.load();
                return made;
            } catch (KeystoreException e) {
                if (!e.code().equals(KeystoreError.NOT_INITIALISED.code())) {
                    throw e;
                }
            }
            made = fill();
        }
        throw KeystoreError.CONTENDED.because(ATTEMPTS + " tries on " + backend.description(), "one success");
    }

    private void make(MetaTable table) throws KeystoreException {
        if (store.exists(table)) {
            return;
        }
        try {
            backend.write(open -> {
                try (var create = open.createStatement()) {
                    return create.execute(table.create(backend.prefix(), backend.tableOptions()));
                }
            });
        } catch (SQLException e) {
            // Another process may have made it in between.
            if (!store.exists(table)) {
                throw SqlFailure.isRefused(e)
                        ? SqlFailure.notWritable(backend.description(), e)
                        : SqlFailure.unreachable("creating " + table.tableName(), backend.description(), e);
            }
        }
    }

    /** Writes epoch 1. False if another process did, or nothing is known of it; reading the tables tells. */
    private boolean fill() throws KeystoreException {
        long now = clock.millis();
        KeyRow deploymentKey = KeyRow.first(deployment, Randomness.uuid(), KeyKind.DEPLOYMENT, deployment, "", now);
        KeyRow canary = KeyRow.first(deployment, Randomness.uuid(), KeyKind.CANARY, deployment, "", now);
        List<Wrapping> wrappings =
                List.of(wrapper.wrapNew(deploymentKey.identity()), wrapper.wrapNew(canary.identity()));
        List<RawRow> keys;
        Manifest manifest;
        SecretKeyBytes bytes = wrapper.unwrap(deploymentKey.identity(), wrappings.subList(0, 1));
        try (RowMac mac = RowMac.of(bytes, deployment)) {
            keys = List.of(mac.seal(deploymentKey.raw()), mac.seal(canary.raw()));
            manifest = Manifest.of(deployment, 1, keys, List.of(), mac, now);
        } finally {
            bytes.wipe();
        }
        try {
            return backend.transaction(open -> {
                // The manifest's primary key lets one of all who try come through.
                ChangeWriter.insert(open, MetaTable.MANIFEST, backend.prefix(), List.of(manifest.row()));
                ChangeWriter.insert(open, MetaTable.KEY, backend.prefix(), keys);
                ChangeWriter.insert(
                        open,
                        MetaTable.WRAPPING,
                        backend.prefix(),
                        wrappings.stream().map(RawSet::wrappingRow).toList());
                return true;
            });
        } catch (SQLException e) {
            if (SqlFailure.isConflict(e)) {
                return false;
            }
            if (SqlFailure.isRefused(e)) {
                throw SqlFailure.notWritable(backend.description(), e);
            }
            throw SqlFailure.unreachable("writing epoch 1", backend.description(), e);
        }
    }
}
