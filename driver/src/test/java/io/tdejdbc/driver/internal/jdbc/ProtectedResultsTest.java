package io.tdejdbc.driver.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.sqlparse.Effects;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results of protected statements on H2 against the plain twin. */
class ProtectedResultsTest extends TwinTest {
    @Test
    void metadataShowsTheDeclaredTypes() {
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(select)) {
                return describe(statement.getMetaData());
            }
        });
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(select);
                    ResultSet result = statement.executeQuery()) {
                return describe(result.getMetaData());
            }
        });
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(insert)) {
                ParameterMetaData metaData = statement.getParameterMetaData();
                List<Object> described = new ArrayList<>();
                described.add(metaData.getParameterCount());
                for (int i = 1; i <= metaData.getParameterCount(); i++) {
                    described.add(metaData.getParameterType(i));
                    described.add(metaData.getParameterTypeName(i));
                    described.add(metaData.getParameterClassName(i));
                    described.add(metaData.getPrecision(i));
                    described.add(metaData.getScale(i));
                    described.add(metaData.getParameterMode(i));
                }
                return described;
            }
        });
    }

    private static Object describe(ResultSetMetaData metaData) throws SQLException {
        List<Object> described = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            described.add(metaData.getColumnLabel(i));
            described.add(metaData.getColumnType(i));
            described.add(metaData.getColumnTypeName(i));
            described.add(metaData.getColumnClassName(i));
            described.add(metaData.getPrecision(i));
            described.add(metaData.getScale(i));
            described.add(metaData.getColumnDisplaySize(i));
            described.add(metaData.isSigned(i));
            described.add(metaData.isCaseSensitive(i));
        }
        return described;
    }

    @Test
    void catalogShowsTheApplicationsView() throws SQLException {
        Twins.execute(twins.inner, "CREATE TABLE TDE_KEY(ID INT)");
        same(c -> {
            List<Object> columns = new ArrayList<>();
            try (ResultSet result = c.getMetaData().getColumns(null, "PUBLIC", "%", "%")) {
                while (result.next()) {
                    columns.add(result.getString("TABLE_NAME"));
                    columns.add(result.getString("COLUMN_NAME"));
                    columns.add(result.getInt("DATA_TYPE"));
                    columns.add(result.getString("TYPE_NAME"));
                    columns.add(result.getObject("COLUMN_SIZE"));
                    columns.add(result.getObject("NUM_PREC_RADIX"));
                    columns.add(result.getInt(10));
                    columns.add(result.wasNull());
                    columns.add(result.getString("DECIMAL_DIGITS"));
                    columns.add(result.getLong(7));
                    columns.add(result.getObject(7, Long.class));
                }
            }
            return columns;
        });
        same(c -> {
            List<Object> tables = new ArrayList<>();
            try (ResultSet result = c.getMetaData().getTables(null, "PUBLIC", "%", null)) {
                tables.add(result.last());
                tables.add(result.getRow());
                tables.add(result.isLast());
                result.beforeFirst();
                while (result.next()) {
                    tables.add(result.getString(3));
                    tables.add(result.getRow());
                }
            }
            return tables;
        });
        assertThat(twins.ours.getMetaData().getURL()).isEqualTo("jdbc:tde:h2:mem:");
        assertThat(twins.ours.getMetaData().getConnection()).isSameAs(twins.ours);
    }

    @Test
    void aTamperedValueFailsAndTheRowsAroundItAreRead() throws SQLException {
        insert(twins.ours, 1, "Ann", "1");
        insert(twins.ours, 2, "Bob", "1");
        insert(twins.ours, 3, "Cid", "1");
        byte[] envelope = stored("NAME", 2);
        envelope[envelope.length - 1] ^= 1;
        try (PreparedStatement statement = twins.inner.prepareStatement("UPDATE P SET NAME = ? WHERE ID = 2")) {
            statement.setBytes(1, envelope);
            statement.executeUpdate();
        }
        try (Statement statement = twins.ours.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString("NAME")).isEqualTo("Ann");
            assertThat(result.next()).isTrue();
            assertThatThrownBy(() -> result.getString(2))
                    .isInstanceOf(SQLDataException.class)
                    .hasMessageContaining("TDE-CRY-")
                    .hasMessageContaining("P.NAME")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("22000");
            assertThat(result.getBigDecimal(3)).isEqualByComparingTo("1");
            assertThat(result.next()).isTrue();
            assertThat(result.getString(2)).isEqualTo("Cid");
        }
    }

    @Test
    void aValueMovedToAnotherColumnFails() throws SQLException {
        insert(twins.ours, 1, "Ann", "1");
        Twins.execute(twins.inner, "UPDATE P SET NAME = CAST(NOTE AS VARBINARY)");
        try (Statement statement = twins.ours.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            result.next();
            assertThatThrownBy(() -> result.getString(2)).isInstanceOf(SQLDataException.class);
        }
    }

    @Test
    void backReferencesAndRepeatedLooksAtOneResult() throws SQLException {
        insert(twins.ours, 1, "Ann", "1");
        try (Statement statement = twins.ours.createStatement()) {
            assertThat(statement.getConnection()).isSameAs(twins.ours);
            assertThat(statement.execute(select)).isTrue();
            ResultSet result = statement.getResultSet();
            assertThat(result).isSameAs(statement.getResultSet());
            assertThat(result.getStatement()).isSameAs(statement);
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getResultSet()).isNull();
        }
        assertThat(twins.ours.unwrap(Connection.class)).isSameAs(twins.ours);
        assertThat(twins.ours.unwrap(org.h2.jdbc.JdbcConnection.class)).isSameAs(twins.inner);
        assertThat(twins.ours.isWrapperFor(org.h2.jdbc.JdbcConnection.class)).isTrue();
    }

    @Test
    void generatedKeysAreResolved() {
        for (int form = 0; form < 2; form++) {
            int id = form;
            same(c -> {
                try (PreparedStatement statement = id == 0
                        ? c.prepareStatement(insert, new String[] {"ID", "NAME"})
                        : c.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
                    set(statement, id, "Ann", "1");
                    statement.executeUpdate();
                    List<Object> keys = new ArrayList<>();
                    try (ResultSet result = statement.getGeneratedKeys()) {
                        while (result.next()) {
                            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                                keys.add(result.getString(i));
                            }
                        }
                    }
                    return keys;
                }
            });
        }
    }

    @Test
    void updatableResultSets() {
        same(c -> insert(c, 1, "Ann", "1"));
        same(c -> {
            try (Statement statement =
                            c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet result = statement.executeQuery(select)) {
                result.next();
                result.updateString("NAME", "Bea");
                result.updateBigDecimal(3, null);
                result.updateRow();
                result.moveToInsertRow();
                result.updateInt(1, 2);
                result.updateString(2, "Cid");
                result.updateInt(3, 77);
                result.updateCharacterStream(4, new StringReader("long"), 4);
                result.updateBytes("DATA", new byte[] {1});
                result.insertRow();
                result.moveToCurrentRow();
                result.updateString(2, "never written");
                result.cancelRowUpdates();
                result.updateString(1, "1");
                result.updateRow();
                return "updated";
            }
        });
        same(this::rows);
        same(c -> {
            try (Statement statement =
                            c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet result = statement.executeQuery(select)) {
                result.next();
                result.updateString("NAME", "a name that is far too long for it");
                result.updateRow();
                return "updated";
            }
        });
    }

    @Test
    void resultsOfStatementsWithEffectsAreResolved() throws SQLException {
        insert(twins.ours, 1, "Ann", "1");
        String call = "SELECT NAME FROM P";
        twins.planner.plain(call, new Effects(true, false, false));
        try (Statement statement = twins.ours.createStatement();
                ResultSet result = statement.executeQuery(call)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("Ann");
        }
        try (var statement = twins.ours.prepareCall("SELECT NAME FROM P");
                ResultSet result = statement.executeQuery()) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("Ann");
        }
    }

    @Test
    void largeObjectsAnswerAllReadingMethods() {
        same(c -> insert(c, 1, "Ann", "1"));
        same(c -> {
            try (PreparedStatement statement = c.prepareStatement(select);
                    ResultSet result = statement.executeQuery()) {
                result.next();
                var clob = result.getClob("NOTE");
                var blob = result.getBlob("DATA");
                return java.util.Arrays.asList(
                        clob.length(),
                        clob.getSubString(2, 3),
                        clob.getCharacterStream(),
                        clob.getAsciiStream(),
                        clob.getCharacterStream(3, 2),
                        blob.length(),
                        blob.getBytes(2, 2),
                        blob.getBinaryStream(),
                        blob.getBinaryStream(2, 2),
                        result.getCharacterStream(4),
                        result.getBinaryStream(5),
                        result.getObject(4, java.sql.Clob.class),
                        result.getObject(5, java.sql.Blob.class));
            }
        });
    }

    @Test
    void positionsInLargeObjectsAreFound() throws SQLException {
        insert(twins.ours, 1, "Ann", "1");
        try (PreparedStatement statement = twins.ours.prepareStatement(select);
                ResultSet result = statement.executeQuery()) {
            result.next();
            var clob = result.getClob("NOTE");
            assertThat(clob.position("of", 1)).isEqualTo(6);
            assertThat(clob.position("of", 7)).isEqualTo(-1);
            assertThat(clob.position(result.getClob("NOTE"), 1)).isEqualTo(1);
            assertThatThrownBy(() -> clob.getSubString(0, 1))
                    .isInstanceOf(SQLDataException.class)
                    .hasMessageContaining("TDE-JDB-007");
            assertThatThrownBy(() -> clob.setString(1, "x")).hasMessageContaining("TDE-JDB-009");
            var blob = result.getBlob("DATA");
            assertThat(blob.position(new byte[] {'t', 'a'}, 1)).isEqualTo(3);
            assertThat(blob.position(result.getBlob("DATA"), 1)).isEqualTo(1);
            assertThatThrownBy(() -> blob.getBytes(99, 1)).hasMessageContaining("TDE-JDB-007");
            assertThatThrownBy(() -> blob.truncate(1)).hasMessageContaining("TDE-JDB-009");
            clob.free();
            blob.free();
            assertThatThrownBy(clob::length).hasMessageContaining("TDE-JDB-008");
            assertThatThrownBy(blob::length).hasMessageContaining("TDE-JDB-008");
            assertThatThrownBy(() -> result.getSQLXML("NAME"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("TDE-JDB-003");
        }
    }
}
