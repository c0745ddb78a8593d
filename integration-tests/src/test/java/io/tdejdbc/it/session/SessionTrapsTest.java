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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same table name in another schema, temporary tables in front of protected ones, settings that change how strings
 * end. Each script is played on the plain database and behind the driver: every statement gives the same, or is refused.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class SessionTrapsTest {
    private static final String REFUSED = "refused";
    private static final List<String> RULES = List.of(
            "protect.person.ssn = equality compare=binary",
            "protect.person.name = random",
            "protect.taxed.tax = random");
    private static final List<String> TABLES = List.of(
            "CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60))",
            "INSERT INTO person VALUES (1, '519-12-4407', 'Person One'), (2, '526-13-4718', 'Person Two')");
    private static final List<String> OTHER_TABLES = List.of(
            "CREATE SCHEMA ${other}",
            "CREATE TABLE ${other}.person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60))",
            "INSERT INTO ${other}.person VALUES (7, 'plain number', 'Plain Person')");

    /** Two databases of one name on two servers, and where their tables are. */
    private record Place(Database plain, Guarded guarded, String home, String other) {
        static Place create(Backend.Kind kind, Servers servers) throws Exception {
            String name = servers.newName("session");
            Database plain = servers.plain(kind).create(name);
            Guarded guarded = Guarded.create(servers.guarded(kind).create(name), servers.newFolder("session"), RULES);
            // A database of MariaDB is what others call a schema.
            boolean databases = kind == Backend.Kind.MARIADB;
            Place place = new Place(plain, guarded, databases ? name : "public", databases ? name + "_other" : "other");
            try (Connection driver = guarded.open();
                    Connection raw = guarded.raw();
                    Connection connection = plain.open()) {
                assertThat(place.play(driver, TABLES)).containsExactly("0", "2");
                // The plain tables are somebody else's: they are made below the driver.
                assertThat(place.play(raw, OTHER_TABLES)).containsExactly(databases ? "1" : "0", "0", "1");
                place.play(connection, TABLES);
                place.play(connection, OTHER_TABLES);
            }
            return place;
        }

        List<String> play(Connection connection, List<String> script) throws SQLException {
            return SessionTrapsTest.play(
                    connection,
                    script.stream()
                            .map(sql -> sql.replace("${home}", home).replace("${other}", other))
                            .toList());
        }

        String use(boolean elsewhere) {
            return switch (plain.kind()) {
                case H2 -> "SET SCHEMA " + (elsewhere ? other : home);
                case POSTGRESQL -> "SET search_path TO " + (elsewhere ? other + ", " : "") + home;
                case MARIADB -> "USE " + (elsewhere ? other : home);
            };
        }
    }

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

    /** Plays a script on both sides and gives what the driver's side told. */
    private static List<String> sameOrRefused(Place place, List<String> script) throws SQLException {
        try (Connection one = place.plain().open();
                Connection other = place.guarded().open()) {
            List<String> wanted = place.play(one, script);
            List<String> found = place.play(other, script);
            assertThat(wanted).noneMatch(line -> line.startsWith("fails"));
            for (int i = 0; i < script.size(); i++) {
                assertThat(found.get(i)).as(script.get(i)).isIn(wanted.get(i), REFUSED);
            }
            return found;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameNameInAnotherSchemaIsAnotherTable(Backend.Kind kind, Servers servers) throws Exception {
        Place place = Place.create(kind, servers);
        List<String> told = sameOrRefused(
                place,
                List.of(
                        "SELECT ssn, name FROM person",
                        "SELECT ssn, name FROM ${other}.person",
                        place.use(true),
                        "SELECT ssn, name FROM person",
                        "SELECT ssn, name FROM ${home}.person",
                        "INSERT INTO person VALUES (8, 'another plain one', 'x')",
                        "INSERT INTO ${home}.person VALUES (3, '533-14-5029', 'Person Three')",
                        "SELECT count(*) FROM person WHERE ssn = 'plain number'",
                        place.use(false),
                        "SELECT ssn, name FROM person",
                        "SELECT id FROM person WHERE ssn = '533-14-5029'"));
        assertThat(told).doesNotContain(REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void setSchemaOfTheConnectionCountsToo(Backend.Kind kind, Servers servers) throws Exception {
        Place place = Place.create(kind, servers);
        try (Connection connection = place.guarded().open()) {
            String home = kind == Backend.Kind.MARIADB ? connection.getCatalog() : connection.getSchema();
            enter(connection, kind, kind == Backend.Kind.H2 ? "OTHER" : place.other());
            assertThat(play(connection, List.of("SELECT ssn FROM person"))).containsExactly("[plain number]");
            enter(connection, kind, home);
            assertThat(play(connection, List.of("SELECT ssn FROM person")))
                    .containsExactly("[519-12-4407, 526-13-4718]");
        }
    }

    private static void enter(Connection connection, Backend.Kind kind, String place) throws SQLException {
        if (kind == Backend.Kind.MARIADB) {
            connection.setCatalog(place);
        } else {
            connection.setSchema(place);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryTableStandsInFrontOfTheProtectedOne(Backend.Kind kind, Servers servers) throws Exception {
        String make = kind == Backend.Kind.H2
                ? "CREATE LOCAL TEMPORARY TABLE tempo (id INTEGER, ssn VARCHAR(30))"
                : "CREATE TEMPORARY TABLE person (id INTEGER, ssn VARCHAR(30))";
        // It sets the counter of temporary tables back.
        List<String> made = kind == Backend.Kind.MARIADB ? List.of(make, "FLUSH STATUS") : List.of(make);
        String table = kind == Backend.Kind.H2 ? "tempo" : "person";
        Place place = Place.create(kind, servers);
        List<String> told = sameOrRefused(place, List.of("SELECT ssn FROM person", make));
        if (!told.contains(REFUSED)) {
            sameOrRefused(place, List.of(make, "SELECT count(*) FROM ${home}.person WHERE ssn = '519-12-4407'"));
        }
        // Whatever is done with the temporary table: nothing of the protected one is read or written wrongly.
        try (Connection connection = place.guarded().open()) {
            if (!play(connection, made).contains(REFUSED)) {
                play(connection, List.of("INSERT INTO " + table + " VALUES (5, 'temporary number')"));
                assertThat(play(connection, List.of("SELECT ssn FROM " + table)))
                        .isSubsetOf("[temporary number]", REFUSED);
            }
        }
        try (Connection raw = place.guarded().raw();
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
                Place.create(Backend.Kind.POSTGRESQL, servers),
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')",
                "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'",
                "SET @@session.sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES'",
            })
    void backslashesThatEscapeOrDoNotAreReadLikeThatOrRefused(String setting, Servers servers) throws Exception {
        String marker = "backslash-marker-7320";
        List<String> told = sameOrRefused(
                Place.create(Backend.Kind.MARIADB, servers),
                List.of(
                        "SELECT count(*) FROM person WHERE name IS NOT NULL AND ('a\\' <> ' <> '' OR ssn = 'b')",
                        "INSERT INTO person VALUES (3, 'it\\'s " + marker + "', 'Person \\\\ Three')",
                        setting,
                        "SELECT count(*) FROM person WHERE ssn = 'a\\' OR ssn = 'b'",
                        "INSERT INTO person VALUES (4, 'it''s " + marker + "\\', 'Person \\\\ Four')",
                        "SELECT ssn, name FROM person",
                        "SET sql_mode = DEFAULT",
                        "SELECT ssn, name FROM person WHERE ssn = 'it\\'s " + marker + "\\\\'"));
        assertThat(told).doesNotContain(REFUSED);
        Backend guarded = servers.guarded(Backend.Kind.MARIADB);
        assertThat(Files.readString(guarded.folder().resolve("statements.log"), StandardCharsets.ISO_8859_1))
                .doesNotContain(marker);
    }

    /** What would cut a result before the driver sorts it, or put NULLs elsewhere. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MARIADB|SET sql_select_limit = 1|SET sql_select_limit = DEFAULT",
                "MARIADB|SET sql_select_limit = 0|SET sql_select_limit = DEFAULT",
                "H2|SET DEFAULT_NULL_ORDERING FIRST|SET DEFAULT_NULL_ORDERING LOW",
            })
    void settingsThatChangeWhichRowsComeFirstAreRefused(Backend.Kind kind, String set, String back, Servers servers)
            throws Exception {
        Place place = Place.create(kind, servers);
        String sorted = "SELECT id, tax FROM taxed ORDER BY tax DESC, id LIMIT 1";
        String chosen = "SELECT id FROM taxed WHERE tax < 9";
        try (Connection connection = place.guarded().open()) {
            assertThat(place.play(
                            connection,
                            List.of(
                                    "CREATE TABLE taxed (id INTEGER PRIMARY KEY, tax INTEGER)",
                                    "INSERT INTO taxed VALUES (1, 5), (2, 8), (3, NULL), (4, 9)",
                                    sorted,
                                    chosen,
                                    set,
                                    sorted,
                                    chosen,
                                    "INSERT INTO taxed VALUES (5, 1)",
                                    back,
                                    sorted,
                                    chosen)))
                    .containsExactly(
                            "0",
                            "4",
                            "[4, 9]",
                            "[1, 2]",
                            "0",
                            REFUSED,
                            REFUSED,
                            kind == Backend.Kind.H2 ? "1" : REFUSED,
                            "0",
                            "[4, 9]",
                            kind == Backend.Kind.H2 ? "[1, 2, 5]" : "[1, 2]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')",
                "SET SESSION sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES'",
            })
    void doubleQuotesAroundNamesOrStringsAreReadLikeThatOrRefused(String setting, Servers servers) throws Exception {
        String marker = "quotes-marker-7321";
        String query = "SELECT name FROM person WHERE ssn = \"it's " + marker + "\"";
        List<String> told = sameOrRefused(
                Place.create(Backend.Kind.MARIADB, servers),
                List.of(
                        "INSERT INTO person VALUES (3, \"it's " + marker + "\", \"Person \"\"Three\"\"\")",
                        query,
                        "SELECT ssn, name FROM person WHERE \"ssn\" = 'ssn'",
                        setting,
                        "SELECT ssn, name FROM person WHERE \"ssn\" = 'it''s " + marker + "'",
                        "SELECT count(*) FROM \"person\"",
                        "SELECT count(*) FROM person WHERE ssn = 'it''s " + marker + "'",
                        "SET sql_mode = DEFAULT",
                        query,
                        "SELECT ssn, name FROM person"));
        assertThat(told.stream().map(REFUSED::equals))
                .containsExactly(false, false, false, false, true, true, false, false, false, false);
        Backend guarded = servers.guarded(Backend.Kind.MARIADB);
        assertThat(Files.readString(guarded.folder().resolve("statements.log"), StandardCharsets.ISO_8859_1))
                .doesNotContain(marker);
    }

    @Test
    void barsAreOrOrConcatenationByTheMode(Servers servers) throws Exception {
        String either = "SELECT id FROM person WHERE id = 1 || ssn = 'bars 3'";
        List<String> told = sameOrRefused(
                Place.create(Backend.Kind.MARIADB, servers),
                List.of(
                        "INSERT INTO person VALUES (3, 'bars 3', 'Bars Three')",
                        either,
                        "SET sql_mode = CONCAT(@@sql_mode, ',PIPES_AS_CONCAT')",
                        either,
                        "SELECT id FROM person WHERE ssn = 'bars 3' AND 'a' || 'b' = 'ab'",
                        "SET sql_mode = DEFAULT",
                        either));
        assertThat(told.stream().map(REFUSED::equals)).containsExactly(false, false, false, true, false, false, false);
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatIsRolledBackTakesItsSettingsAndTablesWithIt(Backend.Kind kind, Servers servers)
            throws Exception {
        Place place = Place.create(kind, servers);
        List<List<String>> told = new ArrayList<>();
        try (Connection one = place.plain().open();
                Connection other = place.guarded().open()) {
            for (Connection connection : List.of(one, other)) {
                connection.setAutoCommit(false);
                List<String> line =
                        new ArrayList<>(place.play(connection, List.of(place.use(true), "SELECT ssn FROM person")));
                connection.rollback();
                line.addAll(
                        place.play(connection, List.of("SELECT ssn FROM person", "SELECT name FROM ${home}.person")));
                connection.rollback();
                told.add(line);
            }
        }
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }
}
