package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of one transit key, what Vault's refusals there mean, and the checks at the start. */
final class Transit {
    /** Vault takes some thousands, its fork about 249. */
    static final int MAX_BATCH = 100;

    private final VaultServers servers;
    private final VaultSession session;
    private final String mount;
    private final String key;
    private final Optional<UUID> correlation;

    Transit(VaultServers servers, VaultSession session, Optional<UUID> correlation) {
        this.servers = servers;
        this.session = session;
        this.mount = servers.settings().mount();
        this.key = servers.settings().key();
        this.correlation = correlation;
    }

    /** The same paths, with an id for the audit logs in each request. */
    Transit correlated(UUID id) {
        return new Transit(servers, session, Optional.of(id));
    }

    private Answer send(VaultCall call) throws KeystoreException {
        return session.send(call.correlated(correlation));
    }

    /** The path of an operation such as {@code encrypt} on the key. */
    String path(String operation) {
        return mount + "/" + operation + "/" + key;
    }

    String keyPath() {
        return mount + "/keys/" + key;
    }

    /**
     * Whether this is a Vault that serves, this token may do what is needed, and the key is there and fit.
     *
     * @param concerns is given what works and should be mended
     */
    TransitKey start(List<String> concerns) throws KeystoreException {
        servers.send(
                new VaultCall(
                        "GET sys/health",
                        true,
                        target -> target.driver().debug().health(true, true, null, null, null, null, null, null),
                        Optional.empty()),
                Optional.empty());
        session.check().ifPresent(concerns::add);
        concerns.addAll(requireCapabilities());
        Answer answer = readKey();
        TransitKey found = TransitKey.of(answer, "key " + keyPath());
        TransitKey.requireFit(answer, "key " + keyPath());
        return found;
    }

    /** The key as it is now. */
    TransitKey read() throws KeystoreException {
        return TransitKey.of(readKey(), "key " + keyPath());
    }

    private Answer readKey() throws KeystoreException {
        String path = keyPath();
        Answer answer =
                send(VaultCall.driver("GET " + path, driver -> driver.logical().read(path)));
        if (answer.status() == 404) {
            throw missing(answer);
        }
        if (!answer.ok()) {
            throw refusal("GET " + path, answer.status(), answer.errors());
        }
        return answer;
    }

    /** A missing key and a mount that is no transit engine look alike; who may ask learns which it is. */
    private KeystoreException missing(Answer answer) throws KeystoreException {
        if (answer.errors().contains("no handler for route")) {
            return mountWrong("nothing is mounted at " + mount + "/");
        }
        String path = "sys/internal/ui/mounts/" + mount;
        Answer mounted =
                send(VaultCall.driver("GET " + path, driver -> driver.logical().read(path)));
        Optional<String> type = mounted.object("data").flatMap(data -> Answer.text(data, "type"));
        if (mounted.ok() && type.isPresent() && !type.get().equals("transit")) {
            return mountWrong("an engine of type " + Answer.printable(type.get()) + " at " + mount + "/");
        }
        return KeystoreError.VAULT_KEY_MISSING.because("no key " + keyPath(), "a transit key of that name");
    }

    private KeystoreException mountWrong(String found) {
        return KeystoreError.VAULT_MOUNT.because(
                found + " (asked for " + keyPath()
                        + servers.settings()
                                .namespace()
                                .map(namespace -> " in namespace " + Answer.printable(namespace))
                                .orElse("")
                        + ")",
                "a transit engine");
    }

    /** Refuses a token that lacks a right; gives those that it has and should not. */
    private List<String> requireCapabilities() throws KeystoreException {
        Map<String, String> needed = needed();
        Map<String, Set<String>> excessive = excessive();
        JsonArray paths = new JsonArray();
        Stream.concat(needed.keySet().stream(), excessive.keySet().stream())
                .distinct()
                .forEach(paths::add);
        String path = "sys/capabilities-self";
        Answer answer =
                send(VaultCall.driver("POST " + path, driver -> driver.logical().write(path, Map.of("paths", paths))));
        if (!answer.ok()) {
            throw KeystoreError.VAULT_CAPABILITY.because(
                    "POST " + path + ": status " + answer.status() + ", " + answer.errors(), hcl(path, "update"));
        }
        JsonObject granted = answer.object("data").orElseGet(JsonObject::new);
        List<String> lacking = new ArrayList<>();
        needed.forEach((wanted, capability) -> {
            List<String> found = Answer.texts(granted, wanted);
            if (!found.contains(capability) && !found.contains("root")) {
                lacking.add(hcl(wanted, capability));
            }
        });
        if (!lacking.isEmpty()) {
            throw KeystoreError.VAULT_CAPABILITY.because(
                    "a token without "
                            + needed.entrySet().stream()
                                    .filter(entry -> lacking.contains(hcl(entry.getKey(), entry.getValue())))
                                    .map(entry -> entry.getValue() + " on " + entry.getKey())
                                    .collect(Collectors.joining(", "))
                            + ", which " + servers.settings().purpose().name().toLowerCase(Locale.ROOT) + " needs",
                    String.join(" ", lacking) + " (if mount and key are right)");
        }
        List<String> concerns = new ArrayList<>();
        excessive.forEach((where, capabilities) -> {
            List<String> found = Answer.texts(granted, where);
            found.stream()
                    .filter(one -> capabilities.contains(one) || one.equals("root"))
                    .findFirst()
                    .ifPresent(one -> concerns.add("the Vault token has the capability " + one + " on " + where
                            + ", which a master key's user should not have"));
        });
        return concerns;
    }

