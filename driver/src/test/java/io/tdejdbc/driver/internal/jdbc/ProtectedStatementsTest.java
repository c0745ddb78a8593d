package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.sqlparse.Plan;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protected statements on H2 against the plain twin. */
class ProtectedStatementsTest extends TwinTest {
    @Test
    void valuesComeBackAndAreStoredEncrypted() throws SQLException {
        same(c -> insert(c, 1, "Ann", "12.50"));
        same(c -> insert(c, 2, null, null));
        same(this::rows);
        assertThat(stored("NAME", 1)).startsWith((byte) 0xF9).hasSize(44 + 3);
        assertThat(stored("NAME", 2)).isNull();
        assertThat(new String(stored("NOTE", 1), StandardCharsets.ISO_8859_1)).doesNotContain("note");
    }

    @Test
    void everyExecutionEncryptsAnew() throws SQLException {
        try (PreparedStatement statement = twins.ours.prepareStatement(insert)) {
            set(statement, 1, "Ann", "1");
            statement.executeUpdate();
            statement.setInt(1, 2);
            statement.executeUpdate();
        }
        assertThat(stored("NAME", 1)).isNotEqualTo(stored("NAME", 2));
        assertThat(rows(twins.ours).toString()).contains("Ann");
    }

    @Test
    void aMissingParameterIsTheErrorOfThePlainDriver() {
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                set(statement, 1, "Ann", "1");
                statement.clearParameters();
                statement.setInt(1, 1);
                return statement.executeUpdate();
            }
        });
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                statement.setInt(1, 1);
                statement.addBatch();
                return statement.executeBatch();
            }
        });
        same(this::rows);
    }

    @Test
    void wrongIndexesAreTheErrorOfThePlainDriver() {
        for (int index : new int[] {-1, 0, 7, 100}) {
            same(c -> {
                try (PreparedStatement statement = c.prepareStatement(insert)) {
                    statement.setString(index, "x");
                    return "set";
                }
            });
            same(c -> {
                insert(c, index + 1000, "Ann", "1");
                try (PreparedStatement statement = c.prepareStatement(select);
                        ResultSet result = statement.executeQuery()) {
                    result.next();
                    return result.getString(index);
                }
            });
        }
    }

    @Test
    void valuesThatDoNotFitAreTheErrorOfThePlainColumn() {
        same(c -> insert(c, 1, "a name that is far too long for it", "1"));
        same(c -> insert(c, 1, "Ann", "123456789012345"));
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                set(statement, 1, "Ann", "1");
                statement.setString(4, "no number");
                return statement.executeUpdate();
            }
        });
        same(this::rows);
    }

    @Test
    void closedObjectsGiveTheErrorOfThePlainDriver() {
        same(c -> {
            PreparedStatement statement = c.prepareStatement(insert);
            statement.close();
            statement.close();
            statement.setString(2, "x");
            return "set";
        });
        same(c -> {
            PreparedStatement statement = c.prepareStatement(select);
            ResultSet result = statement.executeQuery();
            statement.close();
            assertThat(result.isClosed()).isTrue();
            return result.next();
        });
    }

    @Test
    void batchesOfAllSizesWithNulls() {
        for (int size : new int[] {0, 1, 2, 500}) {
            same(c -> {
                try (PreparedStatement statement = c.prepareStatement(insert)) {
                    for (int i = 0; i < size; i++) {
                        set(statement, size * 1000 + i, i % 3 == 0 ? null : "name " + i, i % 5 == 0 ? null : "1." + i);
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                }
            });
        }
        same(this::rows);
    }

    @Test
    void batchedValuesAreCopiedAndParametersStayBetweenRows() {
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                byte[] data = {1, 2, 3};
                set(statement, 1, "Ann", "1");
                statement.setBytes(6, data);
                statement.addBatch();
                data[0] = 9;
                statement.setInt(1, 2);
                statement.addBatch();
                statement.setInt(1, 3);
                statement.setNull(3, Types.VARCHAR);
                statement.addBatch();
                int[] counts = statement.executeBatch();
                statement.setInt(1, 4);
                statement.executeUpdate();
                return counts;
            }
        });
        same(this::rows);
    }

    @Test
    void aFailingBatchKeepsItsCountsAndLeavesAnEmptyBatch() {
        same(c -> insert(c, 2, "Bob", "1"));
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                for (int i = 1; i <= 3; i++) {
                    set(statement, i, "name " + i, "1");
                    statement.addBatch();
                }
                List<Object> outcome = new ArrayList<>();
                try {
                    statement.executeBatch();
                } catch (BatchUpdateException e) {
                    outcome.add(e.getUpdateCounts());
                    outcome.add(e.getSQLState());
                }
                outcome.add(statement.executeBatch());
                statement.setInt(1, 7);
                statement.addBatch();
                outcome.add(statement.executeBatch());
                return outcome;
            }
        });
        same(this::rows);
    }

    @Test
    void aClearedBatchIsEmpty() {
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                set(statement, 1, "Ann", "1");
                statement.addBatch();
                statement.clearBatch();
                return statement.executeBatch();
            }
        });
        same(this::rows);
    }

    @Test
    void literalsOfStatementsAreEncrypted() throws SQLException {
        String text = twins.planner.statement(Plan.Kind.INSERT, "INSERT INTO P(ID, NAME) VALUES (1, 'Ann'{P.NAME})");
        same(c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate(text);
            }
        });
        same(this::rows);
        assertThat(stored("NAME", 1)).startsWith((byte) 0xF9);
    }

    @Test
    void literalsOfPreparedStatementsAreEncrypted() {
        String text = twins.planner.statement(
                Plan.Kind.INSERT, "INSERT INTO P(ID, NAME, SALARY) VALUES (?, 'Ann'{P.NAME}, ?{P.SALARY})");
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(text)) {
                statement.setInt(1, 1);
                statement.setInt(2, 5);
                statement.addBatch();
                statement.setInt(1, 2);
                statement.addBatch();
                statement.executeBatch();
                statement.setInt(1, 3);
                return statement.execute();
            }
        });
        same(this::rows);
    }

    @Test
    void batchesOfTextsKeepTheirOrder() {
        String first = twins.planner.statement(Plan.Kind.INSERT, "INSERT INTO P(ID, NAME) VALUES (1, 'Ann'{P.NAME})");
        String second = twins.planner.statement(Plan.Kind.UPDATE, "UPDATE P SET NAME = 'Bob'{P.NAME} WHERE ID = 1");
        same(c -> {
            try (Statement statement = c.createStatement()) {
                statement.addBatch("INSERT INTO P(ID) VALUES (9)");
                statement.addBatch(first);
                statement.addBatch("UPDATE P SET REMARK = 'x' WHERE ID = 1");
                statement.addBatch(second);
                statement.addBatch("DELETE FROM P WHERE ID = 9");
                return statement.executeBatch();
            }
        });
        same(this::rows);
    }

    @Test
    void oneParameterFeedsSeveralMarkers() throws SQLException {
        String text = twins.planner.statement(
                Plan.Kind.INSERT, "INSERT INTO P(ID, REMARK, NAME, NOTE) VALUES (?1, ?2, ?2{P.NAME}, ?2{P.NOTE})");
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(text)) {
                statement.setInt(1, 1);
                statement.setString(2, "Ann");
                return statement.executeUpdate();
            }
        });
        same(this::rows);
        assertThat(stored("REMARK", 1)).isEqualTo("Ann".getBytes(StandardCharsets.UTF_8));
        assertThat(stored("NAME", 1)).startsWith((byte) 0xF9);
    }

    @Test
    void aTestForNullNeverSeesTheValue() {
        String text = twins.planner.statement(
                Plan.Kind.QUERY, "SELECT ID FROM P WHERE ? = ID OR ?null{P.NAME} IS NULL ORDER BY ID", "");
        same(c -> insert(c, 1, "Ann", "1"));
        same(c -> insert(c, 2, "Bob", "1"));
        for (String value : new String[] {null, "Ann"}) {
            same(c -> {
                try (PreparedStatement statement = c.prepareStatement(text)) {
                    statement.setInt(1, 2);
                    statement.setString(2, value);
                    List<Object> ids = new ArrayList<>();
                    try (ResultSet result = statement.executeQuery()) {
                        while (result.next()) {
                            ids.add(result.getInt(1));
                        }
                    }
                    return ids;
                }
            });
        }
    }

    @Test
    void anOvertakenPlanStopsTheStatementBeforeAnythingIsWritten() throws SQLException {
        try (PreparedStatement statement = twins.ours.prepareStatement(insert)) {
            set(statement, 1, "Ann", "1");
            twins.planner.forget(insert);
            assertThatThrownBy(statement::executeUpdate)
                    .isInstanceOf(SQLTransientException.class)
                    .hasMessageContaining("TDE-JDB-001");
            statement.addBatch();
            assertThatThrownBy(statement::executeBatch).isInstanceOf(SQLTransientException.class);
        }
        assertThat(twins.onOurs(this::rows)).isEqualTo("[]");
    }

    @Test
    void effectsAreToldAlsoOfFailures() throws SQLException {
        try (Statement statement = twins.ours.createStatement()) {
            twins.planner.events.clear();
            assertThatThrownBy(() -> statement.execute("no statement")).isInstanceOf(SQLException.class);
            assertThat(twins.planner.events).containsExactly("executed");
        }
        String ddl = twins.planner.statement(Plan.Kind.UTILITY, "CREATE TABLE LATER(ID INT)");
        twins.planner.events.clear();
        Twins.execute(twins.ours, ddl);
        assertThat(twins.planner.events).containsExactly("before", "executed", "after true");
        twins.planner.events.clear();
        assertThatThrownBy(() -> Twins.execute(twins.ours, ddl)).isInstanceOf(SQLException.class);
        assertThat(twins.planner.events).containsExactly("before", "executed", "after false");
    }

    @Test
    void aCallOrAPreparedBatchThatNamesProtectedDataIsRefused() throws SQLException {
        assertThatThrownBy(() -> twins.ours.prepareCall(insert))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("TDE-JDB-012");
        try (PreparedStatement statement = twins.ours.prepareStatement(update)) {
            assertThatThrownBy(() -> statement.addBatch(update))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("TDE-JDB-002");
            assertThatThrownBy(() -> statement.setRef(1, stubRef())).hasMessageContaining("TDE-JDB-004");
        }
    }

    private static java.sql.Ref stubRef() {
        return (java.sql.Ref) java.lang.reflect.Proxy.newProxyInstance(
                ProtectedStatementsTest.class.getClassLoader(), new Class<?>[] {java.sql.Ref.class}, (p, m, a) -> null);
    }

    @Test
    void textFormsShowNoValues() throws SQLException {
        try (PreparedStatement statement = twins.ours.prepareStatement(insert)) {
            set(statement, 1, "Secret", "1");
            assertThat(statement.toString()).startsWith("TDE-JDBC wrapping ").doesNotContain("Secret");
        }
    }
}
