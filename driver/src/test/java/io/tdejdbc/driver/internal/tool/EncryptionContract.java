package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.Database;
import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption of what is there, by the command line, on each backend. */
abstract class EncryptionContract {
    @TempDir
    Path folder;

    Deployment deployment;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    abstract Database database();

    /** Columns of every kind with the literals of a few values each. */
    abstract List<Kind> kinds();

    /** A type and some values as literals. */
    record Kind(String column, String type, List<String> values) {
        static Kind of(String column, String type, String... values) {
            return new Kind(column, type, List.of(values));
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        deployment = Deployment.in(folder, database().fresh(folder));
    }

    int tde(String command, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--config", deployment.file().toString(), "--url", deployment.plainUrl()));
        arguments.addAll(List.of(more));
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }

    void plain(String... statements) throws SQLException {
        try (Connection connection = deployment.connectPlain()) {
            execute(connection, statements);
        }
    }

    private void customers(int rows) throws SQLException {
        plain(
                "CREATE TABLE customers(id int primary key, ssn varchar(11) not null, name varchar(40), note varchar(10))",
                "CREATE UNIQUE INDEX by_ssn ON customers(ssn)");
        try (Connection connection = deployment.connectPlain()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < rows; i++) {
                execute(
                        connection,
                        "INSERT INTO customers VALUES (" + i + ", 'S" + i + "', "
                                + (i % 5 == 0 ? "NULL" : "'Name " + i % 7 + "'") + ", 'n')");
            }
            connection.commit();
        }
    }

    private void rules() throws Exception {
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
    }

