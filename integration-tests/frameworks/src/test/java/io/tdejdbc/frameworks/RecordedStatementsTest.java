package io.tdejdbc.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.frameworks.harness.Application;
import io.tdejdbc.frameworks.harness.Databases;
import io.tdejdbc.frameworks.harness.Recording;
import io.tdejdbc.frameworks.harness.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The recorded lists of the SQL analysis hold what the applications send, statement by statement. To record anew, after a
 * change of an application or of a framework's version: {@code -Dtde.frameworks.write=true}.
 */
@Tag("one-jdk")
@ExtendWith(Databases.Provider.class)
class RecordedStatementsTest {
    private static final Path FOLDER = Path.of("../../sqlparse/src/test/resources/io/tdejdbc/sqlparse/frameworks");
    private static final int LEAST = 400;

    @Test
    void applicationsSendWhatIsRecorded(Databases databases) throws Exception {
        List<String> statements = new ArrayList<>(List.of("dialect\tframework\tstep\tsql"));
        List<String> tables = new ArrayList<>(List.of("dialect\tframework\ttable\tcolumns"));
        for (Site.Kind kind : Site.Kind.values()) {
            for (Application application : Applications.all()) {
                Recording recording = Recording.of(application, kind, databases);
                statements.addAll(recording.statements());
                tables.addAll(recording.tables());
            }
        }
        assertThat(statements).hasSizeGreaterThan(LEAST);
        same("statements.tsv", statements);
        same("tables.tsv", tables);
    }

    private static void same(String file, List<String> lines) throws IOException {
        Path path = FOLDER.resolve(file);
        if (Boolean.getBoolean("tde.frameworks.write")) {
            Files.write(Files.createDirectories(FOLDER).resolve(file), lines);
        }
        assertThat(Files.readAllLines(path)).isEqualTo(lines);
    }
}
