package io.tdejdbc.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.Servers;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rows that an accepted procedure of MariaDB gives, whose columns the server calls by their own names or by labels: the
 * values are decrypted, or an error says that their origin cannot be told.
 */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class RoutineRowsTest {
    private static final String UNKNOWN = "0AT00 TDE-POL-018";
    /** No value, but one of another column. */
    private static final String NOT_AUTHENTIC = "22000 TDE-CRY-003";

    private static final String SSN = "519-12-4407";
    private static final String NAME = "Ann Example";

    /** Queries of procedures, and what their rows are. */
    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("SELECT ssn, name AS n, id FROM person", SSN + " " + NAME + " 1");
        queries.put("SELECT DISTINCT ssn AS x, name AS ssn, ssn AS name FROM person", SSN + " " + NAME + " " + SSN);
        queries.put("SELECT ssn AS x, COUNT(*) FROM person GROUP BY ssn ORDER BY COUNT(*)", SSN + " 1");
        queries.put("SELECT p.name AS x FROM person p JOIN person q ON p.ssn = q.ssn ORDER BY q.city", NAME);
        queries.put("SELECT SQL_BUFFER_RESULT name AS photo FROM person", NAME);
        queries.put("SELECT COUNT(DISTINCT ssn), MAX(city) FROM person GROUP BY ssn WITH ROLLUP LIMIT 1", "1 Rome");
        queries.put("SELECT ssn AS x FROM person UNION SELECT ssn FROM person", UNKNOWN);
        queries.put("SELECT name FROM person UNION ALL SELECT ssn FROM person", UNKNOWN);
        queries.put("SELECT MAX(ssn) AS ssn FROM person", UNKNOWN);
        queries.put("SELECT GROUP_CONCAT(name) AS name FROM person", UNKNOWN);
        queries.put("SELECT COALESCE(ssn, name) AS ssn FROM person", UNKNOWN);
        queries.put("SELECT FIRST_VALUE(ssn) OVER (ORDER BY id) AS ssn FROM person", UNKNOWN);
        queries.put("SELECT q.y AS z FROM (SELECT ssn AS y FROM person) q", UNKNOWN);
        queries.put("SELECT notes.y AS z FROM (SELECT ssn AS y FROM person) notes", UNKNOWN);
        queries.put("SELECT q.y AS z FROM (SELECT DISTINCT ssn AS y FROM person) q", UNKNOWN);
        queries.put("SELECT DISTINCT q.y AS z FROM (SELECT ssn AS y FROM person) q", UNKNOWN);
        queries.put("SELECT DISTINCT q.y AS photo FROM (SELECT ssn AS y FROM person) q", UNKNOWN);
        queries.put("SELECT DISTINCT q.y AS name FROM (SELECT ssn AS y FROM person) q", NOT_AUTHENTIC);
        queries.put("SELECT number FROM v_person", UNKNOWN);
        queries.put("SELECT number AS ssn FROM v_person", UNKNOWN);
        queries.put("SELECT DISTINCT number AS z FROM v_person", UNKNOWN);
        queries.put("SELECT DISTINCT number AS ssn FROM v_person", SSN);
        queries.put("SELECT DISTINCT number AS name FROM v_person", NOT_AUTHENTIC);
        queries.put("SELECT DISTINCT number AS photo FROM v_person", UNKNOWN);
        queries.put("SELECT photo AS p FROM person", "photo");
        queries.put("SELECT photo FROM person", UNKNOWN);
        queries.put("SELECT body FROM notes", "body");
        queries.put("SELECT DISTINCT body AS ssn FROM notes", "body");
        return queries;
    }

    @Test
    void areDecryptedOrRefused(Servers servers) throws Exception {
        Map<String, String> queries = queries();
        String name = servers.newName("rows");
        StringBuilder allowed = new StringBuilder("tde.preflight.allow = view:" + name + ".v_person");
        List<String> definitions = new ArrayList<>(List.of(
                "CREATE VIEW v_person AS SELECT id, ssn AS number, name FROM person",
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, body BLOB)",
                "INSERT INTO notes VALUES (1, 'body')"));
        int number = 0;
        for (String query : queries.keySet()) {
            number++;
            allowed.append(", routine:").append(name).append(".p").append(number);
            definitions.add("CREATE PROCEDURE p" + number + "() READS SQL DATA " + query);
        }
        Guarded guarded = Guarded.create(
                servers.guarded(Backend.Kind.MARIADB).create(name),
                servers.newFolder("rows"),
                List.of(
                        "protect.person.ssn = equality compare=binary",
                        "protect.person.name = random",
                        allowed.toString()));
        try (Connection connection = guarded.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, ssn VARCHAR(30), name VARCHAR(60), "
                    + "city VARCHAR(20), photo BLOB)");
            statement.executeUpdate("INSERT INTO person VALUES (1, '" + SSN + "', '" + NAME + "', 'Rome', 'photo')");
        }
        try (Connection raw = guarded.raw();
                Statement statement = raw.createStatement()) {
            for (String sql : definitions) {
                statement.execute(sql);
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        try (Connection connection = guarded.open()) {
            number = 0;
            for (String query : queries.keySet()) {
                found.put(query, call(connection, "{call p" + ++number + "()}"));
            }
        }
        assertThat(found).isEqualTo(queries);
    }

    private static String call(Connection connection, String call) {
        try (CallableStatement statement = connection.prepareCall(call);
                ResultSet rows = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
            }
            return String.join(" ", values);
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage().split(" ", 2)[0];
        }
    }
}
