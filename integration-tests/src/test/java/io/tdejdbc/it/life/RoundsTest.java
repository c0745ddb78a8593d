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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thousands of connections leave neither memory nor classes nor threads behind, and a driver that is deregistered nothing. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class RoundsTest {
    /** Runs differ by about 200; of each of 8,000 connections no more than an object's header could stay. */
    private static final long MOST_KILOBYTES = 500;

    private static final long MOST_CLASSES = 100;

    @ParameterizedTest
    @CsvSource({
        "H2, 10s, 10000, another",
        "H2, 10s, 400, nothing",
        "POSTGRESQL, 10s, 400, nothing",
        "POSTGRESQL, 0s, 60, nothing"
    })
    void openingAndClosingIsFlat(Backend.Kind kind, String linger, int rounds, String beside, Servers servers)
            throws Exception {
        Map<String, String> found = run(kind, linger, rounds, beside, servers);
        assertThat(Long.parseLong(found.get("kilobytes"))).isLessThan(MOST_KILOBYTES);
        assertThat(Long.parseLong(found.get("classes"))).isLessThan(MOST_CLASSES);
        assertThat(Integer.parseInt(found.get("threads"))).isLessThanOrEqualTo(1);
        assertThat(found)
                .containsEntry("keeper", "true")
                .containsEntry("registered", "false")
                .containsEntry("left", "[]");
    }

    /** What is measured above would be seen: the connections themselves are more than the bound, once they are kept. */
    @Test
    void aLeakOfClosedConnectionsIsSeen(Servers servers) throws Exception {
        Map<String, String> found = run(Backend.Kind.H2, "10s", 3_000, "leak", servers);
        assertThat(found).containsEntry("leaked", "3000");
        assertThat(Long.parseLong(found.get("kilobytes"))).isGreaterThan(MOST_KILOBYTES);
    }

    private static Map<String, String> run(Backend.Kind kind, String linger, int rounds, String beside, Servers servers)
            throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.linger = " + linger);
        Path folder = servers.newFolder("rounds");
        Guarded guarded = Guarded.create(servers.guarded(kind).create(servers.newName("rounds")), folder, lines);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
        }
        return Child.run(
                folder,
                List.of("-Xmx128m"),
                Rounds.class,
                guarded.url(),
                guarded.database().url(),
                Integer.toString(rounds),
                beside);
    }
}
