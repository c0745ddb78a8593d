package io.tdejdbc.driver.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.internal.types.PostgresTypes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That pgjdbc keeps its rows where they are looked for, and that looking gives what its getters give. */
class PostgresHeldRowsTest {
    private static final int ROWS = 150;
    private static final String SELECT = "SELECT i, CASE WHEN i % 11 = 0 THEN NULL "
            + "ELSE decode('f9' || repeat(lpad(to_hex(i), 2, '0'), i % 50), 'hex') END AS b FROM generate_series(1, "
            + ROWS
            + ") AS i ORDER BY i";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Dialect dialect() {
        return new PostgresDialect(new PostgresTypes(), "public");
    }

    /** The first executions come in text form, later ones in binary form. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100})
    void looksAtWhatTheGettersGive(int fetchSize) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
                statement.setFetchSize(fetchSize);
                for (int execution = 0; execution < 8; execution++) {
                    try (ResultSet rows = statement.executeQuery()) {
                        assertThat(compared(rows, fetchSize)).isEqualTo(ROWS);
                    }
                }
            }
        }
    }

    private static int compared(ResultSet rows, int fetchSize) throws SQLException {
        HeldRows held = dialect().heldRows(rows).orElseThrow();
        assertThat(held.available()).isZero();
        int row = 0;
        byte[][] ahead = new byte[40][];
        int looked = 0;
        int at = 0;
        while (rows.next()) {
            int page = fetchSize == 0 ? ROWS : Math.min(fetchSize, ROWS - row / fetchSize * fetchSize);
            assertThat(held.available()).isEqualTo(page - (fetchSize == 0 ? row : row % fetchSize));
            if (at == looked) {
                looked = held.look(2, ahead);
                at = 0;
                assertThat(looked).isEqualTo(Math.min(ahead.length, held.available()));
            }
            byte[] field = held.field(2);
            assertThat(field).isSameAs(ahead[at++]).isSameAs(held.field(2));
            assertThat(field == null ? null : held.envelope(field)).isEqualTo(rows.getBytes(2));
            row++;
        }
        assertThat(held.available()).isZero();
        assertThat(held.field(2)).isNull();
        return row;
    }

    @Test
    void aClosedResultHoldsNothing() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(SELECT);
            HeldRows held = dialect().heldRows(rows).orElseThrow();
            rows.next();
            assertThat(held.available()).isEqualTo(ROWS);
            rows.close();
            assertThat(held.available()).isZero();
            assertThat(held.field(2)).isNull();
            assertThat(held.look(2, new byte[3][])).isZero();
        }
    }

    @Test
    void otherFormsOfBytesAreNotTold() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET bytea_output = escape");
            try (ResultSet rows = statement.executeQuery("SELECT 1, decode('f9005c', 'hex')")) {
                rows.next();
                HeldRows held = dialect().heldRows(rows).orElseThrow();
                assertThat(held.envelope(held.field(2))).isNull();
            }
        }
    }

    @Test
    void otherDriversResultsAreNotHeld() {
        assertThat(dialect().heldRows(null)).isEmpty();
    }
}
