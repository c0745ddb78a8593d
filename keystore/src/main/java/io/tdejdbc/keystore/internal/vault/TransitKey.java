package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a transit key.
 *
 * @param latest newest version
 * @param leastDecryption versions below are refused
 * @param derived whether each request needs a context
 * @param created seconds since 1970-01-01T00:00Z, by version
 */
record TransitKey(int latest, int leastDecryption, boolean derived, Map<Integer, Long> created) {

    /** The key in an answer to {@code GET <mount>/keys/<name>}. */
    static TransitKey of(Answer answer, String where) throws KeystoreException {
        Optional<JsonObject> data = answer.object("data");
        Optional<Long> latest = data.flatMap(object -> Answer.number(object, "latest_version"));
        if (data.isEmpty() || latest.isEmpty()) {
            throw KeystoreError.VAULT_ANSWER.because(where + " without data.latest_version", "a transit key");
        }
        JsonObject key = data.get();
        Map<Integer, Long> created = new HashMap<>();
        Answer.member(key, "keys").filter(JsonValue::isObject).ifPresent(versions -> {
            for (JsonObject.Member member : versions.asObject()) {
                if (member.getName().matches("[1-9][0-9]{0,8}")) {
                    created.put(Integer.valueOf(member.getName()), creation(member.getValue()));
                }
            }
        });
        return new TransitKey(
                Math.toIntExact(latest.get()),
                Math.toIntExact(Answer.number(key, "min_decryption_version").orElse(1L)),
                Answer.flag(key, "derived"),
                Map.copyOf(created));
    }

    private static long creation(JsonValue value) {
        return value.isNumber() ? value.asLong() : 0;
    }

    /** Refuses a key that cannot wrap, or whose loss or theft its set-up makes easy. */
    static void requireFit(Answer answer, String where) throws KeystoreException {
        JsonObject key = answer.object("data").orElseGet(JsonObject::new);
        String type = Answer.text(key, "type").orElse("unknown");
        if (!Answer.flag(key, "supports_encryption") || !Answer.flag(key, "supports_decryption")) {
            throw KeystoreError.VAULT_KEY_UNFIT.because(
                    where + " of type " + Answer.printable(type), "a type that encrypts and decrypts: aes256-gcm96");
        }
        if (!type.matches("aes(128|256)-gcm96|chacha20-poly1305")) {
            throw KeystoreError.VAULT_KEY_UNFIT.because(
                    where + " of type " + Answer.printable(type), "a type that authenticates: aes256-gcm96");
        }
        refuse(key, where, "exportable", "whoever has the right to export it has the master key");
        refuse(key, where, "allow_plaintext_backup", "whoever has the right to back it up has the master key");
        refuse(key, where, "deletion_allowed", "one call deletes it, and with it all data");
    }

    private static void refuse(JsonObject key, String where, String property, String risk) throws KeystoreException {
        if (Answer.flag(key, property)) {
            throw KeystoreError.VAULT_KEY_UNFIT.because(
                    where + " with " + property + "=true: " + risk, property + "=false");
        }
    }
}
