package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of {@code cases.tsv}: dialect, statement, what becomes of it. {@code \n} and {@code \r} stand for line ends. */
class CasesTest {
    private final SqlAnalyzer analyzer = SqlAnalyzers.standard();

    static Stream<String[]> cases() {
        try (InputStream in = Objects.requireNonNull(CasesTest.class.getResourceAsStream("cases.tsv"))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void analysesAsExpected(String dialect, String sql, String expected) {
        SqlSession session = Sessions.of(dialect);
        String text = sql.replace("\\n", "\n").replace("\\r", "\r");
        Analysis analysis = analyzer.analyze(text, session, new ShopCatalog(session));
        assertThat(Shown.of(analysis).replace("\n", "\\n").replace("\r", "\\r")).isEqualTo(expected);
    }
}
