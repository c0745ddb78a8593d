package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider.Unwrapped;
import io.tdejdbc.keystore.MasterKeyProvider.WrappedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Unwraps many keys with few requests. What Vault says of one key says nothing of those beside it. */
final class BatchDecrypt {
    private final Transit transit;
    private final Function<UUID, String> contextField;

    /** @param contextField the member {@code context} of a key's item with a comma behind it, or nothing */
    BatchDecrypt(Transit transit, Function<UUID, String> contextField) {
        this.transit = transit;
        this.contextField = contextField;
    }

    /**
     * Unwraps texts that have the form of Vault's.
     *
     * @return an outcome for each of them, in order
     * @throws KeystoreException if Vault has answered for none of a request
     */
    List<Unwrapped> unwrap(List<WrappedKey> keys) throws KeystoreException {
        List<Unwrapped> outcomes = new ArrayList<>(keys.size());
        boolean complete = false;
        try {
            for (int from = 0; from < keys.size(); from += Transit.MAX_BATCH) {
                request(keys.subList(from, Math.min(keys.size(), from + Transit.MAX_BATCH)), outcomes);
            }
            complete = true;
            return outcomes;
        } finally {
            if (!complete) {
                outcomes.forEach(Unwrapped::wipe);
            }
        }
    }

    private void request(List<WrappedKey> keys, List<Unwrapped> outcomes) throws KeystoreException {
        String body = keys.stream()
                .map(key -> "{" + contextField.apply(key.keyId()) + "\"ciphertext\":\"" + key.wrapped()
                        + "\",\"reference\":\"" + key.keyId() + "\"}")
                .collect(Collectors.joining(",", "{\"batch_input\":[", "]}"));
        Answer answer = transit.sendSecret("decrypt", VaultCall.ascii(body));
        try {
            // The status says nothing of an item: with one that fails, all of them are answered with 400.
            List<Answer.Item> items = answer.batch().orElse(List.of());
            if (items.size() == keys.size()) {
                for (int i = 0; i < keys.size(); i++) {
                    outcomes.add(outcome(keys.get(i).keyId(), items.get(i)));
                }
                return;
            }
            items.forEach(Answer.Item::wipe);
            if (items.isEmpty() && Transit.isTooMany(answer, keys.size())) {
                int half = keys.size() / 2;
                request(keys.subList(0, half), outcomes);
                request(keys.subList(half, keys.size()), outcomes);
                return;
            }
            String what = "decrypt of " + keys.size() + " keys with " + transit.keyPath();
            throw answer.ok() || !items.isEmpty()
                    ? KeystoreError.VAULT_ANSWER.because(
                            what + " with " + items.size() + " results", keys.size() + " results")
                    : transit.refusal(what, answer.status(), answer.errors());
        } finally {
            answer.wipe();
        }
    }

    private Unwrapped outcome(UUID keyId, Answer.Item item) {
        String what = "decrypt of key " + keyId + " with " + transit.keyPath();
        if (!item.error().isEmpty()) {
            item.wipe();
            return Unwrapped.refused(transit.refusal(what, 400, Answer.printable(item.error())));
        }
        boolean other = !item.reference().isEmpty() && !item.reference().equals(keyId.toString());
        if (other || item.plaintext().isEmpty()) {
            item.wipe();
            return Unwrapped.refused(KeystoreError.VAULT_ANSWER.because(
                    what + " with a result for another key or none", "a plaintext of this key"));
        }
        return Unwrapped.of(item.plaintext().get());
    }
}