    /** What no policy of the documentation grants, by path: making a key by misspelling it, or getting it out of Vault. */
    private Map<String, Set<String>> excessive() {
        Map<String, Set<String>> excessive = new LinkedHashMap<>();
        excessive.put(path("encrypt"), Set.of("create", "sudo"));
        excessive.put(mount + "/export/encryption-key/" + key, Set.of("read"));
        excessive.put(mount + "/backup/" + key, Set.of("read"));
        excessive.put(keyPath(), Set.of("create", "update", "delete"));
        excessive.put("sys/policies/acl/tde", Set.of("create", "update"));
        return excessive;
    }

    private Map<String, String> needed() {
        Map<String, String> needed = new LinkedHashMap<>();
        needed.put(keyPath(), "read");
        switch (servers.settings().purpose()) {
            case RUNTIME -> {
                needed.put(path("encrypt"), "update");
                needed.put(path("decrypt"), "update");
            }
            case READER -> needed.put(path("decrypt"), "update");
            case ROTATOR -> {
                needed.put(keyPath() + "/rotate", "update");
                needed.put(path("rewrap"), "update");
            }
            case RETIRE -> needed.put(keyPath() + "/config", "update");
        }
        return needed;
    }

    private static String hcl(String path, String capability) {
        return "path \"" + path + "\" { capabilities = [\"" + capability + "\"] }";
    }

    /**
     * What a refusal means.
     *
     * @param what what was tried, on which key
     * @param errors Vault's words
     */
    KeystoreException refusal(String what, int status, String errors) {
        String found = what + ": status " + status + ", " + errors;
        if (status == 403) {
            return KeystoreError.VAULT_FORBIDDEN.because(found, "a token that may do this");
        }
        if (status == 404 && errors.contains("no handler for route")) {
            return mountWrong("nothing is mounted at " + mount + "/");
        }
        if (errors.contains("encryption key not found")) {
            return KeystoreError.VAULT_KEY_MISSING.because(found, "the key " + keyPath());
        }
        if (errors.contains("version is too new")) {
            return KeystoreError.KEK_VERSION_UNKNOWN.because(found, "a version that " + keyPath() + " has");
        }
        if (errors.contains("(too old)")) {
            return KeystoreError.KEK_VERSION_RETIRED.because(found, leastKnown());
        }
        if (errors.contains("message authentication failed") || errors.contains("invalid ciphertext")) {
            return KeystoreError.WRAPPED_KEY_ALTERED.because(found, "what " + keyPath() + " wrapped");
        }
        return KeystoreError.MASTER_KEY_REFUSED.because(found, "status 200");
    }

    private String leastKnown() {
        String what = "min_decryption_version of " + keyPath();
        try {
            return "version " + read().leastDecryption() + " or newer, which is " + what;
        } catch (KeystoreException e) {
            return "a version not below " + what;
        }
    }

    /** Whether a batch was refused for its size, so that its halves may be accepted. */
    static boolean isTooMany(Answer answer, int items) {
        return items > 1
                && !answer.ok()
                && answer.status() != 403
                && answer.errors().contains("exceed");
    }

    /** A sent body, wiped afterwards. */
    Answer sendSecret(String operation, byte[] json) throws KeystoreException {
        try {
            return send(VaultCall.direct(path(operation), json));
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    Answer write(String path, Map<String, Object> fields) throws KeystoreException {
        return send(VaultCall.driver("POST " + path, driver -> driver.logical().write(path, fields)));
    }
}
