package io.tdejdbc.driver.internal.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.EmbeddedMaria;
import io.tdejdbc.keystore.ProtectionMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The codecs against plain columns of the real backends: every type, setter, boundary value and getter. */
class TypesMatrixTest {
    static final List<String> H2_TYPES = List.of(
            "CHAR(4)",
            "VARCHAR(10)",
            "VARCHAR",
            "VARCHAR_IGNORECASE(20)",
            "CLOB",
            "CLOB(5)",
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "NUMERIC(10,2)",
            "NUMERIC(5)",
            "DECIMAL(40,9)",
            "NUMERIC(100,50)",
            "REAL",
            "DOUBLE PRECISION",
            "FLOAT",
            "BOOLEAN",
            "DATE",
            "TIME",
            "TIME(3)",
            "TIME WITH TIME ZONE",
            "TIME(9) WITH TIME ZONE",
            "TIMESTAMP",
            "TIMESTAMP(0)",
            "TIMESTAMP(3)",
            "TIMESTAMP(9)",
            "TIMESTAMP WITH TIME ZONE",
            "TIMESTAMP(3) WITH TIME ZONE",
            "BINARY(5)",
            "VARBINARY(20)",
            "BLOB",
            "UUID");
    static final List<String> POSTGRESQL_TYPES = List.of(
            "char(4)",
            "varchar(10)",
            "varchar",
            "text",
            "bpchar",
            "smallint",
            "integer",
            "bigint",
            "numeric(10,2)",
            "numeric(5)",
            "numeric",
            "numeric(3,5)",
            "real",
            "double precision",
            "boolean",
            "date",
            "time",
            "time(3)",
            "timetz",
            "timetz(2)",
            "timestamp",
            "timestamp(0)",
            "timestamp(3)",
            "timestamptz",
            "timestamptz(3)",
            "bytea",
            "uuid");
    private static final List<String> MARIADB_TEXTS = List.of("char(4)");
    private static final List<String> MARIADB_TYPES = List.of(
            "varchar(10)",
            "varchar(255)",
            "tinytext",
            "text",
            "longtext",
            "boolean",
            "tinyint",
            "tinyint unsigned",
            "smallint",
            "smallint unsigned",
            "mediumint",
            "mediumint unsigned",
            "int",
            "int unsigned",
            "bigint",
            "bigint unsigned",
            "decimal(10,2)",
            "decimal(5)",
            "decimal(10,2) unsigned",
            "decimal(40,9)",
            "float",
            "float unsigned",
            "double",
            "date",
            "time",
            "time(3)",
            "time(6)",
            "datetime",
            "datetime(3)",
            "datetime(6)",
            "timestamp",
            "timestamp(3)",
            "binary(5)",
            "varbinary(20)",
            "tinyblob",
            "blob",
            "longblob",
            "uuid");

