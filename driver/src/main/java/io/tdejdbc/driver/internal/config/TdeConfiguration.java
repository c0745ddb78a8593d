package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.plan.Unwrapping;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProviderFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a properties file says, checked as far as that is possible without a database; immutable.
 *
 * @param file absolute path of the file
 * @param fingerprint SHA-256 of the file's bytes, hexadecimal: two files with the same path and fingerprint are the same
 *     configuration
 * @param driverClass the real driver's class, if named
 * @param deployment the pinned identity; empty only before {@code tde init}
 * @param provider the key manager
 * @param previous the key manager that keys are moved from
 * @param keyTtl age at which unwrapped keys are confirmed
 * @param keyMaxStale how long unconfirmed keys may be used
 * @param escrowMaxAge after what time without a confirmed copy of the master key commands warn
 * @param audit where uses of the master key are recorded
 * @param init whether connect may make the metadata tables
 * @param pendingTables whether a rule may wait for its table
 * @param pendingColumns whether a rule may wait for its column
 * @param migrationAllowed whether columns may be in a state before ENCRYPTED
 * @param strict whether the file must name all that the metadata protects
 * @param allowedDependents {@code kind:name} of what preflight lets pass
 * @param metadataSchema schema of the metadata tables, catalog spelling
 * @param anchor the anchor file
 * @param poll how often metadata and catalog are read
 * @param lease how long they may be used
 * @param linger how long keys outlive the last connection
 * @param physicalCatalog whether DatabaseMetaData shows what the database really holds
 * @param jmx whether the keys can be controlled by JMX
 * @param metrics the listener that is told of everything
 * @param unwrapping what becomes of an unwrap to the real driver's objects
 * @param planCacheBytes bound of the plan cache
 * @param warmUp whether the analysis is made ready in the background
 * @param resultBytes bound of one result that the driver sorts
 * @param rules the protection rules in file order
 * @param calls the parameters of routines that carry protected values
 */
public record TdeConfiguration(
        Path file,
        String fingerprint,
        Optional<String> driverClass,
        Optional<UUID> deployment,
        KeyManager provider,
        Optional<KeyManager> previous,
        Duration keyTtl,
        Duration keyMaxStale,
        Duration escrowMaxAge,
        Optional<Path> audit,
        boolean init,
        boolean pendingTables,
        boolean pendingColumns,
        boolean migrationAllowed,
        boolean strict,
        Set<String> allowedDependents,
        Optional<String> metadataSchema,
        Optional<Path> anchor,
        Duration poll,
        Duration lease,
        Duration linger,
        boolean physicalCatalog,
        boolean jmx,
        Optional<String> metrics,
        Unwrapping unwrapping,
        long planCacheBytes,
        boolean warmUp,
        long resultBytes,
        List<ProtectionRule> rules,
        List<CallRule> calls) {

    private static final Pattern PROPERTY = Pattern.compile("tde(?:\\.[a-z0-9-]+)+");

    /** Copies the collections. */
    public TdeConfiguration {
        allowedDependents = Set.copyOf(allowedDependents);
        rules = List.copyOf(rules);
        calls = List.copyOf(calls);
    }

    /**
     * A key manager that is not open yet.
     *
     * @param factory opens it
     * @param properties its properties, paths resolved
     * @param places where they stand, such as "line 3 of /etc/shop/tde.properties"
     */
    public record KeyManager(
            MasterKeyProviderFactory factory, Map<String, String> properties, Map<String, String> places) {
        /** Copies the properties. */
        public KeyManager {
            properties = Map.copyOf(properties);
            places = Map.copyOf(places);
        }

        private MasterKeyProvider open() throws KeystoreException {
            try {
                return factory.open(properties);
            } catch (KeystoreException e) {
                throw e.kind() == KeystoreException.Kind.CONFIGURATION ? placed(e) : e;
            }
        }

        /** A key manager knows its properties and not the lines on which they stand. */
        private KeystoreException placed(KeystoreException failure) {
            String message = failure.getMessage().substring(failure.code().length() + 1);
            int begin = message.indexOf("| found: ");
            int end = message.indexOf(" | expected: ");
            if (begin < 0 || end < begin) {
                return failure;
            }
            StringBuilder found = new StringBuilder();
            Matcher names = PROPERTY.matcher(message.substring(begin, end));
            while (names.find()) {
                String place = places.get(names.group());
                names.appendReplacement(
                        found, Matcher.quoteReplacement(names.group() + (place == null ? "" : " in " + place)));
            }
            names.appendTail(found);
            return new KeystoreException(
                    failure.code(),
                    failure.kind(),
                    message.substring(0, begin) + found + message.substring(end),
                    failure);
        }
    }

    /**
     * Opens the key manager; its use is recorded if the file says so.
     *
     * @throws KeystoreException if it cannot be used
     */
    public MasterKeyProvider openKeys() throws KeystoreException {
        return open(provider);
    }

    /**
     * Opens the key manager that keys are moved from.
     *
     * @throws KeystoreException TDE-KEY-024 if the file names none, or if it cannot be used
     */
    public MasterKeyProvider openPreviousKeys() throws KeystoreException {
        return open(previous.orElseThrow(() -> KeystoreError.MOVE_IMPOSSIBLE.because(
                "no " + TdeProperty.KEYS_PREVIOUS_PROVIDER.key() + " in " + file, "the master key in use")));
    }

    private MasterKeyProvider open(KeyManager manager) throws KeystoreException {
        MasterKeyProvider plain = manager.open();
        if (audit.isEmpty()) {
            return plain;
        }
        boolean opened = false;
        try {
            MasterKeyProvider audited = Keystores.audited(plain, audit.get(), Actor.ofProcess());
            opened = true;
            return audited;
        } finally {
            if (!opened) {
                plain.close();
            }
        }
    }

    /**
     * The pinned identity.
     *
     * @throws TdeConfigurationException if the file has none; the message holds a fresh one to paste
     */
    public UUID requiredDeployment() throws TdeConfigurationException {
        if (deployment.isEmpty()) {
            throw ConfigurationError.MISSING_PROPERTY.withFix(
                    "no " + TdeProperty.DEPLOYMENT.key() + " in " + file,
                    "the identity that the database was initialised with",
                    "run 'tde init', which makes it and writes it into the file; for a new database without the "
                            + "command line, add " + TdeProperty.DEPLOYMENT.key() + "=" + UUID.randomUUID());
        }
        return deployment.get();
    }

    @Override
    public String toString() {
        return "configuration of " + file;
    }
}
