package io.tdejdbc.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same table name in another schema, temporary tables in front of protected ones, settings that change how strings
 * end. Each script is played on the plain database and behind the driver: every statement gives the same, or is refused.
 */
@ExtendWith(Servers.Provider.class)
final class SessionTrapsTest {
    private static final String REFUSED = "refused";
    private static final List<String> RULES = List.of("protect.person.ssn = equality", "protect.person.name = random");
    private static final List<String> TABLES = List.of(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60))",
            "INSERT INTO person VALUES (1, '519-12-4407', 'Person One'), (2, '526-13-4718', 'Person Two')");
    private static final List<String> OTHER_TABLES = List.of(
            "CREATE SCHEMA other",
            "CREATE TABLE other.person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60))",
            "INSERT INTO other.person VALUES (7, 'plain number', 'Plain Person')");

    private static List<String> play(Connection connection, List<String> script) throws SQLException {
        List<String> told = new ArrayList<>();
        for (String sql : script) {
            try (Statement statement = connection.createStatement()) {
                StringBuilder line = new StringBuilder();
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        List<String> values = new ArrayList<>();
                        while (rows.next()) {
                            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                                values.add(rows.getString(i));
                            }
                        }
                        values.sort(java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder()));
                        line.append(values);
                    }
                } else {
                    line.append(statement.getUpdateCount());
                }
                told.add(line.toString());
            } catch (SQLException e) {
                told.add("0AT00".equals(e.getSQLState()) ? REFUSED : "fails with " + e.getSQLState());
            }
        }
        return told;
    }

    /** The plain tables are somebody else's: they are made below the driver. */
    private static void create(Guarded guarded) throws SQLException {
        try (Connection driver = guarded.open();
                Connection raw = guarded.raw()) {
            assertThat(play(driver, TABLES)).containsExactly("0", "2");
            assertThat(play(raw, OTHER_TABLES)).containsExactly("0", "0", "1");
        }
    }

    /** Plays a script on both sides and gives what the driver's side told. */
    private static List<String> sameOrRefused(Backend.Kind kind, Servers servers, List<String> script)
            throws Exception {
        String name = servers.newName("session");
        Database plain = servers.plain(kind).create(name);
        Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("session"), RULES);
        create(guarded);
        try (Connection one = plain.open();
                Connection other = guarded.open()) {
            play(one, TABLES);
            play(one, OTHER_TABLES);
            List<String> wanted = play(one, script);
            List<String> found = play(other, script);
            assertThat(wanted).noneMatch(line -> line.startsWith("fails"));
            for (int i = 0; i < script.size(); i++) {
                assertThat(found.get(i)).as(script.get(i)).isIn(wanted.get(i), REFUSED);
            }
            return found;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void theSameNameInAnotherSchemaIsAnotherTable(Backend.Kind kind, Servers servers) throws Exception {
        String use = kind == Backend.Kind.H2 ? "SET SCHEMA other" : "SET search_path TO other, public";
        String back = kind == Backend.Kind.H2 ? "SET SCHEMA public" : "SET search_path TO public";
        List<String> told = sameOrRefused(
                kind,
                servers,
                List.of(
                        "SELECT ssn, name FROM person",
                        "SELECT ssn, name FROM other.person",
                        use,
                        "SELECT ssn, name FROM person",
                        "SELECT ssn, name FROM public.person",
                        "INSERT INTO person VALUES (8, 'another plain one', 'x')",
                        "INSERT INTO public.person VALUES (3, '533-14-5029', 'Person Three')",
                        "SELECT count(*) FROM person WHERE ssn = 'plain number'",
                        back,
                        "SELECT ssn, name FROM person",
                        "SELECT id FROM person WHERE ssn = '533-14-5029'"));
        assertThat(told).doesNotContain(REFUSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void setSchemaOfTheConnectionCountsToo(Backend.Kind kind, Servers servers) throws Exception {
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("session")), servers.newFolder("session"), RULES);
        create(guarded);
        try (Connection connection = guarded.open()) {
            String home = connection.getSchema();
            connection.setSchema(kind == Backend.Kind.H2 ? "OTHER" : "other");
            assertThat(play(connection, List.of("SELECT ssn FROM person"))).containsExactly("[plain number]");
            connection.setSchema(home);
            assertThat(play(connection, List.of("SELECT ssn FROM person")))
                    .containsExactly("[519-12-4407, 526-13-4718]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTemporaryTableStandsInFrontOfTheProtectedOne(Backend.Kind kind, Servers servers) throws Exception {
        String make = kind == Backend.Kind.H2
                ? "CREATE LOCAL TEMPORARY TABLE tempo (id INTEGER, ssn VARCHAR(30))"
                : "CREATE TEMPORARY TABLE person (id INTEGER, ssn VARCHAR(30))";
        String table = kind == Backend.Kind.H2 ? "tempo" : "person";
        sameOrRefused(
                kind,
                servers,
                List.of(
                        "SELECT ssn FROM person",
                        make,
                        "SELECT count(*) FROM public.person WHERE ssn = '519-12-4407'"));
        // Whatever is done with the temporary table: nothing of the protected one is read or written wrongly.
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("session")), servers.newFolder("session"), RULES);
        create(guarded);
        try (Connection connection = guarded.open()) {
            if (!play(connection, List.of(make)).contains(REFUSED)) {
                play(connection, List.of("INSERT INTO " + table + " VALUES (5, 'temporary number')"));
                assertThat(play(connection, List.of("SELECT ssn FROM " + table)))
                        .isSubsetOf("[temporary number]", REFUSED);
            }
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM person")) {
            count.next();
            assertThat(count.getInt(1)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET standard_conforming_strings = off",
                "SET standard_conforming_strings TO 'off'",
                "SET SESSION standard_conforming_strings = false",
                "SELECT set_config('standard_conforming_strings', 'off', false)",
            })
    void stringsThatEndElsewhereAreReadLikeThatOrRefused(String setting, Servers servers) throws Exception {
        String marker = "backslash-marker-7319";
        sameOrRefused(
                Backend.Kind.POSTGRESQL,
                servers,
                List.of(
                        setting,
                        "SELECT count(*) FROM person WHERE name IS NOT NULL AND ('a\\' <> ' <> '' OR ssn = 'b')",
                        "INSERT INTO person VALUES (4, 'it\\'s " + marker + "', 'Person \\\\ Four')",
                        "SELECT ssn, name FROM person",
                        "RESET standard_conforming_strings",
                        "SELECT ssn, name FROM person WHERE ssn = 'it''s " + marker + "'"));
        Backend guarded = servers.guarded(Backend.Kind.POSTGRESQL);
        assertThat(Files.readString(guarded.folder().resolve("log/statements.log"), StandardCharsets.UTF_8))
                .doesNotContain(marker);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTransactionThatIsRolledBackTakesItsSettingsAndTablesWithIt(Backend.Kind kind, Servers servers)
            throws Exception {
        String use = kind == Backend.Kind.H2 ? "SET SCHEMA other" : "SET search_path TO other, public";
        Guarded guarded = Guarded.create(
                servers.guarded(kind).create(servers.newName("session")), servers.newFolder("session"), RULES);
        Database plain = servers.plain(kind).create(servers.newName("session"));
        List<List<String>> told = new ArrayList<>();
        create(guarded);
        try (Connection connection = plain.open()) {
            play(connection, TABLES);
            play(connection, OTHER_TABLES);
        }
        try (Connection one = plain.open();
                Connection other = guarded.open()) {
            for (Connection connection : List.of(one, other)) {
                connection.setAutoCommit(false);
                List<String> line = new ArrayList<>(play(connection, List.of(use, "SELECT ssn FROM person")));
                connection.rollback();
                line.addAll(play(connection, List.of("SELECT ssn FROM person", "SELECT name FROM public.person")));
                connection.rollback();
                told.add(line);
            }
        }
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }
}
