package io.tdejdbc.it.life;

import static io.tdejdbc.it.life.Scenario.sameOnBoth;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Servers;
import java.io.StringReader;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that live long, each scenario once on the plain database and once behind the driver. */
@ExtendWith(Servers.Provider.class)
final class StatementReuseTest {

    @ParameterizedTest
    @EnumSource
    void executedAgainWithOnlySomeParametersSetAnew(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                Accounts.bind(statement, 1);
                statement.executeUpdate();
                statement.setInt(1, 2);
                statement.executeUpdate();
                statement.setInt(1, 3);
                statement.setNull(2, Types.VARCHAR);
                statement.executeUpdate();
                statement.setInt(1, 4);
                statement.setString(2, "");
                statement.setCharacterStream(3, new StringReader("from a stream"));
                statement.executeUpdate();
                return List.of();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void clearedParametersAreMissing(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                Accounts.bind(statement, 1);
                statement.executeUpdate();
                statement.clearParameters();
                statement.setInt(1, 2);
                String state = catchThrowableOfType(SQLException.class, statement::executeUpdate)
                        .getSQLState();
                Accounts.bind(statement, 3);
                statement.executeUpdate();
                return List.of(state);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void batchesMixNullAndValuesAndAreEmptyAfterwards(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            List<String> told = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                for (int id = 0; id < 40; id++) {
                    Accounts.bind(statement, id);
                    if (id % 3 == 0) {
                        statement.setNull(2, Types.VARCHAR);
                    }
                    if (id % 5 == 0) {
                        statement.setObject(3, null);
                    }
                    statement.addBatch();
                }
                told.add(Arrays.toString(statement.executeBatch()));
                told.add(Arrays.toString(statement.executeBatch()));
                Accounts.bind(statement, 100);
                statement.addBatch();
                statement.clearBatch();
                told.add(Arrays.toString(statement.executeBatch()));
                Accounts.bind(statement, 101);
                statement.addBatch();
                told.add(Arrays.toString(statement.executeLargeBatch()));
            }
            return told;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatFailsHalfWaySaysHowFarItCame(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            List<String> told = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(Accounts.INSERT)) {
                for (int id : new int[] {1, 2, 1, 3}) {
                    Accounts.bind(statement, id);
                    statement.addBatch();
                }
                BatchUpdateException failure =
                        catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
                told.add(failure.getSQLState() + Arrays.toString(failure.getUpdateCounts()));
            }
            return told;
        });
    }

    @ParameterizedTest
    @EnumSource
    void updatesOfTheSameStatementFindWhatTheLastOneWrote(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            List<String> told = new ArrayList<>();
            Accounts.insert(connection, 1);
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE vault SET code = ?, note = ? WHERE code = ?")) {
                String code = Accounts.code(1);
                for (int round = 0; round < 5; round++) {
                    update.setString(1, "round " + round);
                    update.setString(2, "note of round " + round);
                    update.setString(3, code);
                    told.add(Integer.toString(update.executeUpdate()));
                    code = "round " + round;
                }
            }
            return told;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aQueryIsExecutedAgainWhileRowsComeAndGo(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            List<String> told = new ArrayList<>();
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT id, note FROM vault WHERE code IN (?, ?) ORDER BY id")) {
                for (int id = 1; id < 8; id++) {
                    Accounts.insert(connection, id);
                    query.setString(1, Accounts.code(id));
                    query.setString(2, Accounts.code(id - 1));
                    try (ResultSet rows = query.executeQuery()) {
                        while (rows.next()) {
                            told.add(rows.getInt("id") + rows.getString("note"));
                        }
                    }
                }
            }
            return told;
        });
    }

    @ParameterizedTest
    @EnumSource
    void textBatchesAndUpdateCounts(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("INSERT INTO vault VALUES (1, 'one', 'first'), (2, 'two', NULL)");
                statement.addBatch("UPDATE vault SET note = 'changed' WHERE code = 'two'");
                statement.addBatch("DELETE FROM vault WHERE code <> 'two'");
                List<String> told = new ArrayList<>();
                told.add(Arrays.toString(statement.executeBatch()));
                told.add(Boolean.toString(statement.execute("SELECT note FROM vault")));
                told.add(Integer.toString(statement.getUpdateCount()));
                told.add(Boolean.toString(statement.getMoreResults()));
                return told;
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void scrollingBackAndForth(Backend.Kind kind, Servers servers) throws Exception {
        sameOnBoth(kind, servers, connection -> {
            List<String> told = new ArrayList<>();
            for (int id = 1; id < 6; id++) {
                Accounts.insert(connection, id);
            }
            try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    ResultSet rows = statement.executeQuery("SELECT id, code, note FROM vault ORDER BY id")) {
                told.add(rows.last() + rows.getString(2));
                told.add(rows.first() + rows.getString(3));
                told.add(rows.absolute(3) + rows.getString("code"));
                told.add(rows.relative(-1) + rows.getString("note"));
                told.add(rows.previous() + rows.getString(2) + rows.isFirst());
                rows.afterLast();
                told.add(catchThrowableOfType(SQLException.class, () -> rows.getString(2))
                        .getSQLState());
            }
            return told;
        });
    }
}
