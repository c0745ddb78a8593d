package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.ColumnRegistration;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MetadataAccess;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.internal.keys.CacheLimits;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An initialised database with a key file, a clock that the test turns, and keystores that end with it. */
final class KeystoreFixture implements AutoCloseable {

    static final TableName CUSTOMERS = new TableName("PUBLIC", "CUSTOMERS");
    static final TableName ORDERS = new TableName("PUBLIC", "ORDERS");

    // What goes wrong here on purpose need not be told in the build's output.
    private static final Logger QUIET = Logger.getLogger("io.tdejdbc.keystore");

    final TestBackend backend;
    final MasterKeyProvider provider;
    final Path keyFile;
    final UUID deployment = UUID.randomUUID();
    final AtomicLong nanoTime = new AtomicLong(1_000_000_000L);
    final List<Keystore> opened = new ArrayList<>();

    private KeystoreFixture(TestBackend backend, Path keyFile) throws KeystoreException {
        QUIET.setLevel(Level.OFF);
        this.backend = backend;
        this.keyFile = keyFile;
        FileMasterKey.generate(keyFile);
        this.provider = FileMasterKey.open(keyFile);
    }

    static KeystoreFixture inMemory(Path directory) throws KeystoreException, SQLException {
        KeystoreFixture fixture = new KeystoreFixture(TestBackend.inMemory(), directory.resolve("master.key"));
        Keystores.initialise(fixture.backend, fixture.provider, fixture.deployment);
        return fixture;
    }

    KeystoreSettings settings() {
        return new KeystoreSettings(deployment, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), true);
    }

    /** As an application opens it, with its thread. */
    Keystore open() throws KeystoreException {
        return keep(Keystores.open(settings(), backend, provider));
    }

    /** Without a thread: the test polls, and turns the clock. */
    LiveKeystore byHand() throws KeystoreException {
        return byHand(settings(), backend, provider);
    }

    LiveKeystore byHand(KeystoreSettings settings, MetadataAccess access, MasterKeyProvider keys)
            throws KeystoreException {
        return keep(LiveKeystore.create(settings, access, keys, environment(EpochFloor.ofProcess())));
    }

    /** As if in another process: it has not seen what this one has. */
    LiveKeystore inAnotherProcess(KeystoreSettings settings) throws KeystoreException {
        return keep(LiveKeystore.create(settings, backend, provider, environment(new EpochFloor())));
    }

    private LiveKeystore.Environment environment(EpochFloor floor) {
        return new LiveKeystore.Environment(nanoTime::get, InstantSource.system(), floor, CacheLimits.of(settings()));
    }

    private <T extends Keystore> T keep(T keystore) {
        opened.add(keystore);
        return keystore;
    }

    void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    static ColumnRegistration random(TableName table, String column) {
        return registration(table, column, ProtectionMode.RANDOM, Optional.empty());
    }

    static ColumnRegistration equality(TableName table, String column) {
        return registration(table, column, ProtectionMode.EQUALITY, Optional.empty());
    }

    static ColumnRegistration inDomain(TableName table, String column, String domain) {
        return registration(table, column, ProtectionMode.EQUALITY, Optional.of(domain));
    }

    private static ColumnRegistration registration(
            TableName table, String column, ProtectionMode mode, Optional<String> domain) {
        return new ColumnRegistration(
                table, column, mode, domain, "", "VARCHAR(40)", TypeFamily.TEXT, ColumnState.ENCRYPTED);
    }

    @Override
    public void close() throws SQLException {
        opened.forEach(Keystore::close);
        provider.close();
        backend.close();
    }
}
