package io.tdejdbc.keystore;

import io.tdejdbc.keystore.internal.audit.AuditLog;
import io.tdejdbc.keystore.internal.audit.AuditedProvider;
import io.tdejdbc.keystore.internal.crypto.BatchTuning;
import io.tdejdbc.keystore.internal.measure.ObservedProvider;
import io.tdejdbc.keystore.internal.metadata.Initialiser;
import io.tdejdbc.keystore.internal.metadata.KeyLifeWork;
import io.tdejdbc.keystore.internal.metadata.LiveKeystore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;

/** Makes and opens keystores. */
public final class Keystores {

    private Keystores() {}

    /**
     * Makes what a database needs once: the metadata tables, the deployment key, the canary that proves the master key,
     * and epoch 1. What is there already stays, and is verified. Processes that do this at the same time all end well,
     * with one deployment.
     *
     * @param deployment the identity to be pinned in every client's configuration
     * @return whether this call made the deployment; false if it was there
     * @throws KeystoreException kind CONFIGURATION if another deployment is there (TDE-MET-002 names both) or the user
     *     may not create tables, DENIED if the master key is not the one used at the first time, DATA if the tables were
     *     altered, UNAVAILABLE if database or key manager cannot be reached
     */
    public static boolean initialise(MetadataAccess access, MasterKeyProvider provider, UUID deployment)
            throws KeystoreException {
        return Initialiser.run(access, provider, deployment);
    }

    /**
     * Opens the keystore of an initialised database. Everything is loaded and verified when this returns; keys are
     * unwrapped at their first use, or now where there is no background polling.
     *
     * @param provider stays the caller's to close, after the keystore
     * @throws KeystoreException kind CONFIGURATION if the database is not initialised or belongs to another deployment,
     *     DENIED if the master key is the wrong one (TDE-KEY-009), DATA if the tables were altered or are older than
     *     what this process or the anchor file has seen, UNAVAILABLE if database or key manager cannot be reached
     * @throws IllegalArgumentException if a duration is not positive
     */
    public static Keystore open(KeystoreSettings settings, MetadataAccess access, MasterKeyProvider provider)
            throws KeystoreException {
        BatchTuning.begin();
        return LiveKeystore.open(settings, access, provider);
    }

    /**
     * Ends what goes on in the background although no keystore is open: the measuring of the batch path. It goes on with
     * the next keystore that is opened.
     */
    public static void endMeasuring() {
        BatchTuning.end();
    }

    /**
     * Work on the master key of an initialised database. Nothing is read before it is asked for.
     *
     * @param provider stays the caller's to close
     */
    public static KeyLife keyLife(KeyLifeSettings settings, MetadataAccess access, MasterKeyProvider provider) {
        return KeyLifeWork.open(settings, access, provider);
    }

    /**
     * The same key manager, with a record of every use of the master key in a file of JSON lines. What cannot be recorded is
     * not handed out.
     *
     * @param actor who uses the keys: user, host and process
     * @throws KeystoreException kind CONFIGURATION (TDE-KEY-025) if the file cannot be written
     */
    public static MasterKeyProvider audited(MasterKeyProvider provider, Path file, String actor)
            throws KeystoreException {
        return new AuditedProvider(provider, AuditLog.open(file, actor), InstantSource.system(), System::nanoTime);
    }

    /**
     * The same key manager, with an observer that is told of every request: what was asked, how it ended and how long it took,
     * an entry of its audit log included.
     */
    public static MasterKeyProvider observed(MasterKeyProvider provider, KeyRequestObserver observer) {
        return new ObservedProvider(provider, observer, System::nanoTime);
    }

    /**
     * The kinds of master keys that the class path offers, found by service loading through the class loader of this
     * class.
     *
     * @throws KeystoreException kind CONFIGURATION (TDE-KEY-012) if two claim one kind or one cannot be loaded
     */
    public static Map<String, MasterKeyProviderFactory> providers() throws KeystoreException {
        Map<String, MasterKeyProviderFactory> found = new TreeMap<>();
        try {
            for (MasterKeyProviderFactory factory :
                    ServiceLoader.load(MasterKeyProviderFactory.class, Keystores.class.getClassLoader())) {
                MasterKeyProviderFactory other = found.putIfAbsent(factory.kind(), factory);
                if (other != null) {
                    throw KeystoreError.PROVIDER_MISCONFIGURED.because(
                            factory.getClass().getName() + " and "
                                    + other.getClass().getName() + " for kind " + factory.kind(),
                            "one for each kind");
                }
            }
        } catch (ServiceConfigurationError e) {
            throw KeystoreError.PROVIDER_MISCONFIGURED.because(
                    "a provider that cannot be loaded: " + e.getMessage(), "providers that fit this version", e);
        }
        return Map.copyOf(found);
    }
}
