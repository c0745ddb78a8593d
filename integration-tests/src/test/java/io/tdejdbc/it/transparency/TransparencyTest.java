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
import java.sql.Array;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls every method of the JDBC interfaces on the backend's own driver and through this one and compares what came: the
 * value or the failure with its class, SQLState and text, and what the call changed.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class TransparencyTest {

    /** What a backend's own driver does not give. */
    private static final Map<Backend.Kind, Set<Class<?>>> LACKING = Map.of(
            Backend.Kind.H2,
            Set.of(),
            Backend.Kind.POSTGRESQL,
            Set.of(NClob.class),
            Backend.Kind.MARIADB,
            Set.of(Array.class, SQLXML.class));

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void nothingIsDifferentWithoutProtectedColumns(Backend.Kind kind, Servers servers) throws Exception {
        compare(kind, servers, "plain", true, List.of("protect.elsewhere.secret = random"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void nothingIsDifferentWithProtectedColumns(Backend.Kind kind, Servers servers) throws Exception {
        compare(kind, servers, "protected", false, Things.policy());
    }

    private static void compare(
            Backend.Kind kind, Servers servers, String run, boolean wholeFailures, List<String> policy)
            throws Exception {
        String name = servers.newName("transparency");
        Database plain = servers.plain(kind).create(name);
        Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("transparency"), policy);
        create(kind, plain::open, plain::open);
        create(kind, guarded::open, guarded::raw);
        Rendering rendering = new Rendering(wholeFailures, name);
        Differences differences = new Differences("/transparency/" + run + ".txt", kind);
        Map<Class<?>, Set<Method>> called = new LinkedHashMap<>();
        int calls = 0;
        // The first two keep H2 from closing its files, and the driver from starting anew, between other connections.
        try (Connection ignored = plain.open();
                Connection alsoIgnored = guarded.open();
                Side direct = new Side(plain::open);
                Side driven = new Side(guarded::open)) {
            assertThat(List.of(ignored.isClosed(), alsoIgnored.isClosed())).containsOnly(false);
            for (Subject subject : Subjects.of(kind)) {
                Set<Method> methods = called.computeIfAbsent(subject.type(), type -> new HashSet<>());
                for (Call call : Calls.of(subject, kind)) {
                    String expected = direct.run(call, rendering);
                    String actual = driven.run(call, rendering);
                    differences.note(call, expected, actual);
                    if (!expected.startsWith(Call.NOT_MADE)) {
                        calls++;
                        methods.add(call.method());
                    }
                }
            }
        }
        report(kind, run, differences.unexpected());
        assertThat(differences.unexpected()).isEmpty();
        assertThat(calls).isGreaterThanOrEqualTo(600);
        called.forEach((type, methods) -> {
            if (LACKING.get(kind).contains(type)) {
                assertThat(methods).as(type.getName()).isEmpty();
            } else {
                assertThat(methods).as(type.getName()).hasSizeGreaterThanOrEqualTo((int) half(type));
            }
        });
    }

    private static void create(Backend.Kind kind, Opener opener, Opener below) throws SQLException {
        try (Connection connection = opener.open()) {
            Things.create(connection, kind);
        }
        try (Connection connection = below.open()) {
            Things.settle(connection, kind);
        }
    }

    private static long half(Class<?> type) {
        return Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .count()
                / 2;
    }

    /** Writes what was found in the form of the list. */
    private static void report(Backend.Kind kind, String run, List<String> unexpected) throws IOException {
        if (!unexpected.isEmpty()) {
            Files.write(Path.of("target", "transparency-" + run + "-" + kind + ".txt"), unexpected);
        }
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
