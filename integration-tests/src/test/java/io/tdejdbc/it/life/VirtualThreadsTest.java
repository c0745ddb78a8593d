package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads at once, virtual ones where the platform has them, which the driver must not pin to their carriers. */
@ExtendWith(Servers.Provider.class)
final class VirtualThreadsTest {
    private static final int THREADS = 40;
    private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

    /** Java 24 lets go of the carrier inside synchronized code too: what pins there is pinned by native code. */
    private static final int FIRST_JAVA_WITHOUT_PINNING_MONITORS = 24;

    private static ExecutorService executor() throws ReflectiveOperationException {
        return Runtime.version().feature() < FIRST_JAVA_WITH_VIRTUAL_THREADS
                ? Executors.newFixedThreadPool(THREADS, Thread::new)
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }

    @Test
    void workSideBySideAndAreNotPinned(Servers servers) throws Exception {
        Path folder = servers.newFolder("threads");
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.POSTGRESQL).create(servers.newName("threads")), folder, Accounts.RULES);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
        }
        // Waiting for classes to be loaded pins, which is the platform's way and happens once.
        insertFromAll(guarded, 0);
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.setSettings(Map.of(
                    "jdk.VirtualThreadPinned#enabled", "true",
                    "jdk.VirtualThreadPinned#threshold", "0 ms",
                    "jdk.VirtualThreadPinned#stackTrace", "true"));
            recording.start();
            insertFromAll(guarded, THREADS);
            recording.stop();
            recording.dump(file);
        }
        try (Connection connection = guarded.open()) {
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(0, 2 * THREADS));
        }
        if (Runtime.version().feature() >= FIRST_JAVA_WITHOUT_PINNING_MONITORS) {
            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
                    .filteredOn(VirtualThreadsTest::isOurs)
                    .isEmpty();
        }
    }

    private static void insertFromAll(Guarded guarded, int first) throws Exception {
        ExecutorService executor = executor();
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int id = first + thread;
                all.add(executor.submit(() -> {
                    try (Connection connection = guarded.open()) {
                        Accounts.insert(connection, id);
                        return Accounts.find(connection, id);
                    }
                }));
            }
            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(1);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static boolean isOurs(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith("io.tdejdbc.driver."));
    }
}
