package io.tdejdbc.it.differential;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a list of statements. An entry begins with a line {@code [shape.number] expectation…}; the lines up to the first
 * that begins with {@code ? } are the statement; each {@code ? type value} line is a parameter; {@code undo: …} lines
 * clean up after it, {@code undo h2: …} on H2 alone, where DDL is not undone by a rollback. Lines that begin with {@code #} are comments. An expectation is {@code same}, {@code empty},
 * {@code declared:label},
 * {@code declared:type}, {@code declared:label-and-type}, {@code fails:<SQLState>} or {@code refused:<code>}; with {@code h2=}, {@code postgresql=} or {@code mariadb=} before it, it holds for
 * that kind alone, and {@code h2=-} leaves the kind out; with {@code literal=} before it, it holds for the text with
 * literals. The word {@code unordered} says that the order of rows does not matter although there is an ORDER BY.
 */
final class CaseFile {
    private CaseFile() {}

    /** The entries of a resource. */
    static List<Case> read(String resource) {
        List<Case> cases = new ArrayList<>();
        List<String> entry = new ArrayList<>();
        for (String line : Resources.lines(resource)) {
            if (line.startsWith("[")) {
                add(cases, entry);
                entry = new ArrayList<>();
            }
            if (!line.startsWith("#") && !line.isBlank()) {
                entry.add(line);
            }
        }
        add(cases, entry);
        return cases;
    }

    private static void add(List<Case> cases, List<String> entry) {
        if (entry.isEmpty()) {
            return;
        }
        String head = entry.get(0);
        String id = head.substring(1, head.indexOf(']'));
        List<String> words =
                List.of(head.substring(head.indexOf(']') + 1).strip().split("\\s+"));
        StringBuilder sql = new StringBuilder();
        List<Parameter> parameters = new ArrayList<>();
        List<String> undo = new ArrayList<>();
        for (String line : entry.subList(1, entry.size())) {
            if (line.startsWith("? ")) {
                String[] parts = line.substring(2).split(" ", 2);
                parameters.add(new Parameter(parts[0], parts.length == 2 ? parts[1] : ""));
            } else if (line.startsWith("undo")) {
                undo.add(line.substring("undo".length()).strip());
            } else {
                sql.append(sql.isEmpty() ? "" : "\n").append(line);
            }
        }
        boolean ordered = sql.toString().toUpperCase(Locale.ROOT).contains("ORDER BY") && !words.contains("unordered");
        cases.add(new Case(
                id, expectations(id, words), !ordered, sql.toString(), List.copyOf(parameters), List.copyOf(undo)));
    }

    private static Map<Backend.Kind, Case.Expectation> expectations(String id, List<String> words) {
        Map<Backend.Kind, Case.Expectation> expectations = new EnumMap<>(Backend.Kind.class);
        for (Backend.Kind kind : Backend.Kind.values()) {
            Case.Outcome outcome = null;
            Case.Outcome literal = null;
            for (String word : words) {
                String[] parts = word.split("=");
                List<String> scopes = List.of(parts).subList(0, parts.length - 1);
                String value = parts[parts.length - 1];
                boolean otherKind = scopes.stream().anyMatch(scope -> isKind(scope) && !scope.equals(name(kind)));
                if (value.equals("unordered") || otherKind) {
                    continue;
                }
                if (scopes.contains("literal")) {
                    literal = outcome(value);
                } else {
                    outcome = outcome(value);
                }
            }
            if (outcome == null) {
                throw new IllegalArgumentException("no expectation for " + id + " on " + kind);
            }
            if (outcome.kind() != Case.Outcome.Kind.SKIPPED) {
                expectations.put(kind, new Case.Expectation(outcome, literal == null ? outcome : literal));
            }
        }
        return expectations;
    }

    private static boolean isKind(String word) {
        return Arrays.stream(Backend.Kind.values()).anyMatch(kind -> word.equals(name(kind)));
    }

    private static String name(Backend.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Case.Outcome outcome(String word) {
        if (word.equals("-")) {
            return new Case.Outcome(Case.Outcome.Kind.SKIPPED, "");
        }
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        return new Case.Outcome(
                Case.Outcome.Kind.valueOf(name.toUpperCase(Locale.ROOT)), colon < 0 ? "" : word.substring(colon + 1));
    }
}
