package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import io.tdejdbc.keystore.TableName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many start at the same time, in processes and in threads: all end well, with the same keys. */
@Timeout(300)
class RaceTest {

    private static final class Process implements AutoCloseable {
        private final java.lang.Process process;
        private final BufferedReader out;
        private final Writer in;

        Process(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Racer.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            in = process.outputWriter(StandardCharsets.UTF_8);
        }

        void go() throws IOException {
            in.write("go\n");
            in.flush();
        }

        String line() throws IOException {
            return Optional.ofNullable(out.readLine()).orElse("the process ended");
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void twoProcessesInitialiseAndRegisterAtOnce(@TempDir Path directory) throws Exception {
        Path keyFile = directory.resolve("master.key");
        FileMasterKey.generate(keyFile);
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
                .start();
        try {
            String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/./race";
            UUID deployment = UUID.randomUUID();
            List<String> arguments = List.of(url, keyFile.toString(), deployment.toString());
            try (Process first = new Process(arguments.toArray(String[]::new));
                    Process second = new Process(arguments.toArray(String[]::new))) {
                List<Process> both = List.of(first, second);
                step(both, "ready");
                List<String> initialised = List.of(first.line(), second.line());
                assertThat(initialised).containsExactlyInAnyOrder("initialised true", "initialised false");
                for (Process process : both) {
                    process.go();
                }
                List<String> ofFirst = columns(first);
                List<String> ofSecond = columns(second);
                assertThat(ofFirst).hasSize(4);
                assertThat(withoutEnvelopes(ofSecond)).isEqualTo(withoutEnvelopes(ofFirst));

                TestBackend backend = TestBackend.at(url);
                assertThat(backend.rows("SELECT * FROM tde_key")).hasSize(6);
                assertThat(backend.rows("SELECT * FROM tde_wrapping")).hasSize(6);
                assertThat(backend.rows("SELECT * FROM tde_instance")).hasSize(2);
                try (MasterKeyProvider provider = FileMasterKey.open(keyFile);
                        Keystore keystore = Keystores.open(settings(deployment), backend, provider)) {
                    for (List<String> lines : List.of(ofFirst, ofSecond)) {
                        for (String line : lines) {
                            String[] parts = line.split(" ", -1);
                            byte[] envelope = HexFormat.of().parseHex(parts[4]);
                            assertThat(keystore.cipher(UUID.fromString(parts[2]))
                                            .decrypt(envelope))
                                    .containsExactly(42);
                        }
                    }
                }
            }
        } finally {
            server.stop();
        }
    }

    private static void step(List<Process> processes, String expected) throws IOException {
        for (Process process : processes) {
            assertThat(process.line()).isEqualTo(expected);
        }
        for (Process process : processes) {
            process.go();
        }
    }

    private static List<String> columns(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = process.line();
        while (line.startsWith("column ")) {
            lines.add(line);
            line = process.line();
        }
        assertThat(line).isEqualTo("done");
        return lines;
    }

    private static List<String> withoutEnvelopes(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    private static KeystoreSettings settings(UUID deployment) {
        return new KeystoreSettings(deployment, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), true);
    }

    @Test
    void eightThreadsInitialiseAtOnce(@TempDir Path directory) throws Exception {
        Path keyFile = directory.resolve("master.key");
        FileMasterKey.generate(keyFile);
        UUID deployment = UUID.randomUUID();
        try (TestBackend backend = TestBackend.inMemory();
                MasterKeyProvider provider = FileMasterKey.open(keyFile)) {
            List<Boolean> made = together(8, () -> Keystores.initialise(backend, provider, deployment));
            assertThat(made).containsOnlyOnce(true);
            assertThat(backend.rows("SELECT * FROM tde_key")).hasSize(2);
            assertThat(backend.rows("SELECT * FROM tde_wrapping")).hasSize(2);
        }
    }

    @Test
    void eightKeystoresRegisterDifferentTablesAtOnceAndNoneIsLost(@TempDir Path directory) throws Exception {
        try (KeystoreFixture fixture = KeystoreFixture.inMemory(directory)) {
            List<LiveKeystore> keystores = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                keystores.add(fixture.byHand());
            }
            var next = new AtomicInteger();
            together(8, () -> {
                int mine = next.getAndIncrement();
                Metadata metadata = keystores
                        .get(mine)
                        .register(List.of(
                                random(CUSTOMERS, "SHARED"), random(new TableName("PUBLIC", "TABLE" + mine), "OWN")));
                return metadata.epoch();
            });
            Metadata all = fixture.byHand().metadata();
            assertThat(all.columns()).hasSize(9);
            assertThat(all.epoch()).isEqualTo(9);
            assertThat(fixture.backend.rows("SELECT * FROM tde_key WHERE key_kind = 'data'"))
                    .hasSize(9);
        }
    }

    private static <T> List<T> together(int number, Callable<T> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number, task -> {
            Thread thread = new Thread(task, "racer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(number, action))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
