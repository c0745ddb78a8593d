package io.tdejdbc.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of errors in docs/keys.md is made from {@link KeystoreError}: a difference fails with the text wanted. */
class ErrorReferenceTest {

    private static final String BEGIN = "<!-- begin of the generated table -->\n";
    private static final String END = "<!-- end of the generated table -->";

    @Test
    void thePageListsEveryError() throws Exception {
        Path page = Path.of(System.getProperty("basedir", ".")).resolve("../docs/keys.md");
        String text = Files.readString(page);
        assertThat(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)))
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| code | kind | what is wrong | what to do |\n|---|---|---|---|\n");
        for (KeystoreError error : KeystoreError.values()) {
            table.append("| ")
                    .append(error.code())
                    .append(" | ")
                    .append(error.kind())
                    .append(" | ")
                    .append(error.summary())
                    .append(" | ")
                    .append(error.fix())
                    .append(" |\n");
        }
        return table.toString();
    }
}