    @Test
    void encryptsValuesOfEveryTypeAndGivesThemBackTheSame() throws Exception {
        List<String> columns = kinds().stream().map(Kind::column).toList();
        StringBuilder create = new StringBuilder("CREATE TABLE everything(id int primary key");
        List<String> lines = new ArrayList<>();
        for (Kind kind : kinds()) {
            create.append(", ").append(kind.column()).append(' ').append(kind.type());
            lines.add("protect.everything." + kind.column() + "=random");
        }
        plain(create + ")");
        int most = kinds().stream().mapToInt(kind -> kind.values().size()).max().orElseThrow();
        for (int row = 0; row <= most; row++) {
            StringBuilder insert = new StringBuilder("INSERT INTO everything VALUES (" + row);
            for (Kind kind : kinds()) {
                insert.append(", ")
                        .append(row < kind.values().size() ? kind.values().get(row) : "NULL");
            }
            plain(insert + ")");
        }
        deployment.lines(lines.toArray(String[]::new));
        String query = "SELECT " + String.join(", ", columns) + " FROM everything ORDER BY id";
        List<String> before;
        try (Connection connection = deployment.connectPlain()) {
            before = rows(connection, query);
        }
        assertThat(tde("init")).as(err::toString).isZero();
        assertThat(tde("encrypt")).as(err::toString).isZero();
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, query)).isEqualTo(before);
        }
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(connection, query)).doesNotContainAnyElementsOf(before.subList(0, most));
        }
    }

    @Test
    void encryptsTheValuesOfAChunkTogether() throws Exception {
        customers(2_500);
        rules();
        assertThat(tde("init")).as(err::toString).isZero();
        assertThat(tde("encrypt")).as(err::toString).isZero();
        Set<String> sessions = new HashSet<>();
        Set<String> counters = new HashSet<>();
        try (Connection connection = deployment.connectPlain();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("SELECT name FROM customers WHERE name IS NOT NULL")) {
            while (names.next()) {
                String envelope = HexFormat.of().formatHex(names.getBytes(1));
                sessions.add(envelope.substring(8, 48));
                counters.add(envelope.substring(48, 56));
            }
        }
        assertThat(sessions)
                .as("salts and nonce prefixes of 2,000 names in chunks of 1,000 rows")
                .hasSize(3);
        assertThat(counters).as("counters in them").hasSizeBetween(800, 1_000);
    }

    @Test
    void keepsOrderConstraintsAndOtherColumns() throws Exception {
        customers(2_500);
        rules();
        List<String> before;
        try (Connection connection = deployment.connectPlain()) {
            before = rows(connection, "SELECT * FROM customers ORDER BY id");
        }
        assertThat(tde("init")).as(err::toString).isZero();
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-POL-007", "tde encrypt");
        assertThat(tde("encrypt")).as(err::toString).isZero();
        assertThat(out.toString()).contains("2,500 rows");
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT * FROM customers ORDER BY id")).isEqualTo(before);
            assertThat(rows(connection, "SELECT id FROM customers WHERE ssn = 'S77'"))
                    .containsExactly("77");
            assertThatThrownBy(() -> execute(connection, "INSERT INTO customers VALUES (9999, 'S1', 'x', 'n')"))
                    .isInstanceOf(SQLException.class)
                    .satisfies(failure ->
                            assertThat(((SQLException) failure).getSQLState()).isEqualTo("23505"));
            assertThatThrownBy(() -> execute(connection, "INSERT INTO customers(id, name) VALUES (9999, 'x')"))
                    .isInstanceOf(SQLException.class)
                    .satisfies(failure ->
                            assertThat(((SQLException) failure).getSQLState()).isEqualTo("23502"));
        }
        assertThat(tde("encrypt")).isZero();
        assertThat(out.toString()).contains("nothing to do");
        assertThat(tde("check")).as(out::toString).isZero();
        assertThat(tde("status")).isZero();
        assertThat(out.toString()).contains("2,000", "ENCRYPTED");
    }

    @Test
    void worksOnEmptyTables() throws Exception {
        customers(0);
        rules();
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).as(err::toString).isZero();
        try (Connection connection = deployment.connect()) {
            execute(connection, "INSERT INTO customers VALUES (1, 'S1', 'x', 'n')");
            assertThat(rows(connection, "SELECT ssn, name FROM customers")).containsExactly("S1|x");
        }
    }

    @Test
    void checkChangesNothingAndTellsWhatIsWrong() throws Exception {
        customers(10);
        rules();
        assertThat(tde("check")).isEqualTo(1);
        assertThat(out.toString()).contains("TDE-MET-001");
        assertThat(tde("init")).isZero();
        assertThat(tde("check")).isEqualTo(1);
        assertThat(out.toString()).contains("10 plain", "TDE-POL-007");
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT ssn FROM customers WHERE id = 1"))
                    .containsExactly("S1");
        }
    }

    @Test
    void refusesWhatStandsInTheWayAndChangesNothing() throws Exception {
        customers(3);
        plain(
                "CREATE VIEW v AS SELECT ssn FROM customers",
                "ALTER TABLE customers ALTER COLUMN name SET DEFAULT 'nobody'",
                "ALTER TABLE customers ADD CONSTRAINT long_enough CHECK (length(ssn) > 1)");
        rules();
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).isEqualTo(1);
        String schema = database().schema() + ".";
        assertThat(err.toString())
                .contains(
                        "TDE-POL-011",
                        "view:" + schema + database().name("v"),
                        "check:" + schema + database().name("long_enough"),
                        "default:" + schema + database().name("customers") + "."
                                + database().name("name"));
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(connection, "SELECT ssn FROM customers WHERE id = 1"))
                    .containsExactly("S1");
        }
    }

    @Test
    void refusesAForeignKeyAndARandomKey() throws Exception {
        plain(
                "CREATE TABLE customers(id int primary key, ssn varchar(11) unique, name varchar(40))",
                "CREATE TABLE cards(id int, ssn varchar(11) REFERENCES customers(ssn))");
        rules();
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-POL-011", "foreign-key:");
        Deployment other = Deployment.in(folder, database().fresh(folder));
        deployment = other;
        plain("CREATE TABLE customers(id int primary key, ssn varchar(11) unique)");
        deployment.lines("protect.customers.ssn=random");
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-POL-013", "unique key");
    }

    @Test
    void joinsEncryptedColumnsOfOneDomainWithAForeignKey() throws Exception {
        deployment.pending("protect.customers.ssn=equality domain=ssn", "protect.cards.ssn=equality domain=ssn");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int primary key, ssn varchar(11) unique)",
                    "CREATE TABLE cards(id int, ssn varchar(11))",
                    "INSERT INTO customers VALUES (1, 'S1')",
                    "INSERT INTO cards VALUES (7, 'S1')");
            plain("ALTER TABLE cards ADD FOREIGN KEY (ssn) REFERENCES customers(ssn)");
            assertThat(rows(connection, "SELECT c.id, d.id FROM customers c JOIN cards d ON d.ssn = c.ssn"))
                    .containsExactly("1|7");
            assertThatThrownBy(() -> execute(connection, "INSERT INTO cards VALUES (8, 'S2')"))
                    .isInstanceOf(SQLException.class);
        }
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT ssn FROM cards")).containsExactly("S1");
        }
    }

    @Test
    void forgetsOnlyWhatHoldsNothing() throws Exception {
        customers(3);
        rules();
        tde("init");
        tde("encrypt");
        String column = database().schema() + "." + database().name("customers") + "."
                + database().name("name");
        assertThat(tde("forget", column)).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-POL-006");
        plain("ALTER TABLE customers DROP COLUMN name");
        deployment.lines("protect.customers.ssn=equality");
        assertThatThrownBy(deployment::connect).hasMessageContainingAll("TDE-POL-002", "tde forget");
        assertThat(tde("forget", column)).as(err::toString).isZero();
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT ssn FROM customers ORDER BY id"))
                    .containsExactly("S0", "S1", "S2");
        }
    }
}
