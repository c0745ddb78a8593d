package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class H2EncryptionTest extends EncryptionContract {
    private static final Database DATABASE = Database.h2();

    @Override
    Database database() {
        return DATABASE;
    }

    @Override
    List<Kind> kinds() {
        return List.of(
                Kind.of("c_char", "CHAR(10)", "'abc'", "''", "'ÄÖÜ€'"),
                Kind.of("c_varchar", "VARCHAR(50)", "'it''s'", "''", "'😀 ﷽'"),
                Kind.of("c_clob", "CLOB", "'" + "long ".repeat(2_000) + "'", "''"),
                Kind.of("c_tiny", "TINYINT", "-128", "127"),
                Kind.of("c_small", "SMALLINT", "-32768"),
                Kind.of("c_int", "INT", "-2147483648", "0"),
                Kind.of("c_big", "BIGINT", "9223372036854775807", "-1"),
                Kind.of("c_dec", "DECIMAL(20,4)", "-12345678.9", "0", "0.0001"),
                Kind.of("c_real", "REAL", "1.5", "0", "3.4028235E38"),
                Kind.of("c_double", "DOUBLE PRECISION", "2.2250738585072014E-308", "0.1", "-1E100"),
                Kind.of("c_bool", "BOOLEAN", "TRUE", "FALSE"),
                Kind.of("c_date", "DATE", "DATE '2024-02-29'", "DATE '0001-01-01'"),
                Kind.of("c_time", "TIME(9)", "TIME '23:59:59.123456789'", "TIME '00:00:00'"),
                Kind.of("c_timetz", "TIME WITH TIME ZONE", "TIME WITH TIME ZONE '10:00:00+02:00'"),
                Kind.of("c_ts", "TIMESTAMP(9)", "TIMESTAMP '2024-02-29 23:59:59.123456789'"),
                Kind.of(
                        "c_tstz",
                        "TIMESTAMP(6) WITH TIME ZONE",
                        "TIMESTAMP WITH TIME ZONE '2024-02-29 23:59:59.123456+05:30'"),
                Kind.of("c_bin", "VARBINARY(20)", "X'00FF'", "X''"),
                Kind.of("c_blob", "BLOB", "X'" + "AB".repeat(3_000) + "'"),
                Kind.of("c_uuid", "UUID", "UUID '01234567-89ab-cdef-0123-456789abcdef'"));
    }

    @Test
    void leavesNoPlainValueInTheFile() throws Exception {
        plain("CREATE TABLE customers(id int primary key, ssn varchar(40), name varchar(40))");
        try (Connection connection = deployment.connectPlain()) {
            for (int i = 0; i < 500; i++) {
                execute(connection, "INSERT INTO customers VALUES (" + i + ", 'MARKERS" + i + "', 'MARKERN" + i + "')");
            }
        }
        Path file = folder.resolve(deployment.plainUrl().replaceAll(".*/", "") + ".mv.db");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("MARKERS1");
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        assertThat(tde("init")).isZero();
        assertThat(tde("encrypt")).as(err::toString).isZero();
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("MARKER");
    }

    @Test
    void wantsTheDatabaseForItself() throws Exception {
        plain("CREATE TABLE customers(id int primary key, ssn varchar(40), name varchar(40))");
        deployment.lines("protect.customers.ssn=equality", "protect.customers.name=random");
        assertThat(tde("init")).isZero();
        try (Connection other = deployment.connectPlain()) {
            execute(other, "SELECT 1");
            assertThat(tde("encrypt")).isEqualTo(1);
            assertThat(err.toString()).contains("TDE-POL-019", "session");
        }
        assertThat(tde("encrypt")).as(err::toString).isZero();
    }
}
