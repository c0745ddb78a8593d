package io.tdejdbc.it.life;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A key manager that is away or refuses as long as a file beside its key file says so: the key manager {@code switch} of
 * the tests, with the file key manager behind it.
 */
public final class SwitchableKeys implements MasterKeyProviderFactory {
    /** The property that names the key file. */
    static final String PATH = "tde.keys.switch.path";

    /** What the switch can say. */
    enum Switch {
        /** All is well. */
        ON,
        /** Unreachable. */
        AWAY,
        /** Reachable, but it refuses. */
        REFUSING;

        /** Turns the switch of a key file. */
        void set(Path keyFile) throws IOException {
            Files.writeString(switchOf(keyFile), name());
        }
    }

    private static Path switchOf(Path keyFile) {
        return keyFile.resolveSibling(keyFile.getFileName() + ".switch");
    }

    @Override
    public String kind() {
        return "switch";
    }

    @Override
    public Set<String> properties() {
        return Set.of(PATH);
    }

    @Override
    public MasterKeyProvider open(Map<String, String> properties) throws KeystoreException {
        Path path = Path.of(properties.get(PATH));
        check(path);
        return new Switched(path, FileMasterKey.open(path));
    }

    private static void check(Path path) throws KeystoreException {
        Switch now;
        try {
            Path file = switchOf(path);
            now = Files.exists(file) ? Switch.valueOf(Files.readString(file)) : Switch.ON;
        } catch (IOException e) {
            throw new KeystoreException("TDE-KEY-901", KeystoreException.Kind.CONFIGURATION, "switch", e);
        }
        if (now == Switch.AWAY) {
            throw new KeystoreException(
                    "TDE-KEY-902", KeystoreException.Kind.UNAVAILABLE, "the key manager of the test is switched off");
        }
        if (now == Switch.REFUSING) {
            throw new KeystoreException(
                    "TDE-KEY-903", KeystoreException.Kind.DENIED, "the key manager of the test refuses");
        }
    }

    private record Switched(Path path, MasterKeyProvider file) implements MasterKeyProvider {
        @Override
        public String kind() {
            return "switch";
        }

        @Override
        public String keyName() {
            return file.keyName();
        }

        @Override
        public int currentVersion() throws KeystoreException {
            check(path);
            return file.currentVersion();
        }

        @Override
        public String wrap(UUID keyId, byte[] payload) throws KeystoreException {
            check(path);
            return renamed(file.wrap(keyId, payload), "file:", "switch:");
        }

        @Override
        public byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
            check(path);
            return file.unwrap(keyId, renamed(wrapped, "switch:", "file:"));
        }

        /** Takes one key at a time, so that each is unwrapped at its first use. */
        @Override
        public List<Unwrapped> unwrapAll(List<WrappedKey> keys) throws KeystoreException {
            throw new KeystoreException(
                    "TDE-KEY-904",
                    KeystoreException.Kind.DENIED,
                    "the key manager of the test takes one key at a time");
        }

        @Override
        public List<String> rewrap(List<WrappedKey> keys) throws KeystoreException {
            check(path);
            List<WrappedKey> inner = keys.stream()
                    .map(key -> new WrappedKey(key.keyId(), renamed(key.wrapped(), "switch:", "file:")))
                    .toList();
            return file.rewrap(inner).stream()
                    .map(text -> renamed(text, "file:", "switch:"))
                    .toList();
        }

        @Override
        public int rotate() throws KeystoreException {
            check(path);
            return file.rotate();
        }

        @Override
        public void retire(int below) throws KeystoreException {
            check(path);
            file.retire(below);
        }

        @Override
        public void close() {
            file.close();
        }

        private static String renamed(String wrapped, String from, String to) {
            return to + wrapped.substring(from.length());
        }
    }
}
