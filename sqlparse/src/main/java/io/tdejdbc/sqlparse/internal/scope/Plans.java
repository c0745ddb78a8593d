package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.Effects;
import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.Plan;
import io.tdejdbc.sqlparse.ProtectedColumn;
import io.tdejdbc.sqlparse.ResultColumn;
import io.tdejdbc.sqlparse.Segment;
import io.tdejdbc.sqlparse.ValueUse;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Cuts the original text at the places that a walk has found, and nowhere else. */
public final class Plans {
    private Plans() {}

    /** The plan of a walked statement. */
    public static Plan of(Statement statement, Manipulations.Walked walked, Effects effects) {
        List<ResultColumn> result = new ArrayList<>();
        for (Column column : walked.columns()) {
            Optional<ProtectedColumn> protectedColumn =
                    column.flow() instanceof Flow.Stored stored ? Optional.of(stored.column()) : Optional.empty();
            result.add(new ResultColumn(column.name(), protectedColumn));
        }
        return new Plan(
                walked.kind(),
                segments(statement),
                outerParameters(statement.tokens()),
                result,
                effects,
                statement.bystanders(),
                statement.arrangement());
    }

    private static List<Segment> segments(Statement statement) {
        Tokens tokens = statement.tokens();
        String text = tokens.text();
        List<Segment> segments = new ArrayList<>();
        int done = 0;
        int parameter = 0;
        for (Edit edit : statement.edits().values()) {
            while (parameter < statement.parameterTokens().length
                    && tokens.start(statement.parameterTokens()[parameter]) < edit.start()) {
                done = parameter(statement, parameter++, done, segments);
            }
            text(text, done, edit.start(), segments);
            boolean literal = edit.literal().isPresent();
            blank(isWord(text, edit.start() - 1) && (literal || begins(text, edit)), segments);
            if (literal) {
                // A sign before the number belongs to the edit; the note is kept at the number.
                int last = tokens.at(edit.end() - 1);
                Optional<ValueUse> typed = Optional.empty();
                for (int token = tokens.at(edit.start()); typed.isEmpty() && token <= last; token++) {
                    typed = statement.surroundings().typedUse(token);
                }
                LiteralValue value = edit.literal().get();
                ProtectedColumn column = edit.column().orElseThrow();
                segments(
                        key -> new Segment.Literal(value, column, edit.use(), key),
                        typed,
                        statement.surroundings().doubled(edit.start()),
                        segments);
            } else {
                segments.add(new Segment.Text(edit.insertion()));
            }
            blank(isWord(text, edit.end()) && (literal || ends(edit)), segments);
            done = edit.end();
            while (parameter < statement.parameterTokens().length
                    && tokens.start(statement.parameterTokens()[parameter]) < done) {
                // The driver uses it itself.
                parameter++;
            }
        }
        while (parameter < statement.parameterTokens().length) {
            done = parameter(statement, parameter++, done, segments);
        }
        text(text, done, text.length(), segments);
        return segments;
    }

    /** Keeps a word apart from what takes the place of a token that needed no blank beside it. */
    private static void blank(boolean needed, List<Segment> segments) {
        if (needed) {
            segments.add(new Segment.Text(" "));
        }
    }

    private static boolean begins(String text, Edit edit) {
        return edit.insertion().isEmpty() ? isWord(text, edit.end()) : isWord(edit.insertion(), 0);
    }

    private static boolean ends(Edit edit) {
        return isWord(edit.insertion(), edit.insertion().length() - 1);
    }

    private static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
    }

    private static int parameter(Statement statement, int parameter, int done, List<Segment> segments) {
        Tokens tokens = statement.tokens();
        int token = statement.parameterTokens()[parameter];
        text(tokens.text(), done, tokens.start(token), segments);
        int outer = outerIndex(tokens, token, parameter);
        Segment.Binding binding = statement.binding(parameter);
        segments(
                key -> new Segment.Parameter(outer, key == 0 ? binding : byKey(binding, key)),
                statement.surroundings().typedUse(token),
                statement.surroundings().doubled(tokens.start(token)),
                segments);
        return tokens.end(token);
    }

    private static Segment.Binding byKey(Segment.Binding binding, int searchKey) {
        Segment.Binding.Protected first = (Segment.Binding.Protected) binding;
        return new Segment.Binding.Protected(first.column(), first.use(), first.steps(), searchKey);
    }

    /** A value, by both search keys where it is asked for by both. */
    private static void segments(
            IntFunction<Segment> value,
            Optional<ValueUse> typed,
            Optional<Surroundings.Doubled> doubled,
            List<Segment> segments) {
        if (doubled.isEmpty()) {
            segments(value.apply(0), typed, segments);
            return;
        }
        segments.add(new Segment.Text(doubled.get().before()));
        segments(value.apply(0), typed, segments);
        segments.add(new Segment.Text(doubled.get().between()));
        segments(value.apply(1), typed, segments);
        segments.add(new Segment.Text(doubled.get().after()));
    }

    /** A value, with a cast around it where it needs one. */
    private static void segments(Segment value, Optional<ValueUse> typed, List<Segment> segments) {
        if (typed.isEmpty()) {
            segments.add(value);
            return;
        }
        segments.add(new Segment.Text("CAST("));
        segments.add(value);
        // A cast to VARBINARY cuts what is longer than a megabyte; only what is stored may be that long.
        segments.add(new Segment.Text(typed.get() == ValueUse.ASSIGNED ? " AS BLOB)" : " AS VARBINARY)"));
    }

    private static void text(String text, int from, int to, List<Segment> segments) {
        if (to > from) {
            segments.add(new Segment.Text(text.substring(from, to)));
        }
    }

    static int outerIndex(Tokens tokens, int token, int parameter) {
        return tokens.numberedParameters() == 0
                ? parameter + 1
                : Integer.parseInt(tokens.text(token).substring(1));
    }

    private static int outerParameters(Tokens tokens) {
        int highest = tokens.parameters();
        if (tokens.numberedParameters() > 0) {
            highest = 0;
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.kind(i) == TokenKind.PARAMETER) {
                    highest = Math.max(highest, outerIndex(tokens, i, 0));
                }
            }
        }
        return highest;
    }
}
