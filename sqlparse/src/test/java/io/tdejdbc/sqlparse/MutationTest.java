package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of texts made from the cases and the corpus by cutting, swapping, repeating and joining: none makes the analysis fail, and
 * no plan changes anything but parameters, literals, casts around them and the column list of an INSERT.
 */
class MutationTest {
    private static final int MUTATIONS = 6000;

    private static final String[] PIECES = {
        "'",
        "\"",
        "`",
        "--",
        "/*",
        "*/",
        "//",
        "$$",
        "$1",
        "?",
        "??",
        ";",
        "(",
        ")",
        ",",
        ".",
        "=",
        "{",
        "}",
        "\\",
        " ssn ",
        " email ",
        " customers ",
        " AS customers ",
        " ONLY ",
        " NULL ",
        " UNION ",
        " \n ",
        "\u0000",
        "\ud83d\ude00",
        " ORDER BY ",
        " IN ",
        " * ",
        " :x ",
        " E'",
        " U&\"",
        " 5 ",
        "::text",
        " DEFAULT ",
        " || ",
        "[",
        "]",
        " WITH ",
        " FOR UPDATE OF ",
        " FOR JSON PATH ",
        " FORCE INDEX (",
        " WITH (NOLOCK) ",
        " DISTINCT ON (",
        " TOP (",
        " COLLATE ",
        " AT TIME ZONE ",
        " XOR ",
        " <=> ",
        " :=",
        " @v ",
        "(+)",
        " CONNECT BY ",
        " AS MATERIALIZED (",
        " RETURNING ",
        " VALUES(",
        " EXPLAIN "
    };

    private final SqlAnalyzer analyzer = SqlAnalyzers.standard();

    @Test
    void everyMutationIsAnalysedAndCutAtLeavesOnly() {
        List<String[]> cases = new ArrayList<>(CasesTest.cases().toList());
        CorpusTest.corpus().forEach(line -> cases.add(new String[] {line[0], line[2]}));
        Random random = new Random(42);
        int plans = 0;
        for (int n = 0; n < MUTATIONS; n++) {
            String[] from = cases.get(random.nextInt(cases.size()));
            String other = cases.get(random.nextInt(cases.size()))[1];
            String sql = mutate(from[1].replace("\\n", "\n"), other, random);
            SqlSession session = Sessions.of(from[0]);
            Analysis analysis = analyzer.analyze(sql, session, new ShopCatalog(session));
            AnalysisChecks.check(sql, session, analysis);
            plans += analysis instanceof Plan ? 1 : 0;
        }
        assertThat(plans).isGreaterThan(MUTATIONS / 50);
    }

    private static String mutate(String sql, String other, Random random) {
        String text = sql;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int a = random.nextInt(text.length() + 1);
            int b = Math.min(text.length(), a + random.nextInt(12));
            text = switch (random.nextInt(5)) {
                case 0 -> text.substring(0, a) + text.substring(b);
                case 1 -> text.substring(0, a) + PIECES[random.nextInt(PIECES.length)] + text.substring(a);
                case 2 -> text.substring(0, b) + text.substring(a);
                case 3 -> {
                    int c = random.nextInt(other.length());
                    int d = Math.min(other.length(), c + random.nextInt(30));
                    yield text.substring(0, a) + other.substring(c, d) + text.substring(b);
                }
                default -> {
                    String[] words = text.split("(?<= )");
                    int x = random.nextInt(words.length);
                    int y = random.nextInt(words.length);
                    String word = words[x];
                    words[x] = words[y];
                    words[y] = word;
                    yield String.join("", words);
                }
            };
        }
        return text;
    }
}
