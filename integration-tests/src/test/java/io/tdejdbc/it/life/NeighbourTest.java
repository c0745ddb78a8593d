package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another deployment's tables on the same server, in a database of its own, have nothing to do with this one's. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class NeighbourTest {
    private static final String CREATE = "CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20))";

    @ParameterizedTest
    @EnumSource
    void aTableMayHaveTheNameOfAProtectedOneInAnotherDatabase(Backend.Kind kind, Servers servers) throws Exception {
        Guarded first = guarded(kind, servers, "protect.people.name = random");
        Guarded second = guarded(kind, servers, "protect.others.name = random");
        try (Connection connection = first.open();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.execute("INSERT INTO people VALUES (1, 'Ann')");
        }
        try (Connection connection = second.open();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
            statement.execute("INSERT INTO people VALUES (1, 'Bob')");
            statement.execute("ALTER TABLE people ADD COLUMN city VARCHAR(20)");
            try (ResultSet row = statement.executeQuery("SELECT name FROM people")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("Bob");
            }
        }
    }

    private static Guarded guarded(Backend.Kind kind, Servers servers, String rule) throws Exception {
        return Guarded.create(
                servers.guarded(kind).create(servers.newName("neighbour")),
                servers.newFolder("neighbour"),
                List.of(rule));
    }
}
