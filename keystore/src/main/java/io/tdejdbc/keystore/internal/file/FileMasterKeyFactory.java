package io.tdejdbc.keystore.internal.file;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProviderFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Opens key files; found by service loading. */
public final class FileMasterKeyFactory implements MasterKeyProviderFactory {

    private static final String PATH = "tde.keys.file.path";
    /** Only whoever reads the properties file knows what it is for, and judges by this one. */
    private static final String ALLOW_IN_PRODUCTION = "tde.keys.file.allow-in-production";

    /** For the service loader. */
    public FileMasterKeyFactory() {}

    @Override
    public String kind() {
        return FileMasterKeyProvider.KIND;
    }

    @Override
    public Set<String> properties() {
        return Set.of(PATH, ALLOW_IN_PRODUCTION);
    }

    @Override
    public MasterKeyProvider open(Map<String, String> properties) throws KeystoreException {
        String path = properties.getOrDefault(PATH, "");
        if (path.isBlank()) {
            throw KeystoreError.PROVIDER_MISCONFIGURED.because("no " + PATH, PATH + "=<path of the key file>");
        }
        try {
            return FileMasterKeyProvider.open(Path.of(path));
        } catch (InvalidPathException e) {
            throw KeystoreError.PROVIDER_MISCONFIGURED.because(
                    PATH + " with text that is no path: " + e.getReason(), "the path of the key file", e);
        }
    }
}
