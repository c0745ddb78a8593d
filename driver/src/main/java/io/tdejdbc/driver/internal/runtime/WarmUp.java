package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.keystore.BackgroundThreads;
import io.tdejdbc.sqlparse.Catalog;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.Relation;
import io.tdejdbc.sqlparse.RelationName;
import io.tdejdbc.sqlparse.SqlAnalyzer;
import io.tdejdbc.sqlparse.SqlAnalyzers;
import io.tdejdbc.sqlparse.SqlSession;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Analyses made-up statements in the background, so that the grammar's classes are loaded before the application's first
 * protected statement needs them. Asks no database. Each family of databases once; thread-safe.
 */
final class WarmUp implements AutoCloseable {
    private static final long JOIN_MILLIS = 2_000;
    private static final int ROUNDS = 30;
    private static final String PREFIX = "tde_warm_up_";
    private static final ProtectedColumn NAME = new ProtectedColumn(1, PREFIX + "people", "name", true, "name", "name");

    private static final List<String> STATEMENTS = List.of(
            "SELECT id, name, note FROM tde_warm_up_people WHERE name = ? AND id > ? ORDER BY id",
            "SELECT p.id, p.name, count(*) AS n FROM tde_warm_up_people p LEFT JOIN tde_warm_up_orders o ON o.person_id = p.id "
                    + "WHERE p.name IN (?, ?) OR p.note LIKE ? GROUP BY p.id, p.name HAVING count(*) > 1",
            "SELECT * FROM tde_warm_up_people WHERE id IN (SELECT person_id FROM tde_warm_up_orders WHERE total > 10)",
            "INSERT INTO tde_warm_up_people (id, name, note) VALUES (?, ?, ?)",
            "UPDATE tde_warm_up_people SET name = ?, note = COALESCE(?, note) WHERE id = ?",
            "DELETE FROM tde_warm_up_people WHERE name = 'nobody' AND note IS NOT NULL");

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<LexicalFamily, Thread> threads = new EnumMap<>(LexicalFamily.class);
    private volatile boolean stopped;

    /** The tables of the made-up statements, whatever way a database folds their names. */
    private static final class People implements Catalog {
        @Override
        public boolean mayReachProtected(String simpleName) {
            return simpleName.equalsIgnoreCase(PREFIX + "people");
        }

        @Override
        public Optional<Relation> resolve(RelationName name) {
            boolean upper = name.simple().startsWith("TDE");
            boolean people = mayReachProtected(name.simple());
            List<String> columns = people ? List.of("id", "name", "note") : List.of("id", "person_id", "total");
            return Optional.of(new Relation.Table(
                    name,
                    columns.stream()
                            .map(column -> new Relation.Column(
                                    upper ? column.toUpperCase(Locale.ROOT) : column,
                                    people && column.equals("name") ? Optional.of(NAME) : Optional.empty()))
                            .toList()));
        }
    }

    /** Whether {@link #start} has something to do for a family, so that nobody asks a database for its settings in vain. */
    boolean isOpen(LexicalFamily family) {
        lock.lock();
        try {
            return !stopped && !threads.containsKey(family);
        } finally {
            lock.unlock();
        }
    }

    /** Begins for sessions of this kind, if that was not done before. */
    void start(SqlSession session) {
        lock.lock();
        try {
            if (stopped || threads.containsKey(session.family())) {
                return;
            }
            Thread thread = BackgroundThreads.make("tde-warm-up", () -> run(session));
            thread.setPriority(Thread.MIN_PRIORITY);
            threads.put(session.family(), thread);
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    private void run(SqlSession session) {
        SqlAnalyzer analyzer = SqlAnalyzers.standard();
        Catalog people = new People();
        for (int round = 0; round < ROUNDS; round++) {
            for (String statement : STATEMENTS) {
                if (stopped) {
                    return;
                }
                analyzer.analyze(statement, session, people);
            }
        }
    }

    /** Ends the threads and waits for them. */
    @Override
    public void close() {
        List<Thread> running;
        lock.lock();
        try {
            stopped = true;
            running = List.copyOf(threads.values());
        } finally {
            lock.unlock();
        }
        boolean interrupted = Thread.interrupted();
        try {
            for (Thread thread : running) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
