package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of rules is true: each example has its outcome, and the page in the documentation is the list. */
class RuleTest {
    private static final String BEGIN = "<!-- begin of the generated tables -->\n";
    private static final String END = "<!-- end of the generated tables -->\n";

    static Stream<Rule> rulesWithExamples() {
        return Arrays.stream(Rule.values()).filter(rule -> !rule.example().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rulesWithExamples")
    void exampleHasTheOutcome(Rule rule) {
        boolean postgresOnly = rule == Rule.RECURSIVE || rule == Rule.COMPARED_WITH_ARRAY;
        SqlSession session = Sessions.of(postgresOnly ? "pg" : "h2");
        Analysis analysis = SqlAnalyzers.standard().analyze(rule.example(), session, new ShopCatalog(session));
        switch (rule.outcome()) {
            case PASSED -> assertThat(analysis).isInstanceOf(PassThrough.class);
            case REWRITTEN ->
                assertThat(analysis).isInstanceOfAny(Plan.class, TableDefinition.class, TableChange.class);
            case REFUSED ->
                assertThat(analysis)
                        .isInstanceOfSatisfying(
                                Refusal.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(rule.code()));
        }
    }

    @Test
    void codesAreUniqueAndOnlyRefusalsHaveThem() {
        assertThat(Arrays.stream(Rule.values())
                        .filter(rule -> rule.outcome() == Rule.Outcome.REFUSED)
                        .map(Rule::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("TDE-SQL-\\d{3}"));
        assertThat(Arrays.stream(Rule.values())
                        .filter(rule -> rule.outcome() != Rule.Outcome.REFUSED)
                        .map(Rule::code))
                .containsOnly("");
    }

    /** To write the tables anew after a change of a rule: {@code -Dtde.docs.write=true}. */
    @Test
    void documentationHoldsTheTables() throws IOException {
        Path page = Path.of("../docs/sql.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(begin).isGreaterThan(BEGIN.length());
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("tde.docs.write")) {
            Files.writeString(page, text.substring(0, begin) + RulePage.markdown() + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(RulePage.markdown());
        }
    }
}
