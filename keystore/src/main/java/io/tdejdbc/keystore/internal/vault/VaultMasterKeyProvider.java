package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A master key that Vault's transit engine keeps. Wrapped texts are those of Vault, {@code vault:vN:…}. Where the key is
 * made with {@code derived=true}, each request carries a context made of the wrapped key's identity, so that Vault itself
 * refuses a text that was put into another row.
 */
public final class VaultMasterKeyProvider implements MasterKeyProvider {

    /** The kind of this provider. */
    public static final String KIND = "vault";

    private static final int MAX_PAYLOAD = 256;
    /** Nonce and tag of what Vault's AEAD key types make. */
    private static final int LEAST_WRAPPED = 12 + 16;

    private static final long RECENT_NANOS = 1_000_000_000;

    private static final Pattern WRAPPED = Pattern.compile("vault:v([1-9][0-9]{0,8}):([A-Za-z0-9+/]+={0,2})");
    private static final byte[] CONTEXT_LABEL = "tde-jdbc v1 vault context\0".getBytes(StandardCharsets.US_ASCII);

    private final VaultServers servers;
    private final VaultSession session;
    private final Transit transit;
    private final boolean derived;
    private final List<String> concerns;
    private final AtomicBoolean closed;
    private volatile Seen seen;

    /** The key's properties, and when they were asked for. */
    private record Seen(TransitKey key, long at) {}

    private VaultMasterKeyProvider(
            VaultServers servers,
            VaultSession session,
            Transit transit,
            Seen seen,
            List<String> concerns,
            AtomicBoolean closed) {
        this.servers = servers;
        this.session = session;
        this.transit = transit;
        this.derived = seen.key().derived();
        this.seen = seen;
        this.concerns = concerns;
        this.closed = closed;
    }

