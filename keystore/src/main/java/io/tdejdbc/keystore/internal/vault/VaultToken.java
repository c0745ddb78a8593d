package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A token and what is known of it.
 *
 * @param own whether this client logged in for it, and so renews and revokes it
 * @param ttlSeconds granted at the last renewal; 0 if it does not expire or nothing is known
 * @param firstTtlSeconds granted at the login
 * @param since when it was granted, by the monotonic clock
 */
record VaultToken(Secret secret, boolean own, boolean renewable, long ttlSeconds, long firstTtlSeconds, long since) {

    /** A token that somebody else takes care of. */
    static VaultToken given(Secret secret) {
        return new VaultToken(secret, false, false, 0, 0, System.nanoTime());
    }

    /** The token of a login; empty if the answer holds none. */
    static Optional<VaultToken> ofLogin(Answer answer) {
        return answer.object("auth")
                .flatMap(auth -> Answer.text(auth, "client_token")
                        .filter(text -> !text.isEmpty())
                        .map(text -> {
                            long ttl = ttl(auth);
                            return new VaultToken(
                                    Secret.of(text), true, Answer.flag(auth, "renewable"), ttl, ttl, System.nanoTime());
                        }));
    }

    /** This token after a renewal; empty if the answer grants nothing. */
    Optional<VaultToken> renewed(Answer answer) {
        return answer.object("auth")
                .map(auth -> new VaultToken(
                        secret, own, Answer.flag(auth, "renewable"), ttl(auth), firstTtlSeconds, System.nanoTime()));
    }

    private static long ttl(JsonObject auth) {
        return Answer.number(auth, "lease_duration").orElse(0L);
    }

    /** Whether the greatest life time is near, so that further renewals grant less and less. */
    boolean nearItsEnd() {
        return ttlSeconds < firstTtlSeconds / 2;
    }

    /** What a look-up says about a token, for messages: nothing in it is a secret. */
    static String described(JsonObject data) {
        List<String> policies = Answer.texts(data, "policies");
        return "accessor "
                + Answer.text(data, "accessor").map(Answer::printable).orElse("unknown") + ", TTL "
                + Answer.number(data, "ttl").orElse(0L) + " s, "
                + (Answer.flag(data, "renewable") ? "renewable" : "not renewable") + ", policies "
                + Answer.printable(String.join(", ", policies));
    }
}
