package io.tdejdbc.it.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.Twin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Views that are made through the driver, and what is read and changed through them. */
@Tag("one-jdk")
@ExtendWith(Servers.Provider.class)
final class ViewsTest {
    private static final List<String> VIEWS = List.of(
            "CREATE VIEW v_people AS SELECT id, ssn, name, city FROM customers WHERE tier >= 0",
            "CREATE VIEW v_all AS SELECT * FROM staging",
            "CREATE VIEW v_join AS SELECT c.id, o.customer_ssn, o.card, o.id AS k FROM customers c JOIN orders o ON "
                    + "o.customer_ssn = c.ssn",
            "CREATE VIEW v_over AS SELECT ssn AS number, COUNT(*) AS n FROM v_people GROUP BY ssn",
            "CREATE VIEW v_union AS SELECT ssn, city FROM customers UNION SELECT ssn, 'Elsewhere' FROM staging",
            "CREATE VIEW v_left AS SELECT s.id, c.email, CASE WHEN s.id > 3 THEN c.ssn END AS late FROM staging s LEFT JOIN "
                    + "(customers c JOIN regions r ON r.city = c.city) ON c.ssn = s.ssn AND c.id <> 5",
            "CREATE VIEW v_in AS SELECT id, memo FROM orders WHERE customer_ssn IN (SELECT ssn FROM staging)");

    private static final List<String> QUERIES = List.of(
            "SELECT * FROM v_people WHERE ssn = '519-12-4407' ORDER BY id",
            "SELECT v.* FROM v_all v WHERE v.iban IS NOT NULL",
            "SELECT id, customer_ssn, card FROM v_join WHERE card <> '4556-7375-8689-1002'",
            "SELECT number, n FROM v_over WHERE n > 1",
            "SELECT ssn FROM v_union WHERE city = 'Elsewhere'",
            "SELECT v.id, v.email, v.late, p.name FROM v_left v JOIN v_people p ON p.id = v.id",
            "SELECT id, memo FROM v_in",
            "SELECT COUNT(*) FROM v_over o JOIN customers c ON c.ssn = o.number",
            "DELETE FROM orders WHERE customer_ssn IN (SELECT number FROM v_over WHERE n > 1)",
            "INSERT INTO staging (id, ssn) SELECT id + 700, ssn FROM v_people WHERE ssn IS NOT NULL");

    private static final List<String> CHANGES = List.of(
            "UPDATE v_people SET ssn = '811-22-9119' WHERE id = 1",
            "UPDATE v_people SET city = 'Rome' WHERE id = 1",
            "INSERT INTO v_all (id, ssn) VALUES (77, '811-22-9119')",
            "DELETE FROM v_people WHERE ssn = '519-12-4407'");

    private static final List<String> JOINED_CHANGES = List.of(
            "UPDATE v_people v JOIN staging s ON s.id = v.id SET v.ssn = '811-22-9119'",
            "DELETE v FROM v_people v JOIN staging s ON s.id = v.id");

    @ParameterizedTest
    @EnumSource
    void viewsAreReadLikeTheirQueriesAndNotChanged(Backend.Kind kind, Servers servers) throws Exception {
        Twin twin = Twin.ofShop(servers, kind, "views");
        try (Connection plain = twin.plain().open();
                Connection driver = twin.guarded().open()) {
            for (String sql : VIEWS) {
                run(plain, sql);
                run(driver, sql);
            }
            plain.setAutoCommit(false);
            driver.setAutoCommit(false);
            for (String sql : QUERIES) {
                assertThat(run(driver, sql)).as(sql).isEqualTo(run(plain, sql)).isNotEmpty();
                plain.rollback();
                driver.rollback();
            }
            List<String> changes = new ArrayList<>(CHANGES);
            if (kind == Backend.Kind.MARIADB) {
                changes.addAll(JOINED_CHANGES);
            }
            for (String sql : changes) {
                assertThatThrownBy(() -> run(driver, sql))
                        .as(sql)
                        .isInstanceOf(SQLFeatureNotSupportedException.class)
                        .hasMessageStartingWith("TDE-SQL-01");
                driver.rollback();
            }
        }
    }

    private static List<String> run(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                rows.add("changed " + statement.getUpdateCount());
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= columns; i++) {
                        row.append(result.getMetaData().getColumnLabel(i))
                                .append('=')
                                .append(result.getString(i))
                                .append(' ');
                    }
                    rows.add(row.toString());
                }
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
