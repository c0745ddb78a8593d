package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Something done on a connection, told in words that can be compared. */
interface Scenario {
    List<String> play(Connection connection) throws SQLException;

    /** Plays it once on the plain database and once behind the driver, each time with an empty table of accounts. */
    static void sameOnBoth(Backend.Kind kind, Servers servers, Scenario scenario) throws Exception {
        sameOnBoth(kind, servers, "", scenario);
    }

    /**
     * As {@link #sameOnBoth(Backend.Kind, Servers, Scenario)}, under options of the backend's own driver.
     *
     * @param options what to append to the URL
     */
    static void sameOnBoth(Backend.Kind kind, Servers servers, String options, Scenario scenario) throws Exception {
        String name = servers.newName("scenario");
        Database plain = servers.plain(kind).create(name).with(options);
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(name).with(options), servers.newFolder("scenario"), Accounts.RULES);
        List<String> onPlain;
        try (Connection connection = plain.open()) {
            Accounts.create(connection);
            onPlain = told(scenario, connection);
        }
        try (Connection connection = guarded.open()) {
            Accounts.create(connection);
            assertThat(told(scenario, connection)).isEqualTo(onPlain);
        }
    }

    private static List<String> told(Scenario scenario, Connection connection) throws SQLException {
        List<String> told = new ArrayList<>(scenario.play(connection));
        Accounts.readWithNulls(connection).forEach((id, row) -> told.add(id + " " + row));
        assertThat(told).isNotEmpty();
        return told;
    }
}