    private static TimeZone zoneBefore;
    private static EmbeddedPostgres server;
    private static EmbeddedMaria maria;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        zoneBefore = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        server = EmbeddedPostgres.start();
        maria = EmbeddedMaria.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        TimeZone.setDefault(zoneBefore);
        server.close();
        maria.close();
    }

    private static Connection h2() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:types;TIME ZONE=Europe/Berlin");
    }

    /** Results come as text, as for the first executions of every statement. */
    private static Connection postgresql(String parameters) throws SQLException {
        return DriverManager.getConnection(
                server.getJdbcUrl("postgres", "postgres") + "&prepareThreshold=0" + parameters);
    }

    /** A database in which texts are compared without padding, as compare=binary compares them. */
    private static Connection mariadb(String name) throws SQLException {
        return DriverManager.getConnection(maria.fresh(name, "utf8mb4_nopad_bin"));
    }

    private static MariaTypes mariadbTypes() {
        return new MariaTypes(Optional.of(ZoneId.of("+01:00")), false);
    }

    @Test
    void h2WritesAndReadsAsThePlainColumn() throws SQLException {
        try (Connection connection = h2()) {
            Matrix matrix = new Matrix(connection, new H2Types());
            for (String type : H2_TYPES) {
                matrix.writeAndRead(type);
                matrix.writeLiterals(type, Literals.h2());
            }
            check("H2, writing and reading", matrix, Deviations.h2(), 500_000);
        }
    }

    @Test
    void postgresqlWritesAndReadsAsThePlainColumn() throws SQLException {
        try (Connection connection = postgresql("")) {
            Matrix matrix = new Matrix(connection, new PostgresTypes());
            for (String type : POSTGRESQL_TYPES) {
                matrix.writeAndRead(type);
                matrix.writeLiterals(type, Literals.postgresql());
            }
            check("PostgreSQL, writing and reading", matrix, Deviations.postgresql(), 400_000);
        }
    }

    @Test
    void mariadbWritesAndReadsAsThePlainColumn() throws SQLException {
        try (Connection connection = mariadb("written")) {
            Matrix matrix = new Matrix(connection, mariadbTypes());
            for (String type : mariadbAll()) {
                matrix.writeAndRead(type);
                matrix.writeLiterals(type, Literals.mariadb());
            }
            check("MariaDB, writing and reading", matrix, Deviations.mariadb(), 400_000);
        }
    }

    static List<String> mariadbAll() {
        return Stream.concat(MARIADB_TEXTS.stream(), MARIADB_TYPES.stream()).toList();
    }

    @Test
    void postgresqlWithUnspecifiedStringsWritesAndReadsAsThePlainColumn() throws SQLException {
        try (Connection connection = postgresql("&stringtype=unspecified")) {
            Matrix matrix = new Matrix(connection, new PostgresTypes(true));
            for (String type : List.of("varchar(10)", "integer", "numeric(10,2)", "date", "uuid", "bytea")) {
                matrix.writeAndRead(type);
            }
            check("PostgreSQL with stringtype=unspecified", matrix, Deviations.postgresql(), 80_000);
        }
    }

    @Tag("one-jdk")
    @Test
    void h2ComparesAsThePlainColumn() throws SQLException {
        try (Connection connection = h2()) {
            Matrix matrix = new Matrix(connection, new H2Types());
            for (String type : comparable(H2_TYPES, new H2Types())) {
                matrix.compareValues(type, Literals.h2());
            }
            check("H2, comparing", matrix, Deviations.h2(), 25_000);
        }
    }

    @Test
    void postgresqlComparesAsThePlainColumn() throws SQLException {
        try (Connection connection = postgresql("")) {
            Matrix matrix = new Matrix(connection, new PostgresTypes());
            for (String type : comparable(POSTGRESQL_TYPES, new PostgresTypes())) {
                matrix.compareValues(type, Literals.postgresql());
            }
            check("PostgreSQL, comparing", matrix, Deviations.postgresql(), 25_000);
        }
    }

    @Tag("one-jdk")
    @Test
    void mariadbComparesAsThePlainColumn() throws SQLException {
        try (Connection connection = mariadb("compared")) {
            Matrix matrix = new Matrix(connection, mariadbTypes());
            for (String type : comparable(MARIADB_TYPES, mariadbTypes())) {
                matrix.compareValues(type, Literals.mariadb());
            }
            check("MariaDB, comparing", matrix, Deviations.mariadb(), 25_000);
        }
    }

    /** Padded texts, where the collation pads as well. */
    @Tag("one-jdk")
    @Test
    void mariadbComparesPaddedTextsAsThePlainColumn() throws SQLException {
        try (Connection connection = DriverManager.getConnection(maria.fresh("padded", "utf8mb4_bin"))) {
            Matrix matrix = new Matrix(connection, mariadbTypes());
            for (String type : MARIADB_TEXTS) {
                matrix.compareValues(type, Literals.mariadb());
            }
            check("MariaDB, comparing padded texts", matrix, Deviations.mariadb(), 500);
        }
    }

    private static List<String> comparable(List<String> definitions, BackendTypes types) {
        return definitions.stream()
                .filter(d -> types.objection(
                                types.ofDefinition(d).orElseThrow(), ProtectionMode.EQUALITY, "binary", true)
                        .isEmpty())
                .toList();
    }

    private static void check(String title, Matrix matrix, Deviations deviations, long least) {
        List<String> unexplained = deviations.unexplained(matrix.differences());
        System.out.printf(
                Locale.ROOT,
                "%s: %,d comparisons, %,d of equal errors, %,d declared differences, %,d others; %,d values left out%n",
                title,
                matrix.comparisons(),
                matrix.errors(),
                matrix.differences().size() - unexplained.size(),
                unexplained.size(),
                matrix.unstorable());
        deviations.uses().forEach((reason, count) -> System.out.printf(Locale.ROOT, "  %,7d %s%n", count, reason));
        assertThat(unexplained).isEmpty();
        assertThat(matrix.comparisons()).isGreaterThan(least);
    }

    @Test
    void h2DeclaredTypesAreWhatTheDriverReports() throws SQLException {
        try (Connection connection = h2()) {
            for (String type : H2_TYPES) {
                compareMetadata(connection, new H2Types(), type);
            }
        }
    }

    @Test
    void postgresqlDeclaredTypesAreWhatTheDriverReports() throws SQLException {
        try (Connection connection = postgresql("")) {
            for (String type : POSTGRESQL_TYPES) {
                compareMetadata(connection, new PostgresTypes(), type);
            }
        }
    }

    @Test
    void mariadbDeclaredTypesAreWhatTheDriverReports() throws SQLException {
        try (Connection connection = mariadb("declared")) {
            for (String type : mariadbAll()) {
                compareMetadata(connection, mariadbTypes(), type);
            }
        }
    }

    /** A column's type read back, the definition parsed, and the definition of the result are one type. */
    private static void compareMetadata(Connection connection, BackendTypes types, String definition)
            throws SQLException {
        DeclaredType declared = types.ofDefinition(definition).orElseThrow();
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS declared");
            statement.execute("CREATE TABLE declared (c " + declared.definition() + ")");
            ResultSetMetaData metadata =
                    statement.executeQuery("SELECT c FROM declared").getMetaData();
            assertThat(declared)
                    .as(definition)
                    .isEqualTo(new DeclaredType(
                            declared.family(),
                            metadata.getColumnType(1),
                            metadata.getColumnTypeName(1),
                            metadata.getColumnClassName(1),
                            metadata.getPrecision(1),
                            metadata.getScale(1),
                            metadata.getColumnDisplaySize(1),
                            metadata.isSigned(1),
                            metadata.isCaseSensitive(1),
                            declared.definition()));
            try (ResultSet columns = connection.getMetaData().getColumns(null, null, "%", "%")) {
                while (columns.next()) {
                    if ("declared".equalsIgnoreCase(columns.getString("TABLE_NAME"))) {
                        assertThat(types.ofColumn(
                                        columns.getInt("DATA_TYPE"),
                                        columns.getString("TYPE_NAME"),
                                        columns.getInt("COLUMN_SIZE"),
                                        columns.getInt("DECIMAL_DIGITS")))
                                .as(definition)
                                .contains(declared);
                    }
                }
            }
        }
    }
}
