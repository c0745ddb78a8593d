package io.tdejdbc.it.vault;

import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** Properties of the provider, and providers made of them. */
public final class VaultKeys {
    private static final String PREFIX = "tde.keys.vault.";

    private VaultKeys() {}

    /** Those of a key {@code tde-app} and a token that lies in a file. */
    public static Map<String, String> properties(VaultServer server, String mount, Path tokenFile) {
        return with(
                Map.of(),
                "address",
                server.address(),
                "mount",
                mount,
                "key",
                "tde-app",
                "auth",
                "token-file",
                "token-file",
                tokenFile.toString(),
                "deadline",
                "2s");
    }

    /** Some properties, with others in place of theirs or beside them; an empty value takes one away. */
    static Map<String, String> with(Map<String, String> properties, String... changes) {
        Map<String, String> changed = new TreeMap<>(properties);
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].isEmpty()) {
                changed.remove(PREFIX + changes[i]);
            } else {
                changed.put(PREFIX + changes[i], changes[i + 1]);
            }
        }
        return changed;
    }

    /** A provider with these properties. */
    public static MasterKeyProvider open(Map<String, String> properties) throws KeystoreException {
        return Keystores.providers().get("vault").open(properties);
    }

    /** A policy of the documentation, for an engine mounted elsewhere. */
    public static String policy(String name, String mount) throws IOException {
        Path file = Path.of(System.getProperty("basedir", "."))
                .resolve("../docs/vault")
                .resolve(name + ".hcl");
        return Files.readString(file).replace("transit/", mount + "/");
    }

    /** A file that nobody else can read. */
    public static Path secretFile(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content);
    }
}
