package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.KeyPayload;
import java.util.UUID;

/**
 * A row of {@code tde_key}.
 *
 * @param identity what its wrapped payload repeats
 * @param ownerName name of the key domain; the empty string for other kinds
 * @param generation from 1
 * @param state the only part that may change
 */
record KeyRow(KeyIdentity identity, String ownerName, int generation, KeyState state) {

    KeyRow in(KeyState other) {
        return new KeyRow(identity, ownerName, generation, other);
    }

    static KeyRow first(UUID deployment, UUID keyId, KeyKind kind, UUID owner, String ownerName, long now) {
        KeyIdentity identity = new KeyIdentity(deployment, keyId, owner, kind, KeyPayload.ALGORITHM, now);
        return new KeyRow(identity, ownerName, 1, KeyState.CURRENT);
    }

    /** What a row says of its key's identity, for rows not yet verified too. */
    static KeyIdentity identity(UUID deployment, RawRow row) {
        KeyKind kind =
                KeyKind.ofWord(row.text(1)).orElseThrow(() -> new IllegalArgumentException("unknown kind of key"));
        return new KeyIdentity(
                deployment,
                UUID.fromString(row.text(0)),
                UUID.fromString(row.text(2)),
                kind,
                row.text(6),
                row.number(7));
    }

    static KeyRow parse(UUID deployment, RawRow row) {
        return new KeyRow(
                identity(deployment, row), row.text(3), Math.toIntExact(row.number(4)), KeyState.valueOf(row.text(5)));
    }

    RawRow raw() {
        return RawRow.of(
                MetaTable.KEY,
                identity.keyId().toString(),
                identity.kind().word(),
                identity.owner().toString(),
                ownerName,
                (long) generation,
                state.name(),
                identity.algorithm(),
                identity.createdMillis(),
                "");
    }
}
