package io.tdejdbc.keystore.internal.file;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.XaesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;

/**
 * Wraps with XAES-256-GCM under a key that lies in a file: text {@code file:vN:} and the base64 form of nonce,
 * ciphertext and tag; the version is part of the associated data. Each call looks whether the file has changed.
 */
public final class FileMasterKeyProvider implements MasterKeyProvider {

    /** The kind of this provider. */
    public static final String KIND = "file";

    private static final int MAX_PAYLOAD = 256;
    private static final Pattern WRAPPED = Pattern.compile("file:v([1-9][0-9]{0,8}):([A-Za-z0-9+/]+={0,2})");
    private static final byte[] AAD_LABEL = "tde-jdbc v1 file wrap\0".getBytes(StandardCharsets.US_ASCII);

    private final KeyFileStore store;
    private boolean closed;

    private FileMasterKeyProvider(KeyFileStore store) {
        this.store = store;
    }

    /** Opens a key file; see {@link io.tdejdbc.keystore.FileMasterKey#open}. */
    public static FileMasterKeyProvider open(Path path) throws KeystoreException {
        KeyFileStore store = new KeyFileStore(path);
        store.content();
        return new FileMasterKeyProvider(store);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String keyName() {
        return store.path().toString();
    }

    @Override
    public synchronized int currentVersion() throws KeystoreException {
        return content().current().number();
    }

    @Override
    public synchronized String wrap(UUID keyId, byte[] payload) throws KeystoreException {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a payload has at most 256 bytes, not " + payload.length);
        }
        KeyFile.Version version = content().current();
        byte[] nonce = Randomness.bytes(XaesGcm.NONCE_LENGTH);
        byte[] sealed = XaesGcm.seal(version.key(), nonce, associatedData(version.number()), payload);
        byte[] bytes = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, bytes, nonce.length, sealed.length);
        return KIND + ":v" + version.number() + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public synchronized byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
        Matcher parts = WRAPPED.matcher(wrapped);
        if (!parts.matches()) {
            throw altered(keyId, "text that is no wrapping by a key file", Optional.empty());
        }
        KeyFile.Version version = usable(keyId, Integer.parseInt(parts.group(1)));
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(parts.group(2));
        } catch (IllegalArgumentException e) {
            throw altered(keyId, "text that is no base64", Optional.of(e));
        }
        if (bytes.length < XaesGcm.NONCE_LENGTH + XaesGcm.TAG_LENGTH) {
            throw altered(keyId, bytes.length + " wrapped bytes", Optional.empty());
        }
        try {
            return XaesGcm.open(
                    version.key(),
                    Arrays.copyOf(bytes, XaesGcm.NONCE_LENGTH),
                    associatedData(version.number()),
                    Arrays.copyOfRange(bytes, XaesGcm.NONCE_LENGTH, bytes.length));
        } catch (AEADBadTagException e) {
            throw altered(keyId, "a tag that does not match version " + version.number(), Optional.of(e));
        }
    }

    @Override
    public synchronized List<String> rewrap(List<WrappedKey> keys) throws KeystoreException {
        String currentPrefix = KIND + ":v" + content().current().number() + ":";
        List<String> rewrapped = new ArrayList<>(keys.size());
        for (WrappedKey key : keys) {
            if (key.wrapped().startsWith(currentPrefix)) {
                rewrapped.add(key.wrapped());
                continue;
            }
            byte[] payload = unwrap(key.keyId(), key.wrapped());
            try {
                rewrapped.add(wrap(key.keyId(), payload));
            } finally {
                Arrays.fill(payload, (byte) 0);
            }
        }
        return rewrapped;
    }

    @Override
    public synchronized int rotate() throws KeystoreException {
        content();
        return store.change(file -> file.withNewVersion(KeyFileStore.createdNow()))
                .current()
                .number();
    }

    @Override
    public synchronized void retire(int below) throws KeystoreException {
        int newest = content().current().number();
        if (below < 1 || below > newest) {
            throw KeystoreError.RETIREMENT_REFUSED.because(
                    "version " + below, "1 to " + newest + ", the current version of " + keyName());
        }
        store.change(file -> file.withRetiredBelow(below));
    }

    @Override
    public synchronized Optional<String> fingerprint(int version) throws KeystoreException {
        return content().version(version).map(KeyFile::fingerprint);
    }

    @Override
    public synchronized void close() {
        closed = true;
        store.wipe();
    }

    @Override
    public int leastVersion() throws KeystoreException {
        return Math.max(1, content().retiredBelow());
    }

    @Override
    public List<String> concerns() {
        return List.of(
                "the master key lies in a file of this host, which is for development, tests and small installations");
    }

    @Override
    public String toString() {
        return "key file " + keyName();
    }

    private KeyFile content() throws KeystoreException {
        if (closed) {
            throw KeystoreError.KEYSTORE_CLOSED.because("the key file " + keyName() + ", closed", "an open one");
        }
        return store.content();
    }

    private KeyFile.Version usable(UUID keyId, int number) throws KeystoreException {
        KeyFile file = content();
        if (number < file.retiredBelow()) {
            throw KeystoreError.KEK_VERSION_RETIRED.because(
                    "key " + keyId + " wrapped by version " + number + " of " + keyName(),
                    "version " + file.retiredBelow() + " or newer");
        }
        return file.version(number)
                .orElseThrow(() -> KeystoreError.KEK_VERSION_UNKNOWN.because(
                        "key " + keyId + " wrapped by version " + number,
                        "a version that " + keyName() + " has; its newest is "
                                + file.current().number()));
    }

    private KeystoreException altered(UUID keyId, String found, Optional<Exception> cause) {
        String where = "key " + keyId + ": " + found;
        String expected = "what " + keyName() + " wrapped";
        return cause.map(e -> KeystoreError.WRAPPED_KEY_ALTERED.because(where, expected, e))
                .orElseGet(() -> KeystoreError.WRAPPED_KEY_ALTERED.because(where, expected));
    }

    private static byte[] associatedData(int version) {
        return ByteBuffer.allocate(AAD_LABEL.length + Integer.BYTES)
                .put(AAD_LABEL)
                .putInt(version)
                .array();
    }
}
