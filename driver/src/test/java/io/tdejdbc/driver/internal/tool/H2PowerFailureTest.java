package io.tdejdbc.driver.internal.tool;

import static io.tdejdbc.driver.Deployment.execute;
import static io.tdejdbc.driver.Deployment.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.Deployment;
import io.tdejdbc.driver.TdeDriver;
import io.tdejdbc.driver.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at a write to the database file while the tool encrypts a table of H2, which changes columns
 * by copying the table and commits in the middle of it. Then the tool is run again. The build takes one write in three;
 * {@code -Dtde.power.stride=1} takes all.
 */
@Tag("one-jdk")
class H2PowerFailureTest {
    private static final int PLENTY = 1_000_000;
    private static final int STRIDE = Integer.getInteger("tde.power.stride", 3);
    private static final String OPTIONS = ";WRITE_DELAY=0";
    private static final String COLUMNS =
            "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'T' " + "ORDER BY ORDINAL_POSITION";
    private static final String NAMES =
            "SELECT CONSTRAINT_NAME AS n FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE TABLE_NAME IN ('T', 'CHILD') "
                    + "UNION SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_NAME = 'T' "
                    + "AND NOT IS_GENERATED ORDER BY n";
    private static final String TABLES = "SELECT TABLE_NAME, REMARKS FROM INFORMATION_SCHEMA.TABLES "
            + "WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME NOT LIKE 'TDE%' ORDER BY 1";

    @TempDir
    private Path folder;

    @BeforeAll
    static void register() throws SQLException {
        TdeDriver.register();
        FailingFile.allow(PLENTY);
    }

    private Deployment prepared(String name) throws Exception {
        Deployment deployment = Deployment.in(folder, "jdbc:h2:file:" + folder.resolve(name));
        deployment.lines("protect.t.a=equality", "protect.t.b=random");
        try (Connection plain = deployment.connectPlain()) {
            execute(
                    plain,
                    "CREATE TABLE t(id int CONSTRAINT t_key PRIMARY KEY, a varchar(20) NOT NULL, b int, "
                            + "c int CONSTRAINT t_c CHECK (c > 0))",
                    "COMMENT ON TABLE t IS 'it''s ours'",
                    "CREATE INDEX t_by_c ON t(c)",
                    "CREATE TABLE child(id int PRIMARY KEY, t int, CONSTRAINT child_t FOREIGN KEY (t) REFERENCES t(id))",
                    // Called like one of H2's copies, but somebody's own.
                    "CREATE TABLE t_copy_7_1 AS SELECT id, c FROM t",
                    "INSERT INTO t VALUES (1, 'one', 1, 4), (2, 'two', NULL, 5)",
                    "INSERT INTO child VALUES (8, 2)");
        }
        StringWriter output = new StringWriter();
        assertThat(tde(deployment, deployment.plainUrl(), output, "init"))
                .as(output::toString)
                .isZero();
        return deployment;
    }

    private static int tde(Deployment deployment, String url, StringWriter output, String command) {
        return Main.run(
                new PrintWriter(output, true),
                new PrintWriter(output, true),
                command,
                "--config",
                deployment.file().toString(),
                "--url",
                url);
    }

    @Test
    void finishesAfterTheFileTookNoMoreWrites() throws Exception {
        Deployment whole = prepared("whole");
        FailingFile.allow(PLENTY);
        StringWriter output = new StringWriter();
        assertThat(tde(whole, failing(whole), output, "encrypt"))
                .as(output::toString)
                .isZero();
        int writes = PLENTY - FailingFile.left();
        assertThat(writes).isGreaterThan(50);
        int deaths = 0;
        for (int allowed = 1; allowed <= writes; allowed += STRIDE) {
            if (dies(allowed)) {
                deaths++;
            }
        }
        assertThat(deaths).isGreaterThan(writes / STRIDE / 2);
    }

    private static String failing(Deployment deployment) {
        return deployment.plainUrl().replace("jdbc:h2:file:", "jdbc:h2:failing:") + ";WRITE_DELAY=0";
    }

    private boolean dies(int allowed) throws Exception {
        Deployment deployment = prepared("shop" + allowed);
        StringWriter output = new StringWriter();
        FailingFile.allow(allowed);
        int first = tde(deployment, failing(deployment), output, "encrypt");
        String when = "after " + allowed + " writes: ";
        assertThat(tde(deployment, deployment.plainUrl(), output, "encrypt"))
                .as(() -> when + output)
                .isZero();
        try (Connection plain = deployment.connectPlain()) {
            assertThat(rows(plain, TABLES)).as(when).containsExactly("CHILD|null", "T|it's ours", "T_COPY_7_1|null");
            assertThat(rows(plain, COLUMNS)).as(when).isEqualTo(List.of("ID", "A", "B", "C"));
            assertThat(rows(plain, NAMES))
                    .as(when)
                    .contains("CHILD_T", "T_BY_C", "T_C", "T_KEY")
                    .noneMatch(name -> name.contains("_COPY_"));
            assertThat(rows(plain, "SELECT COUNT(*) FROM t WHERE SUBSTRING(a, 1, 1) = X'FA'"))
                    .as(when)
                    .containsExactly("2");
        }
        try (Connection connection = deployment.connect()) {
            assertThat(rows(connection, "SELECT id, a, b, c FROM t ORDER BY id"))
                    .as(when)
                    .containsExactly("1|one|1|4", "2|two|null|5");
        }
        return first != 0;
    }
}
