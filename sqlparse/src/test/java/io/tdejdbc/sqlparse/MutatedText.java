package io.tdejdbc.sqlparse;

import io.tdejdbc.sqlparse.internal.lex.Lexer;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A statement text that was made from the cases and the corpus by a row of choices, token by token or character by
 * character, or out of nothing.
 *
 * @param dialect the word for the session, see {@link Sessions}
 * @param sql the text
 */
record MutatedText(String dialect, String sql) {
    private static final List<String> DIALECTS =
            List.of("pg", "h2", "mysql", "mssql", "oracle", "pg-escape", "mysql-noescape");
    private static final int MOST_EDITS = 8;
    /** A table that is joined to itself eight times takes the grammar long enough. */
    private static final int LONGEST = 2_000;

    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "`",
            "--",
            "/*",
            "*/",
            "/*!",
            "/*+",
            "#",
            "//",
            "$$",
            "$a$",
            "$1",
            "?1",
            "??",
            ";",
            "{",
            "}",
            "{fn",
            "{d",
            "\\",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u00a0",
            "\ufeff",
            "\ud83d\ude00",
            "\u017f",
            "\u0130",
            ":x",
            "@v",
            "E'",
            "N'",
            "q'[",
            "U&'",
            "U&\"",
            "X'",
            "B'",
            "_utf8'",
            "'" + AnalysisChecks.SECRET + "'",
            "1e",
            "0x",
            "1.",
            "::",
            ":=",
            "->>",
            "@>",
            "<=>",
            "(+)",
            "[",
            "]",
            "..",
            "ssn",
            "email",
            "customers",
            "orders",
            "other",
            "v_customers",
            "pending_people",
            "get_ssn",
            "AS customers",
            "ONLY",
            "LATERAL",
            "DISTINCT ON (",
            "FOR UPDATE OF",
            "WITH RECURSIVE",
            "MATERIALIZED",
            "DEFAULT",
            "RETURNING *",
            "ON CONFLICT",
            "ON DUPLICATE KEY UPDATE",
            "VALUES(",
            "COALESCE(",
            "CASE WHEN",
            "CAST(",
            "IS NOT DISTINCT FROM",
            "NOT",
            "ANY (",
            "TABLESAMPLE",
            "GROUPING SETS (",
            "OVER (",
            "WINDOW",
            "QUALIFY",
            "CONNECT BY",
            "COLLATE",
            "AT TIME ZONE",
            "INTO",
            "EXPLAIN",
            "CALL",
            "DO");

    private record Statement(String dialect, String sql) {}

    private static final List<Statement> STATEMENTS = statements();
    private static final List<String> VOCABULARY = vocabulary();

    /** Where choices come from: the bytes of a fuzzer. */
    interface Choices {
        /** A number from 0 to {@code bound - 1}; 0 when there is nothing left to choose. */
        int below(int bound);

        /** All that is left, as a text. */
        String rest();
    }

    private static List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        CorpusTest.corpus().forEach(line -> statements.add(new Statement(line[0], line[2].replace("\\n", "\n"))));
        CasesTest.cases()
                .forEach(line -> statements.add(
                        new Statement(line[0], line[1].replace("\\n", "\n").replace("\\r", "\r"))));
        return List.copyOf(statements);
    }

    private static List<String> vocabulary() {
        Set<String> words = new LinkedHashSet<>(PIECES);
        for (Statement statement : STATEMENTS) {
            tokens(statement).forEach(token -> words.add(token.strip()));
        }
        return List.copyOf(words);
    }

    /** The tokens, each with what stands before it. */
    private static List<String> tokens(Statement statement) {
        Tokens tokens = Lexer.lex(statement.sql(), Sessions.of(statement.dialect()));
        List<String> parts = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            parts.add(statement.sql().substring(end, tokens.end(i)));
            end = tokens.end(i);
        }
        return parts;
    }

    /** The text that the choices lead to. */
    static MutatedText of(Choices choices) {
        int kind = choices.below(16);
        if (kind == 15) {
            return new MutatedText(DIALECTS.get(choices.below(DIALECTS.size())), shortened(choices.rest()));
        }
        Statement from = STATEMENTS.get(choices.below(STATEMENTS.size()));
        String dialect = kind < 12 ? from.dialect() : DIALECTS.get(choices.below(DIALECTS.size()));
        List<String> parts = new ArrayList<>(tokens(from));
        int edits = 1 + choices.below(MOST_EDITS);
        for (int i = 0; i < edits && !parts.isEmpty(); i++) {
            edit(parts, choices);
        }
        return new MutatedText(dialect, shortened(String.join("", parts)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static void edit(List<String> parts, Choices choices) {
        int kind = choices.below(10);
        int at = choices.below(parts.size());
        switch (kind) {
            case 0 -> {
                int to = Math.min(parts.size(), at + 1 + choices.below(6));
                parts.subList(at, to).clear();
            }
            case 1 -> {
                int to = Math.min(parts.size(), at + 1 + choices.below(8));
                parts.addAll(at, List.copyOf(parts.subList(at, to)));
            }
            case 2 -> Collections.swap(parts, at, choices.below(parts.size()));
            case 3 -> parts.set(at, " " + word(choices));
            case 4 -> parts.add(at, " " + word(choices));
            case 5 -> parts.add(at, word(choices));
            case 6 -> {
                List<String> other = tokens(STATEMENTS.get(choices.below(STATEMENTS.size())));
                if (!other.isEmpty()) {
                    int from = choices.below(other.size());
                    int to = Math.min(other.size(), from + 1 + choices.below(24));
                    parts.addAll(at, other.subList(from, to));
                    parts.set(at, " " + parts.get(at));
                }
            }
            case 7 -> {
                int to = Math.min(parts.size(), at + 1 + choices.below(12));
                parts.add(to, ")");
                parts.add(at, " " + word(choices) + "(");
            }
            case 8 -> parts.set(at, " ( " + String.join("", Arrays.asList(parts.get(at), " ) ")));
            default -> {
                String part = parts.get(at);
                int character = choices.below(part.length() + 1);
                int length = choices.below(3);
                parts.set(
                        at,
                        part.substring(0, character)
                                + (choices.below(2) == 0 ? "" : (char) choices.below(128))
                                + part.substring(Math.min(part.length(), character + length)));
            }
        }
    }

    private static String word(Choices choices) {
        return VOCABULARY.get(choices.below(VOCABULARY.size()));
    }
}
