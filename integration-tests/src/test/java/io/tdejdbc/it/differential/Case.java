package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of the list.
 *
 * @param id {@code shape.number}
 * @param expectations what is expected on each kind of backend; a kind that is missing does not run it
 * @param unordered whether the order of rows may differ
 * @param sql the text, parameters as {@code ?}
 * @param parameters one for each {@code ?}
 * @param undo lines that clean up where a rollback does not, see {@link CaseFile}
 */
record Case(
        String id,
        Map<Backend.Kind, Expectation> expectations,
        boolean unordered,
        String sql,
        List<Parameter> parameters,
        List<String> undo) {

    private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|--[^\n]*|/\\*.*?\\*/|\\?");

    /** The shape: the id up to its dot. */
    String shape() {
        return id.substring(0, id.lastIndexOf('.'));
    }

    /** The statements that clean up on a kind of backend. */
    List<String> undo(Backend.Kind kind) {
        return undo.stream()
                .filter(line ->
                        line.startsWith(":") || line.startsWith(kind.name().toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
    }

    /** The statement with literals in place of parameters. */
    String withLiterals(Backend.Kind kind) {
        Matcher matcher = TOKEN.matcher(sql);
        StringBuilder out = new StringBuilder();
        int next = 0;
        while (matcher.find()) {
            String piece = matcher.group().equals("?") ? parameters.get(next++).literal(kind) : matcher.group();
            matcher.appendReplacement(out, Matcher.quoteReplacement(piece));
        }
        return matcher.appendTail(out).toString();
    }

    @Override
    public String toString() {
        return id;
    }

    /**
     * What should come out.
     *
     * @param outcome for prepared statements
     * @param literalOutcome for the text with literals; the same outcome unless the list says otherwise
     */
    record Expectation(Outcome outcome, Outcome literalOutcome) {}

    /**
     * An outcome of a comparison.
     *
     * @param kind which
     * @param code the code of a refusal, the SQLState of a failure; otherwise empty
     */
    record Outcome(Kind kind, String code) {
        /** The kinds of outcomes. */
        enum Kind {
            /** Both sides gave the same rows or counts, and there were some. */
            SAME,
            /** Both sides gave the same, but nothing or nobody was concerned; never counted as the same. */
            EMPTY,
            /** Both sides failed with the same SQLState; never counted as the same. */
            FAILS,
            /**
             * The same but for something that the documentation declares to differ, named by the code: {@code label}, where
             * the backend makes a column's label out of the statement's text, and {@code type}, where it forgets the
             * declared length of an expression or calls it text; never counted as the same.
             */
            DECLARED,
            /** The driver refused what the plain side executes. */
            REFUSED,
            /** Anything else. */
            WRONG,
            /** The variant is not run. */
            SKIPPED
        }

        @Override
        public String toString() {
            return code.isEmpty() ? kind.name() : kind + ":" + code;
        }
    }
}
