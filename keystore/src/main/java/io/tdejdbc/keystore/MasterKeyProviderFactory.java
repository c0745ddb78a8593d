package io.tdejdbc.keystore;

import java.util.Map;
import java.util.Set;

/** Makes {@link MasterKeyProvider}s of one kind; found by {@link java.util.ServiceLoader}. */
public interface MasterKeyProviderFactory {

    /** The value of the property {@code tde.keys.provider} that chooses it. */
    String kind();

    /** The property names it understands, all beginning {@code tde.keys.<kind>.}. */
    Set<String> properties();

    /**
     * Opens the key manager.
     *
     * @param properties its properties by full name; relative paths are already resolved
     * @throws KeystoreException kind CONFIGURATION, DENIED or UNAVAILABLE
     */
    MasterKeyProvider open(Map<String, String> properties) throws KeystoreException;
}
