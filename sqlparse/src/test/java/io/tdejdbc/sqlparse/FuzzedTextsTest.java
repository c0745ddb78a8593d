package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts in {@code fuzzed.tsv}, for which {@link AnalysisFuzzer} once found the analysis at fault. */
class FuzzedTextsTest {

    /** A line of the file; what is not printable ASCII is written as Java writes it. */
    static String line(MutatedText text) {
        StringBuilder line = new StringBuilder(text.dialect()).append('\t');
        for (char c : text.sql().toCharArray()) {
            if (c == '\\' || c < ' ' || c > '~') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.append('\n').toString();
    }

    private static MutatedText read(String line) {
        String[] parts = line.split("\t", -1);
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < parts[1].length(); i++) {
            char c = parts[1].charAt(i);
            if (c == '\\') {
                sql.append((char) Integer.parseInt(parts[1].substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                sql.append(c);
            }
        }
        return new MutatedText(parts[0], sql.toString());
    }

    static Stream<String> found() {
        try (InputStream in = Objects.requireNonNull(FuzzedTextsTest.class.getResourceAsStream("fuzzed.tsv"))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void isAnalysedAsItShould(String line) {
        MutatedText text = read(line);
        AnalysisChecks.check(text.dialect(), text.sql());
    }

    @Test
    void whatIsWrittenIsReadBack() {
        MutatedText text = new MutatedText("pg", "SELECT '\\' \t\r\n\u0000 \u00e4 \ud83d\ude00 ~");
        assertThat(read(line(text).stripTrailing())).isEqualTo(text);
    }

    /** Each of the checks can fail. */
    @Test
    void noticesAFault() {
        SqlSession session = Sessions.of("pg");
        String sql = "SELECT id FROM customers WHERE ssn = ?";
        Plan plan = (Plan) SqlAnalyzers.standard().analyze(sql, session, new ShopCatalog(session));
        AnalysisChecks.check(sql, session, plan);
        List<List<Segment>> faults = List.of(
                List.of(new Segment.Text(sql)),
                List.of(
                        new Segment.Text(sql.substring(0, sql.length() - 2)),
                        plan.segments().get(1)),
                List.of(new Segment.Text(sql + " "), plan.segments().get(1)),
                List.of(new Segment.Text("DELETE"), plan.segments().get(1)),
                List.of(
                        plan.segments().get(0),
                        plan.segments().get(1),
                        plan.segments().get(1)));
        for (List<Segment> fault : faults) {
            assertThatThrownBy(() -> AnalysisChecks.check(
                            sql,
                            session,
                            new Plan(
                                    plan.kind(),
                                    fault,
                                    plan.outerParameters(),
                                    plan.result(),
                                    plan.effects(),
                                    plan.bystanders())))
                    .isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> AnalysisChecks.check(
                        sql,
                        session,
                        new Refusal(
                                "TDE-SQL-003",
                                AnalysisChecks.SECRET,
                                plan.result().get(0).label(),
                                new SourcePosition(0, 1, 1),
                                "")))
                .isInstanceOf(AssertionError.class);
    }
}
