package io.tdejdbc.sqlparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page on frameworks states how many of their statements are refused when as much as possible is protected. */
class RefusalShareTest {
    private static final String BEGIN = "<!-- begin of the measured tables -->\n";
    private static final String END = "<!-- end of the measured tables -->\n";
    private static final int LEAST = 400;

    private final RefusalShare share = RefusalShare.measure();

    @Test
    void hundredsOfStatementsAreCounted() {
        assertThat(share.statements()).isGreaterThan(LEAST);
        assertThat(FrameworkStatement.all().stream()
                        .map(FrameworkStatement::sql)
                        .distinct())
                .hasSizeGreaterThan(LEAST);
    }

    /** To write the tables anew after a change of the analysis: {@code -Dtde.docs.write=true}. */
    @Test
    void documentationHoldsTheTables() throws IOException {
        Path page = Path.of("../docs/frameworks.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertThat(begin).isGreaterThan(BEGIN.length());
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("tde.docs.write")) {
            Files.writeString(page, text.substring(0, begin) + share.markdown() + text.substring(end));
            Files.write(Path.of("target", "refused-statements.tsv"), share.refused());
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(share.markdown());
        }
    }
}
