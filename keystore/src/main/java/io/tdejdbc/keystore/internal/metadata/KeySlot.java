package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeyJob;
import io.tdejdbc.keystore.KeyScope;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What has generations: an owner's key of one kind.
 *
 * @param name of the domain; the empty string for other kinds
 */
record KeySlot(KeyKind kind, UUID owner, String name) {

    /** A table's data key. */
    static KeySlot data(Snapshot state, TableName table) throws KeystoreException {
        return new KeySlot(KeyKind.DATA, owner(state, KeyScope.of(table)), "");
    }

    /** The keys that work of a kind is about. */
    static List<KeySlot> of(Snapshot state, KeyJob.Kind work, KeyScope scope) throws KeystoreException {
        UUID owner = owner(state, scope);
        if (scope.domain().isPresent()) {
            return List.of(new KeySlot(KeyKind.DOMAIN, owner, scope.domain().get()));
        }
        List<KeySlot> slots = new ArrayList<>(List.of(new KeySlot(KeyKind.DATA, owner, "")));
        KeySlot search = new KeySlot(KeyKind.SEARCH, owner, "");
        if (work == KeyJob.Kind.REKEY && !search.rows(state).isEmpty()) {
            slots.add(search);
        }
        return slots;
    }

    /** The id of a table or domain. */
    static UUID owner(Snapshot state, KeyScope scope) throws KeystoreException {
        Optional<UUID> owner = scope.table().isPresent()
                ? state.tableId(scope.table().get())
                : state.domainId(scope.domain().orElseThrow());
        return owner.orElseThrow(() -> KeystoreError.COLUMN_UNKNOWN.because(
                "no column of " + scope.table().map(Object::toString).orElse(scope.toString()),
                "a table or domain with a registered column"));
    }

    /** All generations, oldest first. */
    List<KeyRow> rows(Snapshot state) {
        return state.keys(kind, owner);
    }

    /** The generation that is announced. */
    Optional<KeyRow> announced(Snapshot state) {
        return rows(state).stream()
                .filter(row -> row.state() == KeyState.ANNOUNCED)
                .findFirst();
    }

    /** Whether values by it are looked up, so that two live generations restrict what can be asked. */
    boolean isSearched() {
        return kind != KeyKind.DATA;
    }

    @Override
    public String toString() {
        return kind.word() + " key of " + (name.isEmpty() ? owner : "domain " + name);
    }
}
