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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hundreds of connections leave neither memory nor threads behind, and a driver that is deregistered leaves nothing. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class RoundsTest {
    /** Two for each connection, and some for chance: runs differ by about 200. */
    private static final long MOST_KILOBYTES = 1_000;

    @ParameterizedTest
    @CsvSource({"H2, 10s, 700", "POSTGRESQL, 10s, 700", "POSTGRESQL, 0s, 80"})
    void openingAndClosingIsFlat(Backend.Kind kind, String linger, int rounds, Servers servers) throws Exception {
        List<String> lines = new ArrayList<>(Accounts.RULES);
        lines.add("tde.metadata.linger = " + linger);
        Path folder = servers.newFolder("rounds");
        Guarded guarded = Guarded.create(servers.guarded(kind).create(servers.newName("rounds")), folder, lines);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
        }
        Map<String, String> found = Child.run(
                folder,
                "-Xmx128m",
                Rounds.class,
                guarded.url(),
                guarded.database().url(),
                Integer.toString(rounds));
        assertThat(Long.parseLong(found.get("kilobytes"))).isLessThan(MOST_KILOBYTES);
        assertThat(Integer.parseInt(found.get("threads"))).isLessThanOrEqualTo(1);
        assertThat(found)
                .containsEntry("keeper", "true")
                .containsEntry("registered", "false")
                .containsEntry("left", "[]");
    }
}
