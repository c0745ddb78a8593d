package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.driver.KeyControlMXBean;
import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.Keystore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** The keystores of one deployment in this process, for whoever controls them by JMX. Thread-safe. */
final class DeploymentKeys implements KeyControlMXBean {
    private final UUID deployment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Keystore, BackendRuntime> open = new LinkedHashMap<>();
    private final Set<UUID> lockedTables = new HashSet<>();
    private boolean lockedAll;
    private Optional<JmxRegistration> registration = Optional.empty();

    DeploymentKeys(UUID deployment) {
        this.deployment = deployment;
    }

    /** Takes in a keystore, under the locks that are there. */
    void join(BackendRuntime runtime) {
        lock.lock();
        try {
            Keystore keystore = runtime.keystore();
            if (lockedAll) {
                keystore.lock(Optional.empty());
            }
            lockedTables.forEach(table -> keystore.lock(Optional.of(table)));
            open.put(keystore, runtime);
            if (runtime.configuration().jmx() && registration.isEmpty()) {
                registration = JmxRegistration.of(this, "KeyControl", deployment);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Leaves a keystore out; without any, nothing is registered. */
    void leave(BackendRuntime runtime) {
        lock.lock();
        try {
            open.remove(runtime.keystore());
            if (open.isEmpty()) {
                registration.ifPresent(JmxRegistration::close);
                registration = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a lock that the next keystore has to know of. */
    boolean isAnythingLocked() {
        lock.lock();
        try {
            return lockedAll || !lockedTables.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String getDeployment() {
        return deployment.toString();
    }

    @Override
    public List<String> getProtectedTables() {
        return locked(() -> List.copyOf(tables().keySet()));
    }

    @Override
    public List<String> getLockedTables() {
        return locked(() -> {
            Set<String> found = new TreeSet<>();
            tables().forEach((table, ids) -> {
                if (ids.stream().anyMatch(this::isLocked)) {
                    found.add(table);
                }
            });
            return List.copyOf(found);
        });
    }

    @Override
    public boolean isLocked() {
        return locked(() -> lockedAll
                || open.keySet().stream().anyMatch(keystore -> keystore.locked().all()));
    }

    @Override
    public int getUnwrappedKeys() {
        return locked(
                () -> open.keySet().stream().mapToInt(Keystore::unwrappedKeys).sum());
    }

    @Override
    public void evict(String table) {
        forTable(table, (keystore, id) -> keystore.evict(Optional.of(id)));
    }

    @Override
    public void evictAll() {
        locked(() -> {
            open.keySet().forEach(keystore -> keystore.evict(Optional.empty()));
            return open.size();
        });
    }

    @Override
    public void lock(String table) {
        locked(() -> {
            // Also for keystores that are not open yet.
            lockedTables.addAll(ids(table));
            forTable(table, (keystore, id) -> keystore.lock(Optional.of(id)));
            return lockedTables.size();
        });
    }

    @Override
    public void lockAll() {
        locked(() -> {
            lockedAll = true;
            open.keySet().forEach(keystore -> keystore.lock(Optional.empty()));
            return open.size();
        });
    }

    @Override
    public void unlock(String table) {
        locked(() -> {
            Set<UUID> ids = ids(table);
            lockedTables.removeAll(ids);
            forTable(table, (keystore, id) -> keystore.unlock(Optional.of(id)));
            if (ids.stream().anyMatch(this::isLocked)) {
                throw new IllegalStateException("the keys of " + table + " are still locked: by "
                        + (ids.stream().anyMatch(this::isLockedForAll)
                                ? "'tde keys lock', which 'tde keys unlock' takes back"
                                : "lockAll, which unlockAll takes back"));
            }
            return ids.size();
        });
    }

    @Override
    public void unlockAll() {
        locked(() -> {
            lockedAll = false;
            open.keySet().forEach(keystore -> keystore.unlock(Optional.empty()));
            if (open.keySet().stream().anyMatch(keystore -> keystore.locked().all())) {
                throw new IllegalStateException(
                        "all keys are still locked by 'tde keys lock', which 'tde keys unlock' takes back");
            }
            return open.size();
        });
    }

    private boolean isLocked(UUID table) {
        return open.keySet().stream().anyMatch(keystore -> keystore.locked().has(table));
    }

    private boolean isLockedForAll(UUID table) {
        return open.keySet().stream()
                .anyMatch(keystore -> keystore.lockedForAll().has(table));
    }

    private void forTable(String table, BiConsumer<Keystore, UUID> action) {
        locked(() -> {
            Set<UUID> ids = ids(table);
            open.keySet().forEach(keystore -> ids.forEach(id -> action.accept(keystore, id)));
            return ids.size();
        });
    }

    private Set<UUID> ids(String table) {
        Map<String, Set<UUID>> tables = tables();
        Set<UUID> ids = table == null ? Set.of() : tables.getOrDefault(table, Set.of());
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "no protected table of that name; there are: " + String.join(", ", tables.keySet()));
        }
        return ids;
    }

    /** By the newest reading, whether or not it may be relied on: a lock must not wait for the database. */
    private Map<String, Set<UUID>> tables() {
        Map<String, Set<UUID>> tables = new TreeMap<>();
        for (BackendRuntime runtime : open.values()) {
            for (ColumnRecord column : runtime.schema().metadata().columns()) {
                tables.computeIfAbsent(column.table().toString(), key -> new HashSet<>())
                        .add(column.tableId());
            }
        }
        return tables;
    }

    @FunctionalInterface
    private interface Action<T> {
        T run();
    }

    private <T> T locked(Action<T> action) {
        lock.lock();
        try {
            return action.run();
        } finally {
            lock.unlock();
        }
    }
}
