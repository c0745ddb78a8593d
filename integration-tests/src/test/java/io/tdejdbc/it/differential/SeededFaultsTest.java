package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.differential.Case.Outcome;
import io.tdejdbc.it.differential.FaultyDriver.Fault;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Shop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults seeded into the driver must turn the suite red. These databases lie on the plain backend, because some faults
 * write plaintext.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class SeededFaultsTest {

    static Stream<Arguments> faultsOfStatements() {
        return Stream.of(Fault.values())
                .filter(fault -> fault != Fault.TAG_UNCHECKED)
                .flatMap(fault -> Stream.of(Backend.Kind.values()).map(kind -> Arguments.of(fault, kind)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("faultsOfStatements")
    void theDifferentialTestNoticesAFaultInTheDriver(Fault fault, Backend.Kind kind, Servers servers) throws Exception {
        String name = servers.newName("fault");
        Database plain = servers.plain(kind).create(name);
        Guarded guarded = Guarded.create(
                servers.plain(kind).create(name + "_guarded"), servers.newFolder("fault"), Shop.policy());
        try (Connection one = plain.open();
                Connection other = guarded.open()) {
            for (Connection connection : List.of(one, other)) {
                Shop.createTables(connection, kind);
                Shop.insert(connection, Shop.rows());
            }
            Differential differential = new Differential(
                    kind, one, FaultyDriver.with(fault, other), Shop.policy().tables(), Optional.empty());
            assertThat(noticed(differential, kind)).isTrue();
        }
    }

    private static boolean noticed(Differential differential, Backend.Kind kind) throws SQLException {
        for (Case statement : Cases.of(kind)) {
            for (Outcome outcome : differential.run(statement).outcomes().values()) {
                if (outcome.kind() == Outcome.Kind.WRONG) {
                    return true;
                }
            }
        }
        return false;
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void theTamperingTestNoticesACipherThatDoesNotCheckItsTag(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = person(servers, kind);
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement()) {
            byte[] stored;
            try (ResultSet row = statement.executeQuery("SELECT name FROM person")) {
                row.next();
                stored = row.getBytes(1);
            }
            stored[stored.length - 1] ^= 1;
            try (PreparedStatement update = raw.prepareStatement("UPDATE person SET name = ?")) {
                update.setBytes(1, stored);
                update.executeUpdate();
            }
        }
        try (Connection healthy = guarded.open()) {
            assertThat(readable(healthy)).isFalse();
            assertThat(readable(FaultyDriver.with(Fault.TAG_UNCHECKED, healthy)))
                    .isTrue();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void theBackendsOwnCheckAndTheLookBelowTheDriverNoticeAnUnencryptedParameter(Backend.Kind kind, Servers servers)
            throws Exception {
        Guarded guarded = person(servers, kind);
        try (Connection healthy = guarded.open()) {
            Connection faulty = FaultyDriver.with(Fault.PARAMETER_UNENCRYPTED, healthy);
            assertThat(insertPlain(faulty, 2)).isFalse();
            try (Connection raw = guarded.raw();
                    Statement statement = raw.createStatement()) {
                statement.execute(
                        kind == Backend.Kind.POSTGRESQL
                                ? "ALTER TABLE person ALTER COLUMN name TYPE bytea"
                                : "ALTER TABLE person DROP CONSTRAINT tde_ck_person_name");
                assertThat(Contents.unprotected(raw, "person", List.of("name"))).isEmpty();
                assertThat(insertPlain(faulty, 3)).isTrue();
                assertThat(Contents.unprotected(raw, "person", List.of("name"))).hasSize(1);
            }
        }
    }

    private static Guarded person(Servers servers, Backend.Kind kind) throws Exception {
        Guarded guarded = Guarded.create(
                servers.plain(kind).create(servers.newName("fault")),
                servers.newFolder("fault"),
                List.of("protect.person.name = random"));
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name " + kind.ddl("${bytes}") + ")");
            statement.executeUpdate("INSERT INTO person VALUES (1, "
                    + (kind == Backend.Kind.POSTGRESQL ? "'\\x0102030405'" : "X'0102030405'") + ")");
        }
        return guarded;
    }

    private static boolean readable(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM person WHERE id = 1")) {
            return row.next() && row.getBytes(1) != null;
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean insertPlain(Connection connection, int id) {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO person (id, name) VALUES (?, ?)")) {
            statement.setInt(1, id);
            statement.setBytes(
                    2,
                    "a value in clear, long enough to pass for an envelope"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            return false;
        }
    }
}
