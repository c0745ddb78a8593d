package io.tdejdbc.keystore.internal.keys;

import java.util.UUID;

/**
 * All that a key's row says of it and its wrapped payload repeats.
 *
 * @param deployment the deployment it belongs to
 * @param keyId its own id
 * @param owner table, domain or deployment
 * @param kind what it is for
 * @param algorithm the word {@link KeyPayload#ALGORITHM}
 * @param createdMillis when it was made, milliseconds since 1970-01-01T00:00Z
 */
public record KeyIdentity(
        UUID deployment, UUID keyId, UUID owner, KeyKind kind, String algorithm, long createdMillis) {}
