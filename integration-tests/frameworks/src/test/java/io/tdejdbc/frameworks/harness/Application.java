package io.tdejdbc.frameworks.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * An application of one framework. It knows nothing of the driver: a data source is all that it is given. It does the
 * same work at every run and writes down every answer that it gets.
 */
public interface Application {

    /** The framework's name, as the recorded list has it. */
    String framework();

    /** The tables that belong to the framework itself and hold nothing of the application. */
    default List<String> ownTables() {
        return List.of();
    }

    /**
     * Does all the work on an empty database.
     *
     * @param site the database
     * @param answers where each step's answer goes
     */
    void run(Site site, Answers answers) throws Exception;

    /** A text of answers, one line each; what has no order of its own is put into one. */
    static String sorted(Stream<?> answers) {
        return answers.map(String::valueOf).sorted().reduce("", (text, line) -> text + line + "\n");
    }
}