    /** Logs in and checks the key. */
    static VaultMasterKeyProvider open(VaultSettings settings) throws KeystoreException {
        VaultServers servers = new VaultServers(settings);
        VaultSession session = new VaultSession(servers);
        try {
            Transit transit = new Transit(servers, session, Optional.empty());
            List<String> concerns = new ArrayList<>(settings.concerns());
            Seen seen = new Seen(transit.start(concerns), System.nanoTime());
            return new VaultMasterKeyProvider(
                    servers, session, transit, seen, List.copyOf(concerns), new AtomicBoolean());
        } catch (KeystoreException e) {
            session.close();
            servers.close();
            throw e;
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String keyName() {
        return servers.settings().namespace().map(namespace -> namespace + "/").orElse("") + transit.keyPath();
    }

    @Override
    public int currentVersion() throws KeystoreException {
        return read().latest();
    }

    @Override
    public int leastVersion() throws KeystoreException {
        return read().leastDecryption();
    }

    @Override
    public MasterKeyProvider correlated(UUID id) {
        return new VaultMasterKeyProvider(servers, session, transit.correlated(id), seen, concerns, closed);
    }

    @Override
    public List<String> concerns() {
        return concerns;
    }

    private TransitKey read() throws KeystoreException {
        requireOpen();
        long now = System.nanoTime();
        TransitKey key = transit.read();
        seen = new Seen(key, now);
        return key;
    }

    @Override
    public String wrap(UUID keyId, byte[] payload) throws KeystoreException {
        if (payload.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a payload has at most 256 bytes, not " + payload.length);
        }
        requireOpen();
        byte[] encoded = Base64.getEncoder().encode(payload);
        byte[] json;
        try {
            json = join(
                    VaultCall.ascii("{" + contextField(keyId) + "\"plaintext\":\""), encoded, VaultCall.ascii("\"}"));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        Answer answer = transit.sendSecret("encrypt", json);
        String what = "encrypt of key " + keyId + " with " + transit.keyPath();
        if (!answer.ok()) {
            throw transit.refusal(what, answer.status(), answer.errors());
        }
        return answer.object("data")
                .flatMap(data -> Answer.text(data, "ciphertext"))
                .filter(text -> WRAPPED.matcher(text).matches())
                .orElseThrow(() -> KeystoreError.VAULT_ANSWER.because(
                        what + ": status " + answer.status() + " without a ciphertext", "data.ciphertext"));
    }

    @Override
    public byte[] unwrap(UUID keyId, String wrapped) throws KeystoreException {
        requireOpen();
        requireWrapping(keyId, wrapped);
        Answer answer = transit.sendSecret(
                "decrypt", VaultCall.ascii("{" + contextField(keyId) + "\"ciphertext\":\"" + wrapped + "\"}"));
        String what = "decrypt of key " + keyId + " with " + transit.keyPath();
        try {
            if (!answer.ok()) {
                throw transit.refusal(what, answer.status(), answer.errors());
            }
            return answer.plaintext()
                    .orElseThrow(() -> KeystoreError.VAULT_ANSWER.because(
                            what + ": status " + answer.status() + " without a plaintext", "data.plaintext"));
        } finally {
            answer.wipe();
        }
    }

    @Override
    public List<Unwrapped> unwrapAll(List<WrappedKey> keys) throws KeystoreException {
        requireOpen();
        List<WrappedKey> wellFormed = new ArrayList<>();
        Map<Integer, Unwrapped> refused = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            WrappedKey key = keys.get(i);
            try {
                requireWrapping(key.keyId(), key.wrapped());
                wellFormed.add(key);
            } catch (KeystoreException e) {
                refused.put(i, Unwrapped.refused(e));
            }
        }
        Iterator<Unwrapped> answered =
                new BatchDecrypt(transit, this::contextField).unwrap(wellFormed).iterator();
        List<Unwrapped> outcomes = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            outcomes.add(refused.containsKey(i) ? refused.get(i) : answered.next());
        }
        return outcomes;
    }

    /** Vault takes {@code v0} for the first version and line breaks inside base64: a text has one form here. */
    private void requireWrapping(UUID keyId, String wrapped) throws KeystoreException {
        Matcher parts = WRAPPED.matcher(wrapped);
        boolean fits = parts.matches();
        if (fits) {
            try {
                fits = Base64.getDecoder().decode(parts.group(2)).length >= LEAST_WRAPPED;
            } catch (IllegalArgumentException e) {
                fits = false;
            }
        }
        if (!fits) {
            throw KeystoreError.WRAPPED_KEY_ALTERED.because(
                    "key " + keyId + ": text that is no wrapping by Vault", "what " + transit.keyPath() + " wrapped");
        }
    }

    @Override
    public List<String> rewrap(List<WrappedKey> keys) throws KeystoreException {
        requireOpen();
        if (keys.isEmpty()) {
            return List.of();
        }
        String current = KIND + ":v" + currentVersion() + ":";
        List<String> results = new ArrayList<>(keys.size());
        List<WrappedKey> old = new ArrayList<>();
        for (WrappedKey key : keys) {
            requireWrapping(key.keyId(), key.wrapped());
            if (!key.wrapped().startsWith(current)) {
                old.add(key);
            }
        }
        List<String> rewrapped = new ArrayList<>(old.size());
        for (int from = 0; from < old.size(); from += Transit.MAX_BATCH) {
            rewrapBatch(old.subList(from, Math.min(old.size(), from + Transit.MAX_BATCH)), rewrapped);
        }
        int next = 0;
        for (WrappedKey key : keys) {
            results.add(key.wrapped().startsWith(current) ? key.wrapped() : rewrapped.get(next++));
        }
        return results;
    }

    private void rewrapBatch(List<WrappedKey> keys, List<String> rewrapped) throws KeystoreException {
        JsonArray batch = new JsonArray();
        for (WrappedKey key : keys) {
            JsonObject item = new JsonObject()
                    .add("ciphertext", key.wrapped())
                    .add("reference", key.keyId().toString());
            if (derived) {
                item.add("context", context(key.keyId()));
            }
            batch.add(item);
        }
        String what = "rewrap of " + keys.size() + " keys with " + transit.keyPath();
        Answer answer = transit.write(transit.path("rewrap"), Map.of("batch_input", batch));
        Optional<JsonArray> items = answer.object("data")
                .flatMap(data -> Answer.member(data, "batch_results"))
                .filter(JsonValue::isArray)
                .map(JsonValue::asArray);
        if (items.isEmpty()) {
            if (Transit.isTooMany(answer, keys.size())) {
                int half = keys.size() / 2;
                rewrapBatch(keys.subList(0, half), rewrapped);
                rewrapBatch(keys.subList(half, keys.size()), rewrapped);
                return;
            }
            throw answer.ok()
                    ? KeystoreError.VAULT_ANSWER.because(what + " without results", "data.batch_results")
                    : transit.refusal(what, answer.status(), answer.errors());
        }
        if (items.get().size() != keys.size()) {
            throw KeystoreError.VAULT_ANSWER.because(
                    what + " with " + items.get().size() + " results", keys.size() + " results");
        }
        // The status says nothing: a batch with failed items is answered with 200.
        for (int i = 0; i < keys.size(); i++) {
            rewrapped.add(rewrapped(keys.get(i).keyId(), items.get().get(i)));
        }
    }

    private String rewrapped(UUID keyId, JsonValue item) throws KeystoreException {
        String what = "rewrap of key " + keyId + " with " + transit.keyPath();
        JsonObject result = item.isObject() ? item.asObject() : new JsonObject();
        Optional<String> error = Answer.text(result, "error").filter(text -> !text.isEmpty());
        if (error.isPresent()) {
            throw transit.refusal(what, 400, Answer.printable(error.get()));
        }
        boolean other = Answer.text(result, "reference")
                .map(reference -> !reference.isEmpty() && !reference.equals(keyId.toString()))
                .orElse(false);
        return Answer.text(result, "ciphertext")
                .filter(text -> !other && WRAPPED.matcher(text).matches())
                .orElseThrow(() -> KeystoreError.VAULT_ANSWER.because(
                        what + " with a result for another key or none", "a ciphertext of this key"));
    }

    @Override
    public int rotate() throws KeystoreException {
        requireOpen();
        String path = transit.keyPath() + "/rotate";
        Answer answer = transit.write(path, Map.of());
        if (!answer.ok()) {
            throw transit.refusal("POST " + path, answer.status(), answer.errors());
        }
        return currentVersion();
    }

    @Override
    public void retire(int below) throws KeystoreException {
        requireOpen();
        int newest = currentVersion();
        if (below < 1 || below > newest) {
            throw KeystoreError.RETIREMENT_REFUSED.because(
                    "version " + below, "1 to " + newest + ", the current version of " + keyName());
        }
        String path = transit.keyPath() + "/config";
        Answer answer = transit.write(path, Map.of("min_decryption_version", below));
        if (!answer.ok()) {
            throw transit.refusal("POST " + path, answer.status(), answer.errors());
        }
    }

    /**
     * Made of path, version and the time at which Vault made it, since Vault tells nothing of the key itself: a key that
     * was made anew under the same name has another one.
     */
    @Override
    public Optional<String> fingerprint(int version) throws KeystoreException {
        requireOpen();
        Seen last = seen;
        // Each row of a batch is asked for: one answer of Vault serves for all of them.
        boolean recent = System.nanoTime() - last.at() < RECENT_NANOS
                && last.key().created().containsKey(version);
        TransitKey key = recent ? last.key() : read();
        return Optional.ofNullable(key.created().get(version))
                .map(created -> HexFormat.of()
                        .formatHex(
                                sha256((keyName() + "\0" + version + "\0" + created).getBytes(StandardCharsets.UTF_8)))
                        .substring(0, 16));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            session.close();
            servers.close();
        }
    }

    @Override
    public String toString() {
        return "Vault key " + keyName();
    }

    private void requireOpen() throws KeystoreException {
        if (closed.get()) {
            throw KeystoreError.KEYSTORE_CLOSED.because("the Vault key " + keyName() + ", closed", "an open one");
        }
    }

    private String contextField(UUID keyId) {
        return derived ? "\"context\":\"" + context(keyId) + "\"," : "";
    }

    private static String context(UUID keyId) {
        ByteBuffer identity = ByteBuffer.allocate(CONTEXT_LABEL.length + 16)
                .put(CONTEXT_LABEL)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits());
        return Base64.getEncoder().encodeToString(sha256(identity.array()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
