package io.tdejdbc.benchmarks.analysis;

import io.tdejdbc.sqlparse.Analysis;
import io.tdejdbc.sqlparse.IdentifierFolding;
import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.PassThrough;
import io.tdejdbc.sqlparse.SqlAnalyzer;
import io.tdejdbc.sqlparse.SqlAnalyzers;
import io.tdejdbc.sqlparse.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures the whole analysis of each statement of a corpus, warm, and prints the median and the 95th percentile over the
 * statements of each lexical family: those that need the grammar, and those that name nothing protected. The argument is
 * the corpus, a file of dialect, note and statement in each line after the first.
 */
final class AnalysisReport {
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 101;

    private final SqlAnalyzer analyzer = SqlAnalyzers.standard();

    private AnalysisReport() {}

    /** Prints the report. */
    public static void main(String[] arguments) throws IOException {
        new AnalysisReport().run(Files.readAllLines(Path.of(arguments[0])));
    }

    /**
     * A statement and what its analyses took.
     *
     * @param nanos one for each round
     */
    private record Measured(SqlSession session, String sql, Customers catalog, boolean passed, long[] nanos) {}

    private void run(List<String> lines) {
        List<Measured> statements = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\t", -1);
            SqlSession session = session(parts[0]);
            Customers catalog = new Customers(session);
            String sql = parts[2].replace("\\n", "\n");
            boolean passed = analyzer.analyze(sql, session, catalog) instanceof PassThrough;
            statements.add(new Measured(session, sql, catalog, passed, new long[ROUNDS]));
        }
        int seen = 0;
        for (int i = 0; i < WARM_UP; i++) {
            for (Measured statement : statements) {
                seen += analyze(statement) instanceof PassThrough ? 1 : 0;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            // All statements in turn: a disturbance hits one round of several, not all of one.
            for (Measured statement : statements) {
                long start = System.nanoTime();
                seen += analyze(statement) instanceof PassThrough ? 1 : 0;
                statement.nanos()[round] = System.nanoTime() - start;
            }
        }
        System.out.println("| family | statements | median µs | 95th percentile µs |\n|---|---:|---:|---:|");
        for (LexicalFamily family : LexicalFamily.values()) {
            row(
                    family.toString(),
                    statements.stream()
                            .filter(statement ->
                                    !statement.passed() && statement.session().family() == family)
                            .toList());
        }
        row(
                "all that name a protected table",
                statements.stream().filter(s -> !s.passed()).toList());
        row("all that name none", statements.stream().filter(Measured::passed).toList());
        System.out.println("\n" + seen / (WARM_UP + ROUNDS) + " of " + statements.size() + " are passed on.");
    }

    private Analysis analyze(Measured statement) {
        return analyzer.analyze(statement.sql(), statement.session(), statement.catalog());
    }

    private static void row(String name, List<Measured> statements) {
        List<Long> medians = new ArrayList<>();
        for (Measured statement : statements) {
            long[] sorted = statement.nanos().clone();
            Arrays.sort(sorted);
            medians.add(sorted[sorted.length / 2]);
        }
        Collections.sort(medians);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f |%n",
                name,
                medians.size(),
                medians.get(medians.size() / 2) / 1000.0,
                medians.get(medians.size() * 95 / 100) / 1000.0);
    }

    private static SqlSession session(String dialect) {
        return switch (dialect) {
            case "pg" -> new SqlSession(LexicalFamily.POSTGRESQL, IdentifierFolding.LOWER, false);
            case "mysql" -> new SqlSession(LexicalFamily.MYSQL, IdentifierFolding.INSENSITIVE, true);
            case "mssql" -> new SqlSession(LexicalFamily.SQL_SERVER, IdentifierFolding.INSENSITIVE, false);
            case "oracle" -> new SqlSession(LexicalFamily.ORACLE, IdentifierFolding.UPPER, false);
            default -> new SqlSession(LexicalFamily.STANDARD, IdentifierFolding.UPPER, false);
        };
    }
}
