package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A complete older set of rows, every one of them genuine, is put back. */
class ReplayTest {

    private static final List<String> TABLES = List.of("tde_manifest", "tde_key", "tde_wrapping", "tde_column");

    @TempDir
    private Path directory;

    private KeystoreFixture fixture;
    private Path anchor;

    @BeforeEach
    void prepare() throws Exception {
        fixture = KeystoreFixture.inMemory(directory);
        anchor = directory.resolve("anchor");
    }

    @AfterEach
    void close() throws SQLException {
        fixture.close();
    }

    private KeystoreSettings anchored() {
        return new KeystoreSettings(
                fixture.deployment, Optional.of(anchor), Duration.ofSeconds(5), Duration.ofSeconds(30), true);
    }

    private Map<String, List<Map<String, Object>>> dump() throws SQLException {
        Map<String, List<Map<String, Object>>> dump = new LinkedHashMap<>();
        for (String table : TABLES) {
            dump.put(table, fixture.backend.rows("SELECT * FROM " + table));
        }
        return dump;
    }

    private void restore(Map<String, List<Map<String, Object>>> dump) throws SQLException {
        for (String table : TABLES) {
            fixture.backend.execute("DELETE FROM " + table);
            fixture.backend.insert(table, dump.get(table));
        }
    }

    @Test
    void isNoticedByWhoeverSawMore() throws Exception {
        LiveKeystore running = fixture.byHand();
        running.register(List.of(random(CUSTOMERS, "SSN")));
        var old = dump();
        running.register(List.of(random(ORDERS, "X")));
        restore(old);
        running.poll();
        assertThatThrownBy(running::metadata).hasMessageStartingWith("TDE-MET-016 ");
        running.close();
        assertThatThrownBy(fixture::byHand)
                .as("also by a new keystore of the process")
                .hasMessageStartingWith("TDE-MET-016 ")
                .hasMessageContainingAll("found: epoch 2", "expected: epoch 3 or later");
    }

    /** The documented limit: a process that has seen nothing and has no anchor believes a whole older set. */
    @Test
    void isNotNoticedByANewProcessWithoutAnchor() throws Exception {
        LiveKeystore running = fixture.byHand();
        running.register(List.of(random(CUSTOMERS, "SSN")));
        var old = dump();
        running.register(List.of(random(ORDERS, "X")));
        restore(old);
        assertThat(fixture.inAnotherProcess(fixture.settings()).metadata().epoch())
                .isEqualTo(2);
    }

    @Test
    void isNoticedByANewProcessWithAnchor() throws Exception {
        LiveKeystore running = fixture.inAnotherProcess(anchored());
        running.register(List.of(random(CUSTOMERS, "SSN")));
        var old = dump();
        running.register(List.of(random(ORDERS, "X")));
        running.close();
        restore(old);
        assertThatThrownBy(() -> fixture.inAnotherProcess(anchored()))
                .hasMessageStartingWith("TDE-MET-017 ")
                .hasMessageContainingAll("epoch 2", "epoch 3 or later", anchor.toString());
    }

    @Test
    void otherContentOfTheSameEpochIsNoticed() throws Exception {
        var old = dump();
        LiveKeystore running = fixture.inAnotherProcess(anchored());
        running.register(List.of(random(CUSTOMERS, "SSN")));
        restore(old);
        fixture.inAnotherProcess(fixture.settings()).register(List.of(random(ORDERS, "X")));
        running.poll();
        assertThatThrownBy(running::metadata)
                .hasMessageStartingWith("TDE-MET-016 ")
                .hasMessageContaining("epoch 2 with other content");
        assertThatThrownBy(() -> fixture.inAnotherProcess(anchored())).hasMessageStartingWith("TDE-MET-017 ");
    }

    @Test
    void aSetMadeAnewUnderTheSameDeploymentIsNoticed() throws Exception {
        LiveKeystore running = fixture.inAnotherProcess(anchored());
        for (String table : TABLES) {
            fixture.backend.execute("DELETE FROM " + table);
        }
        assertThat(Keystores.initialise(fixture.backend, fixture.provider, fixture.deployment))
                .isTrue();
        running.poll();
        assertThatThrownBy(running::metadata).hasMessageStartingWith("TDE-MET-012 ");
        assertThatThrownBy(() -> fixture.inAnotherProcess(anchored())).hasMessageStartingWith("TDE-MET-017 ");
    }

    @Test
    void theAnchorMovesWithTheEpochAndSurvivesReopening() throws Exception {
        LiveKeystore running = fixture.inAnotherProcess(anchored());
        assertThat(anchor).content().matches("tde-anchor 1 " + fixture.deployment + " [0-9a-f-]{36} 1 [0-9a-f]{64}\n");
        running.register(List.of(random(CUSTOMERS, "SSN")));
        assertThat(anchor).content().contains(" 2 ");
        fixture.byHand().register(List.of(random(ORDERS, "X")));
        running.poll();
        assertThat(anchor).content().contains(" 3 ");
        running.close();
        assertThat(fixture.inAnotherProcess(anchored()).metadata().epoch()).isEqualTo(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(anchor)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tde-anchor 1",
                "tde-anchor 2 0d1e2f30-4152-4637-8899-0a1b2c3d4e5f 0d1e2f30-4152-4637-8899-0a1b2c3d4e5f 1 00\n",
                "0\n"
            })
    void aDamagedAnchorIsAnError(String content) throws Exception {
        Files.writeString(anchor, content);
        assertThatThrownBy(() -> fixture.inAnotherProcess(anchored()))
                .hasMessageStartingWith("TDE-MET-040 ")
                .hasMessageContaining(anchor.toString());
    }

    @Test
    void anAnchorThatCannotBeWrittenIsAnErrorAtOnce() throws Exception {
        anchor = directory.resolve("no such directory/anchor");
        assertThatThrownBy(() -> fixture.inAnotherProcess(anchored())).hasMessageStartingWith("TDE-MET-040 ");
    }

    @Test
    void anAnchorSharedByManyNeverGoesBack() throws Exception {
        UUID deployment = UUID.randomUUID();
        UUID key = UUID.randomUUID();
        AnchorFile file = new AnchorFile(anchor);
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "anchor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Long>> moves = new ArrayList<>();
            for (long epoch = 1; epoch <= 60; epoch++) {
                String mac = String.format(Locale.ROOT, "%064x", epoch);
                RawRow row = RawRow.of(MetaTable.MANIFEST, 1L, 1L, deployment.toString(), epoch, 0L, 0L, "", 0L, mac);
                moves.add(() -> {
                    file.advance(key, Manifest.parse(row));
                    return file.read().orElseThrow().epoch();
                });
            }
            long wanted = 1;
            for (Future<Long> after : threads.invokeAll(moves)) {
                assertThat(after.get()).isGreaterThanOrEqualTo(wanted++);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(file.read().orElseThrow().epoch()).isEqualTo(60);
    }

    @Test
    void twoDatabasesUnderOneDeploymentDoNotDisturbEachOther() throws Exception {
        fixture.byHand().register(List.of(random(CUSTOMERS, "SSN")));
        try (TestBackend twin = TestBackend.inMemory()) {
            Keystores.initialise(twin, fixture.provider, fixture.deployment);
            assertThat(fixture.byHand(fixture.settings(), twin, fixture.provider)
                            .metadata()
                            .epoch())
                    .isEqualTo(1);
        }
    }
}
