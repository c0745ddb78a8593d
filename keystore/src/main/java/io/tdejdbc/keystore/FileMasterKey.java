package io.tdejdbc.keystore;

import io.tdejdbc.keystore.internal.file.FileMasterKeyProvider;
import io.tdejdbc.keystore.internal.file.KeyFileStore;
import java.nio.file.Path;

/**
 * A master key in a file: for development, tests and small installations. Whoever can read the file and the database can
 * read everything; a key manager that never gives the master key away is the better choice where there is one.
 */
public final class FileMasterKey {

    private FileMasterKey() {}

    /**
     * Makes a key file with one new random version, readable and writable by its owner alone, and on disk when this
     * returns.
     *
     * @param path where no file is yet
     * @return the fingerprint of the new key, which is no secret
     * @throws KeystoreException kind CONFIGURATION if a file is there already or none can be written
     */
    public static String generate(Path path) throws KeystoreException {
        return KeyFileStore.generate(path);
    }

    /**
     * Opens a key file. It is read again whenever it changes.
     *
     * @throws KeystoreException kind CONFIGURATION if it is missing, damaged, or open to other users
     */
    public static MasterKeyProvider open(Path path) throws KeystoreException {
        return FileMasterKeyProvider.open(path);
    }
}
