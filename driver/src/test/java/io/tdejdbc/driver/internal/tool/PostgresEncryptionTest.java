package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Database;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEncryptionTest extends EncryptionContract {
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Override
    Database database() {
        return database;
    }

    @Override
    List<Kind> kinds() {
        return List.of(
                Kind.of("c_char", "char(10)", "'abc'", "''", "'ÄÖÜ€'"),
                Kind.of("c_varchar", "varchar(50)", "'it''s'", "''", "'😀 ﷽'"),
                Kind.of("c_text", "text", "'" + "long ".repeat(2_000) + "'", "''"),
                Kind.of("c_small", "smallint", "-32768"),
                Kind.of("c_int", "int", "-2147483648", "0"),
                Kind.of("c_big", "bigint", "9223372036854775807", "-1"),
                Kind.of("c_dec", "numeric(20,4)", "-12345678.9", "0", "'NaN'"),
                Kind.of("c_num", "numeric", "1.500", "'Infinity'", "1e50"),
                Kind.of("c_real", "real", "1.5", "'NaN'", "3.4028235E38"),
                Kind.of("c_double", "double precision", "2.2250738585072014E-308", "'-Infinity'", "0.1"),
                Kind.of("c_bool", "boolean", "TRUE", "FALSE"),
                Kind.of("c_date", "date", "'2024-02-29'", "'infinity'", "'0044-03-15 BC'"),
                Kind.of("c_time", "time", "'23:59:59.123456'", "'24:00:00'"),
                Kind.of("c_timetz", "timetz", "'10:00:00+02:30'"),
                Kind.of("c_ts", "timestamp", "'2024-02-29 23:59:59.123456'", "'-infinity'"),
                Kind.of("c_tstz", "timestamptz", "'2024-02-29 23:59:59.123456+05:30'", "'infinity'"),
                Kind.of("c_bytea", "bytea", "'\\x00ff'", "''"),
                Kind.of("c_uuid", "uuid", "'01234567-89ab-cdef-0123-456789abcdef'"));
    }

    /** Rows of different partitions lie at the same places of their own files. */
    @Test
    void encryptsPartitionsAndInheritanceChildrenWithTheirTable() throws Exception {
        plain(
                "CREATE TABLE customers(id int, ssn varchar(40), born date) PARTITION BY RANGE (id)",
                "CREATE TABLE customers_1 PARTITION OF customers FOR VALUES FROM (0) TO (700)",
                "CREATE TABLE customers_2 PARTITION OF customers DEFAULT",
                "INSERT INTO customers SELECT i, 'S' || i, date '1980-01-01' + i FROM generate_series(1, 1500) i",
                "CREATE TABLE staff(id int, ssn varchar(40))",
                "CREATE TABLE managers(car text) INHERITS (staff)",
                "INSERT INTO staff SELECT i, 'S' || i FROM generate_series(1, 40) i",
                "INSERT INTO managers SELECT i, 'S' || i, 'car' FROM generate_series(41, 60) i");
        List<String> queries = List.of(
                "SELECT id, ssn, born FROM customers ORDER BY id",
                "SELECT id, ssn FROM customers_2 ORDER BY id",
                "SELECT id FROM customers WHERE ssn = 'S701'",
                "SELECT id, ssn FROM staff ORDER BY id",
                "SELECT id, ssn, car FROM managers ORDER BY id");
        List<List<String>> before = new ArrayList<>();
        try (Connection connection = deployment.connectPlain()) {
            for (String query : queries) {
                before.add(rows(connection, query));
            }
        }
        deployment.lines(
                "protect.customers.ssn=equality", "protect.customers.born=random", "protect.staff.ssn=equality");
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).as(err::toString).isZero();
        try (Connection connection = deployment.connect()) {
            for (int i = 0; i < queries.size(); i++) {
                assertThat(rows(connection, queries.get(i))).as(queries.get(i)).isEqualTo(before.get(i));
            }
        }
        assertThat(tde("check")).as(out::toString).isZero();
        try (Connection connection = deployment.connectPlain()) {
            for (String table : List.of("customers_1", "customers_2", "staff", "managers")) {
                assertThat(rows(
                                connection,
                                "SELECT count(*) FROM ONLY " + table + " WHERE get_byte(ssn::bytea, 0) < 248"))
                        .as(table)
                        .containsExactly("0");
            }
        }
    }

    @Test
    void leavesNoSampleInThePlannersStatistics() throws Exception {
        plain(
                "CREATE TABLE customers(id int primary key, ssn varchar(40), name varchar(40))",
                "INSERT INTO customers SELECT i, 'MARKER' || i % 10, 'x' FROM generate_series(1, 1000) i",
                "ANALYZE customers");
        deployment.lines("protect.customers.ssn=equality");
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).as(err::toString).isZero();
        assertThat(out.toString()).contains("VACUUM FULL", "write-ahead log");
        try (Connection connection = deployment.connectPlain()) {
            assertThat(rows(
                            connection,
                            "SELECT count(*) FROM pg_stats WHERE tablename = 'customers' "
                                    + "AND most_common_vals::text LIKE '%MARKER%'"))
                    .containsExactly("0");
            assertThat(rows(connection, "SELECT count(*) FROM customers WHERE ssn::text LIKE '%MARKER%'"))
                    .containsExactly("0");
        }
    }
}
