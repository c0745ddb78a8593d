package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ten million rows with two protected columns pass through a heap that could not hold a hundredth of them. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class StreamingTest {
    private static final long MOST_KILOBYTES = 2_000;

    @Test
    void aLongResultNeedsNoMoreMemoryThanAPageOfIt(Servers servers) throws Exception {
        Path folder = servers.newFolder("streaming");
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.POSTGRESQL).create(servers.newName("streaming")), folder, Accounts.RULES);
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
            for (int id = 1; id <= 10; id++) {
                Accounts.insert(connection, id);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE thousand (i INTEGER NOT NULL)");
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO thousand VALUES (?)")) {
                for (int i = 1; i <= 1_000; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        Map<String, String> found = Child.run(folder, List.of("-Xmx40m"), Streaming.class, guarded.url());
        assertThat(found).containsEntry("rows", "10000000");
        assertThat(Long.parseLong(found.get("kilobytes"))).isLessThan(MOST_KILOBYTES);
    }
}
