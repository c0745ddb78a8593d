package io.tdejdbc.driver.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.driver.internal.catalog.PolicyError;
import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.error.JdbcErrorCode;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.sqlparse.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference pages are made from the driver's own lists: a difference fails with the text wanted. */
class ReferencePagesTest {
    private static final String BEGIN = "<!-- begin of the generated tables -->\n";
    private static final String END = "<!-- end of the generated tables -->";

    private static String page(String name) throws IOException {
        return Files.readString(
                Path.of(System.getProperty("basedir", ".")).resolve("../docs").resolve(name));
    }

    @Test
    void thePageListsEveryProperty() throws Exception {
        assertThat(page("properties.md")).isEqualTo(PropertyReference.markdown());
    }

    @Test
    void thePageListsEveryError() throws Exception {
        String text = page("errors.md");
        assertThat(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)))
                .isEqualTo(tables());
    }

    private static String tables() {
        StringBuilder page = new StringBuilder();
        List<String> configuration = new ArrayList<>();
        for (ConfigurationError error : ConfigurationError.values()) {
            configuration.add(line(error.code(), error.summary(), error.fix()));
        }
        table(page, "URL and properties file: `TdeConfigurationException`, 08001", configuration);
        List<String> policy = new ArrayList<>();
        for (PolicyError error : PolicyError.values()) {
            policy.add(line(error.code(), error.summary(), error.fix()));
        }
        table(
                page,
                "Rules and schema: `TdePolicyException`, 08001; inside a connection `SQLFeatureNotSupportedException`, "
                        + "0AT00",
                policy);
        List<String> keystore = new ArrayList<>();
        for (KeystoreError error : KeystoreError.values()) {
            keystore.add(line(error.code(), error.summary(), error.fix()));
        }
        table(page, "Master key, keys and metadata: class and SQLState by [kind](keys.md#errors)", keystore);
        TreeMap<String, String> refusals = new TreeMap<>();
        Arrays.stream(Rule.values())
                .filter(rule -> !rule.code().isEmpty())
                .forEach(rule -> refusals.putIfAbsent(
                        rule.code(), line(rule.code(), rule.position() + ": " + rule.meaning(), rule.remedy())));
        table(page, "Refused statements: `SQLFeatureNotSupportedException`, 0AT00", List.copyOf(refusals.values()));
        List<String> jdbc = new ArrayList<>();
        for (JdbcErrorCode error : JdbcErrorCode.values()) {
            jdbc.add(line(error.code(), error.summary(), "SQLState " + error.sqlState()));
        }
        table(page, "JDBC use", jdbc);
        return page.toString();
    }

    private static void table(StringBuilder page, String heading, List<String> lines) {
        page.append("## ").append(heading).append("\n\n| code | what is wrong | what to do |\n|---|---|---|\n");
        lines.forEach(page::append);
        page.append('\n');
    }

    private static String line(String code, String what, String fix) {
        return "| " + code + " | " + cell(what) + " | " + cell(fix) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
