package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What becomes of each statement that applications and frameworks were seen to send, as recorded in
 * {@code corpus-expected.tsv}: a change there is a change of what the product can do. To record anew:
 * {@code -Dtde.corpus.write=true}.
 */
class CorpusTest {
    private static final Path EXPECTED = Path.of("src/test/resources/io/tdejdbc/sqlparse/corpus-expected.tsv");

    private final SqlAnalyzer analyzer = SqlAnalyzers.standard();

    @Test
    void everyStatementHasItsRecordedOutcome() throws IOException {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (String[] statement : corpus()) {
            SqlSession session = Sessions.of(statement[0]);
            Analysis analysis =
                    analyzer.analyze(statement[2].replace("\\n", "\n"), session, new CorpusCatalog(session));
            counts.merge(analysis.getClass().getSimpleName(), 1, Integer::sum);
            lines.add(statement[0] + "\t" + statement[1] + "\t"
                    + Shown.of(analysis).replace("\n", "\\n"));
        }
        lines.add(counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ")));
        String recorded = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("tde.corpus.write")) {
            Files.writeString(EXPECTED, recorded);
        }
        assertThat(recorded).isEqualTo(Files.readString(EXPECTED));
    }

    @Test
    void corpusIsWhole() {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(173);
    }

    /** Dialect, note, statement. */
    static List<String[]> corpus() {
        try (InputStream in = Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus.tsv"))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
