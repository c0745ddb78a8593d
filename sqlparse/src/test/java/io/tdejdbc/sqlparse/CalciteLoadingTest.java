package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program whose statements name nothing protected never loads the grammar: seen in a class-loading log. */
class CalciteLoadingTest {

    /** Analyses the statements given as arguments. */
    static final class Main {
        private Main() {}

        public static void main(String[] statements) {
            SqlSession session = Sessions.of("pg");
            for (String statement : statements) {
                SqlAnalyzers.standard().analyze(statement, session, new ShopCatalog(session));
            }
        }
    }

    @Test
    void passedStatementsDoNotLoadCalcite() throws Exception {
        assertThat(loadedClasses("SELECT id FROM products WHERE id = ?", "CREATE TABLE t (id int)", "CALL p()"))
                .contains("io.tdejdbc.sqlparse.internal.StandardAnalyzer")
                .doesNotContain("org.apache.calcite");
    }

    @Test
    void protectedStatementsDo() throws Exception {
        assertThat(loadedClasses("SELECT id FROM customers WHERE id = ?")).contains("org.apache.calcite.sql.SqlNode");
    }

    private static String loadedClasses(String... statements) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(statements));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(log).isZero();
        return log;
    }
}
