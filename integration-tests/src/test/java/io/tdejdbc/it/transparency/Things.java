package io.tdejdbc.it.transparency;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Resources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** One table with a column of each common type, and three rows: ordinary values, the ends of ranges, NULLs. */
final class Things {
    static final List<String> COLUMNS =
            List.of("id", "t", "c", "si", "i", "l", "n", "r", "d", "b", "dt", "tm", "ts", "bin", "txt", "nul");

    /** A text for each column that the column takes. */
    private static final List<String> TEXTS = List.of(
            "100",
            "seven",
            "sev",
            "7",
            "70",
            "700",
            "7.25",
            "7.5",
            "7.125",
            "true",
            "2024-02-03",
            "04:05:06",
            "2024-02-03 04:05:06.789",
            "07",
            "seventh",
            "nil");

    static final String INSERT =
            "INSERT INTO things (" + String.join(", ", COLUMNS) + ") VALUES (" + "?, ".repeat(15) + "?)";
    static final String ALL = "SELECT " + String.join(", ", COLUMNS) + " FROM things ORDER BY id";

    private Things() {}

    /** Which columns a policy protects: the searchable ones of the most used types, all others not. */
    static List<String> policy() {
        return Resources.lines("/transparency/things.policy");
    }

    static void create(Connection connection, Backend.Kind kind) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String ddl :
                    kind.ddl(Resources.text("/transparency/things.sql")).split(";\\s*\n")) {
                statement.execute(ddl);
            }
        }
        row(connection, 1, "one", "1", "1", "1", "1", "1.50", "1.5", "1.25", "true", "2001-01-01", "01:01:01");
        row(
                connection,
                2,
                "",
                "",
                "-32768",
                "-2147483648",
                "-9223372036854775808",
                "-9999999999.99",
                "-3.5",
                "-1E300",
                "false",
                "1970-01-01",
                "00:00:00");
        row(connection, 3, new String[11]);
    }

    /**
     * Lets the server count rows and pages once and never again, so that the metadata of indexes stays the same, and makes
     * the function that calls call where the server's own ones cannot be called.
     *
     * @param connection one of the database's own driver
     */
    static void settle(Connection connection, Backend.Kind kind) throws SQLException {
        List<String> statements = switch (kind) {
            case H2 -> List.of();
            case POSTGRESQL -> List.of("ALTER TABLE things SET (autovacuum_enabled = false)", "ANALYZE things");
            case MARIADB ->
                List.of(
                        "ALTER TABLE things STATS_AUTO_RECALC = 0",
                        "ANALYZE TABLE things",
                        "CREATE FUNCTION magnitude(x INTEGER) RETURNS INTEGER DETERMINISTIC NO SQL RETURN abs(x)");
        };
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A function of one number. */
    static String function(Backend.Kind kind) {
        return kind == Backend.Kind.MARIADB ? "magnitude" : "abs";
    }

    private static void row(Connection connection, int id, String... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, id);
            insert.setString(2, values[0]);
            insert.setString(3, values[1]);
            setNumber(insert, 4, values[2] == null ? null : Short.valueOf(values[2]), java.sql.Types.SMALLINT);
            setNumber(insert, 5, values[3] == null ? null : Integer.valueOf(values[3]), java.sql.Types.INTEGER);
            setNumber(insert, 6, values[4] == null ? null : Long.valueOf(values[4]), java.sql.Types.BIGINT);
            setNumber(
                    insert, 7, values[5] == null ? null : new java.math.BigDecimal(values[5]), java.sql.Types.NUMERIC);
            setNumber(insert, 8, values[6] == null ? null : Float.valueOf(values[6]), java.sql.Types.REAL);
            setNumber(insert, 9, values[7] == null ? null : Double.valueOf(values[7]), java.sql.Types.DOUBLE);
            setNumber(insert, 10, values[8] == null ? null : Boolean.valueOf(values[8]), java.sql.Types.BOOLEAN);
            insert.setDate(11, values[9] == null ? null : java.sql.Date.valueOf(values[9]));
            insert.setTime(12, values[10] == null ? null : java.sql.Time.valueOf(values[10]));
            insert.setTimestamp(
                    13,
                    values[9] == null ? null : java.sql.Timestamp.valueOf(values[9] + " " + values[10] + ".123456"));
            insert.setBytes(14, values[0] == null ? null : values[0].getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.setString(15, values[0]);
            insert.setNull(16, java.sql.Types.VARCHAR);
            insert.executeUpdate();
        }
    }

    private static void setNumber(PreparedStatement insert, int index, Object value, int type) throws SQLException {
        if (value == null) {
            insert.setNull(index, type);
        } else {
            insert.setObject(index, value);
        }
    }

    /** The INSERT with a value for every parameter. */
    static PreparedStatement insert(Connection connection) throws SQLException {
        PreparedStatement insert = connection.prepareStatement(INSERT);
        insert.setInt(1, 100);
        insert.setString(2, "hundred");
        for (int index = 3; index <= COLUMNS.size(); index++) {
            insert.setNull(index, nullType(index));
        }
        return insert;
    }

    private static int nullType(int index) {
        return switch (index) {
            case 4 -> java.sql.Types.SMALLINT;
            case 5 -> java.sql.Types.INTEGER;
            case 6 -> java.sql.Types.BIGINT;
            case 7 -> java.sql.Types.NUMERIC;
            case 8 -> java.sql.Types.REAL;
            case 9 -> java.sql.Types.DOUBLE;
            case 10 -> java.sql.Types.BOOLEAN;
            case 11 -> java.sql.Types.DATE;
            case 12 -> java.sql.Types.TIME;
            case 13 -> java.sql.Types.TIMESTAMP;
            case 14 -> java.sql.Types.VARBINARY;
            default -> java.sql.Types.VARCHAR;
        };
    }

    /** A text that the column takes. */
    static String text(int column) {
        return column >= 1 && column <= TEXTS.size() ? TEXTS.get(column - 1) : "x";
    }

    /** The table's name as the catalog spells it. */
    static String catalogName(Backend.Kind kind) {
        return kind == Backend.Kind.H2 ? "THINGS" : "things".toLowerCase(Locale.ROOT);
    }
}
