package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableSelection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whose keys must not be used, by what all drivers are asked and by what this process was told. Thread-safe. */
final class KeyLocks {

    private volatile TableSelection asked = TableSelection.NONE;
    private volatile TableSelection own = TableSelection.NONE;

    /** What the metadata says from now on. */
    void ask(TableSelection locked) {
        asked = locked;
    }

    /** Locks or unlocks in this process: all keys by themselves, and each table's by themselves. */
    synchronized void set(Optional<UUID> table, boolean locked) {
        Set<UUID> tables = new HashSet<>(own.tables());
        boolean all = own.all();
        if (table.isEmpty()) {
            all = locked;
        } else if (locked) {
            tables.add(table.get());
        } else {
            tables.remove(table.get());
        }
        own = new TableSelection(all, tables);
    }

    /** All that is locked, by whomever. */
    TableSelection locked() {
        TableSelection one = asked;
        TableSelection other = own;
        Set<UUID> tables = new HashSet<>(one.tables());
        tables.addAll(other.tables());
        return new TableSelection(one.all() || other.all(), tables);
    }

    /** What the metadata locks. */
    TableSelection asked() {
        return asked;
    }

    boolean has(UUID owner) {
        return asked.has(owner) || own.has(owner);
    }

    /**
     * Lets use go on.
     *
     * @param what whose keys, for people
     * @throws KeystoreException TDE-KEY-032 if the keys are locked
     */
    void require(UUID owner, String what) throws KeystoreException {
        if (has(owner)) {
            require(asked, owner, what);
            throw locked(own, what, "by an operator of this process");
        }
    }

    static void require(TableSelection asked, UUID owner, String what) throws KeystoreException {
        if (asked.has(owner)) {
            throw locked(asked, what, "by 'tde keys lock'");
        }
    }

    private static KeystoreException locked(TableSelection selection, String what, String by) {
        return KeystoreError.KEYS_LOCKED.because(
                (selection.all() ? "all keys" : "the keys of " + what) + ", locked " + by, "keys that may be used");
    }
}
