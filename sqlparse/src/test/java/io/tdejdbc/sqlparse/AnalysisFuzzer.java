package io.tdejdbc.sqlparse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The target of the coverage-guided fuzzer: profile {@code fuzz}, {@code docs/testing.md}. A text for which the analysis
 * throws or breaks one of {@link AnalysisChecks} is written at the end of {@code fuzzed.tsv}, which
 * {@link FuzzedTextsTest} reads from then on.
 */
public final class AnalysisFuzzer {
    private static final Path FOUND = Path.of("src/test/resources/io/tdejdbc/sqlparse/fuzzed.tsv");

    private AnalysisFuzzer() {}

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        MutatedText text = MutatedText.of(new MutatedText.Choices() {
            @Override
            public int below(int bound) {
                return data.consumeInt(0, bound - 1);
            }

            @Override
            public String rest() {
                return data.consumeRemainingAsString();
            }
        });
        try {
            AnalysisChecks.check(text.dialect(), text.sql());
        } catch (RuntimeException | Error e) {
            record(text);
            throw e;
        }
    }

    private static void record(MutatedText text) {
        try {
            Files.writeString(FOUND, FuzzedTextsTest.line(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
