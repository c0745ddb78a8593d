package io.tdejdbc.sqlparse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A statement that an application of a framework was seen to send; {@code integration-tests/frameworks} records them.
 *
 * @param dialect the word of {@link Sessions}
 * @param framework who sent it
 * @param step what the application was doing
 * @param sql the text
 */
record FrameworkStatement(String dialect, String framework, String step, String sql) {

    /** All of them, in the order in which they were sent. */
    static List<FrameworkStatement> all() {
        return rows("statements.tsv")
                .map(cells -> new FrameworkStatement(cells[0], cells[1], cells[2], cells[3].replace("\\n", "\n")))
                .toList();
    }

    /** The cells of a recorded list, without its heading. */
    static java.util.stream.Stream<String[]> rows(String file) {
        try (InputStream in =
                Objects.requireNonNull(FrameworkStatement.class.getResourceAsStream("frameworks/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
