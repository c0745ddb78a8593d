package io.tdejdbc.it.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls every method of the JDBC interfaces on the backend's own driver and through this one and compares what came: the
 * value or the failure with its class, SQLState and text, and what the call changed.
 */
@ExtendWith(Servers.Provider.class)
final class TransparencyTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nothingIsDifferentWithoutProtectedColumns(Backend.Kind kind, Servers servers) throws Exception {
        compare(kind, servers, "plain", new Rendering(true), List.of("protect.elsewhere.secret = random"));
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void nothingIsDifferentWithProtectedColumns(Backend.Kind kind, Servers servers) throws Exception {
        compare(kind, servers, "protected", new Rendering(false), Things.policy());
    }

    private static void compare(
            Backend.Kind kind, Servers servers, String run, Rendering rendering, List<String> policy) throws Exception {
        String name = servers.newName("transparency");
        Database plain = servers.plain(kind).create(name);
        Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("transparency"), policy);
        try (Connection connection = plain.open()) {
            Things.create(connection, kind);
        }
        try (Connection connection = guarded.open()) {
            Things.create(connection, kind);
        }
        Differences differences = new Differences("/transparency/" + run + ".txt", kind);
        Map<String, String> unexpected = new LinkedHashMap<>();
        Map<Class<?>, Set<Method>> called = new LinkedHashMap<>();
        int calls = 0;
        try (Side direct = new Side(plain::open);
                Side driven = new Side(guarded::open)) {
            for (Subject subject : Subjects.of(kind)) {
                for (Call call : Calls.of(subject, kind)) {
                    String expected = direct.run(call, rendering);
                    String actual = driven.run(call, rendering);
                    if (expected.startsWith("not made") && actual.startsWith("not made")) {
                        continue;
                    }
                    calls++;
                    called.computeIfAbsent(subject.type(), type -> new HashSet<>())
                            .add(call.method());
                    if (!expected.equals(actual) && !differences.allows(call)) {
                        unexpected.put(call.name(), "\n  direct: " + expected + "\n  driven: " + actual);
                    }
                }
            }
        }
        report(kind, run, unexpected);
        assertThat(unexpected).isEmpty();
        assertThat(differences.unused()).as("entries that nothing needs").isEmpty();
        assertThat(calls).isGreaterThanOrEqualTo(600);
        called.forEach((type, methods) ->
                assertThat(methods.size()).as(type.getName()).isGreaterThanOrEqualTo((int) half(type)));
    }

    private static long half(Class<?> type) {
        return Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .count()
                / 2;
    }

    private static void report(Backend.Kind kind, String run, Map<String, String> unexpected) throws IOException {
        if (unexpected.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        unexpected.forEach((call, what) -> lines.add(call + what));
        Files.write(Path.of("target", "transparency-" + run + "-" + kind + ".txt"), lines);
    }

    private interface Opener {
        Connection open() throws SQLException;
    }

    /** One side: a connection that is rolled back after every call, and a new one where a call may have changed it. */
    private static final class Side implements AutoCloseable {
        private final Opener opener;
        private Connection connection;

        Side(Opener opener) throws SQLException {
            this.opener = opener;
            this.connection = fresh();
        }

        String run(Call call, Rendering rendering) throws SQLException {
            String outcome = call.run(connection, rendering);
            if (call.subject().name().equals(Subjects.CONNECTION) || !rolledBack()) {
                connection.close();
                connection = fresh();
            }
            return outcome;
        }

        private boolean rolledBack() {
            try {
                connection.rollback();
                return !connection.isClosed();
            } catch (SQLException e) {
                return false;
            }
        }

        private Connection fresh() throws SQLException {
            Connection fresh = opener.open();
            fresh.setAutoCommit(false);
            return fresh;
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
