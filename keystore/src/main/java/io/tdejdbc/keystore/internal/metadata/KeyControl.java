package io.tdejdbc.keystore.internal.metadata;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.TableSelection;
import io.tdejdbc.keystore.internal.keys.KeyCache;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Forgets, locks and unlocks the keys of one keystore: by itself, or as all drivers are asked to. Thread-safe. */
final class KeyControl {

    private static final System.Logger LOG = System.getLogger(KeyControl.class.getName());

    private final KeyRequests requests;
    private final KeyLocks locks;
    private final KeyCache keys;
    private final Users users;

    /** Those who use keys. */
    interface Users {
        /** Lets go of what is made of keys that were wiped. */
        void forget(List<UUID> wiped);

        /** Lets go of what is made of keys that are locked. */
        void follow();

        /** Is told what was done with the keys of some tables. */
        void noted(String action, Predicate<UUID> owner) throws KeystoreException;
    }

    KeyControl(KeyRequests requests, KeyLocks locks, KeyCache keys, Users users) {
        this.requests = requests;
        this.locks = locks;
        this.keys = keys;
        this.users = users;
    }

    /** The locks that are there already; requests to forget keys that are not there yet mean nothing. */
    synchronized void begin() throws KeystoreException {
        locks.ask(requests.locked());
    }

    /** Does what was asked of all drivers since the last time. */
    synchronized void follow() {
        KeyRequests.News news = requests.news();
        TableSelection before = locks.locked();
        locks.ask(news.locked());
        if (!news.locked().equals(TableSelection.NONE) || !before.equals(TableSelection.NONE)) {
            change(before);
        }
        forget(news.evicted()::has);
    }

    void evict(Optional<UUID> table) {
        forget(owner -> table.isEmpty() || table.get().equals(owner));
    }

    synchronized void set(Optional<UUID> table, boolean locked) {
        TableSelection before = locks.locked();
        locks.set(table, locked);
        change(before);
    }

    /** Also where nothing is locked anew: what slipped in before the lock was seen goes now. */
    private void change(TableSelection before) {
        TableSelection now = locks.locked();
        forget(now::has);
        users.follow();
        if (!now.equals(before)) {
            note("lock", owner -> now.has(owner) && !before.has(owner));
            note("unlock", owner -> before.has(owner) && !now.has(owner));
        }
    }

    private void note(String action, Predicate<UUID> owner) {
        try {
            users.noted(action, owner);
        } catch (KeystoreException e) {
            // A lock holds already; after an unlocking no key comes out that is not recorded.
            LOG.log(System.Logger.Level.ERROR, "{0} of keys was not recorded: {1}", action, e.getMessage());
        }
    }

    private void forget(Predicate<UUID> owner) {
        List<UUID> evicted = keys.evict(key -> owner.test(key.owner()));
        users.forget(evicted);
        if (!evicted.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "keys {0} were evicted on request", evicted);
        }
    }
}
