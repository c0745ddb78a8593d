package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * One request, sent as often as it takes.
 *
 * @param what for messages: method and path
 * @param health whether the status is a state of the server, as {@code sys/health} answers it
 * @param sender sends it
 * @param correlation what the request has in the audit logs of both sides
 */
record VaultCall(String what, boolean health, Sender sender, Optional<UUID> correlation) {

    /** Where a request goes, and as whom. */
    record Target(URI address, Optional<String> namespace, Optional<Secret> token, Vault driver, Exchange exchange) {}

    /** Sends one request. What comes back is in the exchange. */
    @FunctionalInterface
    interface Sender {
        void send(Target target) throws VaultException, IOException, InterruptedException;
    }

    /** What the Vault Java Driver can be asked for. */
    @FunctionalInterface
    interface DriverCall {
        void call(Vault vault) throws VaultException;
    }

    /** A request that the Vault Java Driver makes. */
    static VaultCall driver(String what, DriverCall call) {
        return new VaultCall(what, false, target -> call.call(target.driver()), Optional.empty());
    }

    /**
     * A request without the Vault Java Driver, which keeps request and answer as strings that nobody can wipe: for those
     * that carry key material.
     *
     * @param json the body; stays the caller's to wipe
     */
    static VaultCall direct(String path, byte[] json) {
        Sender sender = target -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.address() + "/v1/" + path))
                    .header("X-Vault-Request", "true")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json));
            target.token().ifPresent(token -> request.header("X-Vault-Token", token.reveal()));
            target.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
            target.exchange().send(request.build(), HttpResponse.BodyHandlers.discarding());
        };
        return new VaultCall("POST " + path, false, sender, Optional.empty());
    }

    /** The same request with an id for the audit logs. */
    VaultCall correlated(Optional<UUID> id) {
        return new VaultCall(what, health, sender, id);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
