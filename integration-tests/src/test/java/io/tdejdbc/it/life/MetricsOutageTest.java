package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.MetricsListener;
import io.tdejdbc.driver.TdeDataSource;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a listener is told while the key manager is away. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class MetricsOutageTest {

    private static final class Told implements MetricsListener {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void failed(String code) {
            events.add("failed " + code);
        }

        @Override
        public void keyManagerAsked(String action, String provider, String result, long nanos) {
            events.add(action + " " + provider + " " + result);
        }

        @Override
        public void guarded() {
            events.add("guarded");
        }
    }

    @Test
    void namesTheRequestAndTheFailure(Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.H2).create(servers.newName("told")),
                servers.newFolder("told"),
                Accounts.RULES);
        Path key = guarded.properties().resolveSibling("master.key");
        Path properties = guarded.propertiesWith(
                "switch.properties",
                text -> text.replace("tde.keys.provider = file", "tde.keys.provider = switch")
                        .replace("tde.keys.file.path = master.key", SwitchableKeys.PATH + " = " + key));
        Told told = new Told();
        TdeDataSource dataSource = new TdeDataSource();
        dataSource.setUrl(guarded.url(properties));
        dataSource.setMetricsListener(told);
        try (Connection connection = dataSource.getConnection()) {
            Accounts.create(connection);
            Accounts.insert(connection, 1);
        }
        assertThat(told.events).contains("open switch ok", "create switch ok", "unwrap switch ok");
        // All keys of the process were wiped with its last connection.
        try (Connection connection = dataSource.getConnection()) {
            told.events.clear();
            SwitchableKeys.Switch.AWAY.set(key);
            assertThatThrownBy(() -> Accounts.insert(connection, 2))
                    .isInstanceOf(SQLTransientConnectionException.class);
            assertThat(told.events)
                    .contains("unwrap switch TDE-KEY-902", "failed TDE-KEY-902")
                    .doesNotContain("guarded");
        }
        told.events.clear();
        assertThatThrownBy(dataSource::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(told.events).contains("open switch TDE-KEY-902", "failed TDE-KEY-902");
        SwitchableKeys.Switch.ON.set(key);
        try (Connection connection = dataSource.getConnection()) {
            assertThat(Accounts.read(connection)).isEqualTo(Accounts.expected(1, 2));
        }
    }
}
