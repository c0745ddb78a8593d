package io.tdejdbc.driver.cli;

import static io.tdejdbc.driver.Deployment.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.internal.tool.PropertyReference;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tde(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void tellsWrongCommandLinesFromWrongStates() {
        assertThat(tde()).isEqualTo(2);
        assertThat(tde("encode")).isEqualTo(2);
        assertThat(tde("check")).isEqualTo(2);
        assertThat(tde(
                        "check",
                        "--url",
                        "jdbc:h2:mem:x",
                        "--config",
                        folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("fail", "TDE-CFG-002");
        assertThat(tde("--help")).isZero();
        assertThat(tde("--version")).isZero();
        assertThat(out.toString()).contains("Exit codes", "TDE-JDBC");
    }

    @Test
    void makesAKeyFileThatOnlyItsOwnerCanReadAndNeverOverwritesIt() throws Exception {
        Path key = folder.resolve("master.key");
        assertThat(tde("keygen", key.toString())).isZero();
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String before = Files.readString(key);
        assertThat(tde("keygen", key.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("TDE-KEY-004");
        assertThat(Files.readString(key)).isEqualTo(before);
    }

    @Test
    void initWritesTheDeploymentIntoTheFileOnce() throws Exception {
        Path file = folder.resolve("tde.properties");
        tde("keygen", folder.resolve("master.key").toString());
        Files.writeString(file, "tde.keys.file.path=master.key");
        String url = "jdbc:h2:file:" + folder.resolve("shop");
        assertThat(tde("init", "--config", file.toString(), "--url", url))
                .as(err::toString)
                .isZero();
        String written = Files.readString(file);
        assertThat(written).startsWith("tde.keys.file.path=master.key\n").containsOnlyOnce("tde.deployment=");
        assertThat(tde("init", "--config", file.toString(), "--url", url)).isZero();
        assertThat(Files.readString(file)).isEqualTo(written);
        assertThat(out.toString()).contains("made", "were there");
    }

    @Test
    void explainsWithoutExecuting() throws Exception {
        Deployment deployment = Deployment.h2(folder)
                .pending(
                        "protect.customers.ssn=equality domain=person",
                        "protect.customers.email=random",
                        "protect.orders.customer_ssn=equality");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int primary key, ssn varchar(11), email varchar(50))",
                    "CREATE TABLE orders(id int primary key, customer_ssn varchar(11))",
                    "CREATE TABLE products(id int primary key)");
        }
        assertThat(
                        explain(
                                deployment,
                                "SELECT ssn s FROM customers c, products WHERE ssn = 'Geheim' AND 4711 = c.id /* Geheim */ AND c.id = ?"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "statement: query",
                        "table PUBLIC.CUSTOMERS: SSN equality in the domain person, EMAIL random",
                        "table PUBLIC.PRODUCTS: nothing protected",
                        "sent as: SELECT ssn s FROM customers c, products WHERE ssn = ? AND … = c.id /*…*/ AND c.id = ?",
                        "marker 1: a literal, encrypted for comparison with PUBLIC.CUSTOMERS.SSN",
                        "marker 2: parameter 1, as it is",
                        "result 1 (S): decrypted from PUBLIC.CUSTOMERS.SSN")
                .doesNotContain("Geheim", "4711");
        String arranged =
                "SELECT id FROM customers WHERE ssn >= ? AND ssn < 'Geheim' ORDER BY ssn DESC LIMIT ? OFFSET 2";
        assertThat(explain(deployment, arranged)).as(err::toString).isZero();
        assertThat(out.toString())
                .contains(
                        "driver: hands out rows whose PUBLIC.CUSTOMERS.SSN is at least parameter 1",
                        "driver: hands out rows whose PUBLIC.CUSTOMERS.SSN is less than a literal",
                        "driver: sorts by PUBLIC.CUSTOMERS.SSN, descending, NULLs last",
                        "driver: leaves out as many rows as 2",
                        "driver: hands out as many rows as parameter 2",
                        "driver: keeps the last columns to itself: 1")
                .doesNotContain("Geheim");
        assertThat(explain(deployment, "DELETE FROM nothing")).isZero();
        assertThat(out.toString()).contains("passed through");
    }

    @Test
    void explainsWhyAStatementIsRefused() throws Exception {
        Deployment deployment = Deployment.h2(folder)
                .pending(
                        "protect.customers.ssn=equality domain=person",
                        "protect.customers.email=random",
                        "protect.orders.customer_ssn=equality",
                        "protect.later.name=random");
        try (Connection connection = deployment.connect()) {
            execute(
                    connection,
                    "CREATE TABLE customers(id int primary key, ssn varchar(11), email varchar(50))",
                    "CREATE TABLE orders(id int primary key, customer_ssn varchar(11))");
        }
        refused(
                deployment,
                "SELECT id\n FROM customers WHERE ssn LIKE 'Geheim%'",
                "refused: TDE-SQL-027",
                "table PUBLIC.CUSTOMERS: SSN equality in the domain person, EMAIL random",
                "column: PUBLIC.CUSTOMERS.SSN",
                "construct: <, >, BETWEEN, LIKE",
                "at: line 2, column 23",
                "what helps: compare by =",
                "setting: none",
                "more: docs/sql.md#tde-sql-027");
        refused(
                deployment,
                "SELECT id FROM customers WHERE email = 'Geheim'",
                "refused: TDE-SQL-020",
                "setting: protect.PUBLIC.CUSTOMERS.EMAIL = equality");
        refused(
                deployment,
                "SELECT c.id FROM customers c, orders o WHERE c.ssn = o.customer_ssn AND c.id > 4711",
                "refused: TDE-SQL-022",
                "equality domain=<name>, the same for both columns");
        refused(
                deployment,
                "SELECT * FROM later",
                "refused: TDE-SQL-012",
                "table PUBLIC.LATER is not there yet; to be protected: NAME",
                "setting: tde.missing-table = pending");
        refused(deployment, "CREATE TABLE later(id int)", "refused: TDE-SQL-045", "tde.missing-column = pending");
    }

    private void refused(Deployment deployment, String sql, String... lines) {
        out.getBuffer().setLength(0);
        assertThat(explain(deployment, sql)).isEqualTo(1);
        assertThat(out.toString()).contains(lines).doesNotContain("Geheim", "4711");
        assertThat(err.toString()).isEmpty();
    }

    private int explain(Deployment deployment, String sql) {
        return tde("explain", "--config", deployment.file().toString(), "--url", deployment.plainUrl(), sql);
    }

    @Test
    void readsPasswordsFromFilesAndVariablesOnly() throws Exception {
        Deployment deployment = Deployment.h2(folder).pending();
        try (Connection connection = deployment.connectPlain()) {
            execute(connection, "CREATE USER clerk PASSWORD 'hunter2' ADMIN");
        }
        Path password = folder.resolve("password");
        Files.writeString(password, "hunter2\n");
        String[] base = {
            "init", "--config", deployment.file().toString(), "--url", deployment.plainUrl(), "--user", "clerk"
        };
        assertThat(tde(
                        base[0],
                        base[1],
                        base[2],
                        base[3],
                        base[4],
                        base[5],
                        base[6],
                        "--password-file",
                        password.toString()))
                .as(err::toString)
                .isZero();
        assertThat(tde(base[0], base[1], base[2], base[3], base[4], base[5], base[6]))
                .isEqualTo(1);
        assertThat(tde(
                        base[0],
                        base[1],
                        base[2],
                        base[3],
                        base[4],
                        base[5],
                        base[6],
                        "--password-env",
                        "NO_SUCH_VARIABLE_HERE"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("NO_SUCH_VARIABLE_HERE").doesNotContain("hunter2");
    }

    @Test
    void findsDriversInJarsThatAreNamed() throws Exception {
        Deployment deployment = Deployment.h2(folder).pending();
        Path jar = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String[] init = {
            "init", "--config", deployment.file().toString(), "--url", deployment.plainUrl(), "--driver-jar"
        };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThat(tde(init[0], init[1], init[2], init[3], init[4], init[5], jar.toString()))
                .as(err::toString)
                .isZero();
        assertThat(tde(init[0], init[1], init[2], init[3], init[4], init[5], jar + ".missing"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--driver-jar", ".missing");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void printsTheReferenceOfProperties() {
        assertThat(tde("properties")).isZero();
        assertThat(out.toString()).isEqualTo(PropertyReference.markdown());
    }
}
