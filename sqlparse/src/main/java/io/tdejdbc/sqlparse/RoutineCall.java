package io.tdejdbc.sqlparse;

import io.tdejdbc.sqlparse.internal.lex.Lexer;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A statement that names a routine whose parameters the caller wants to know: {@code {? = call name(?, ?)}} or
 * {@code CALL name(?, ?)}.
 *
 * @param name the routine's name by its parts, catalog spelling
 * @param arguments for position 0, the marker before the equals sign, and each argument from 1 on the number of its
 *     parameter marker; empty numbers for literals and for a missing position 0. Empty if the routine stands in any other
 *     statement, or among other arguments
 * @param markers offsets of all parameter markers
 */
public record RoutineCall(List<String> name, Optional<List<OptionalInt>> arguments, List<Integer> markers) {

    /** Copies the lists. */
    public RoutineCall {
        name = List.copyOf(name);
        arguments = arguments.map(List::copyOf);
        markers = List.copyOf(markers);
    }

    /**
     * Looks for a call.
     *
     * @param wanted whether a routine of this simple name, catalog spelling, is one to be told of
     * @return empty if no such name stands before a parenthesis
     */
    public static Optional<RoutineCall> find(String sql, SqlSession session, Predicate<String> wanted) {
        Tokens tokens = Lexer.lex(sql, session);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (isName(tokens, i) && tokens.isSymbol(i + 1, '(') && wanted.test(tokens.name(i))) {
                return Optional.of(read(tokens, i));
            }
        }
        return Optional.empty();
    }

    private static boolean isName(Tokens tokens, int i) {
        return tokens.kind(i) == TokenKind.WORD || tokens.kind(i) == TokenKind.QUOTED_NAME;
    }

    private static RoutineCall read(Tokens tokens, int last) {
        List<Integer> markers = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.PARAMETER) {
                markers.add(tokens.start(i));
            }
        }
        int first = last;
        List<String> name = new ArrayList<>(List.of(tokens.name(last)));
        while (first >= 2 && tokens.isSymbol(first - 1, '.') && isName(tokens, first - 2)) {
            first -= 2;
            name.add(0, tokens.name(first));
        }
        boolean readable = !tokens.doubtful() && !tokens.odd() && tokens.numberedParameters() == 0;
        return new RoutineCall(name, readable ? arguments(tokens, first, last) : Optional.empty(), markers);
    }

    private static Optional<List<OptionalInt>> arguments(Tokens tokens, int first, int name) {
        int begin = 0;
        int end = tokens.size();
        boolean escape = tokens.isSymbol(0, '{');
        boolean returns = false;
        if (escape) {
            if (!tokens.isSymbol(end - 1, '}')) {
                return Optional.empty();
            }
            begin++;
            end--;
            returns = tokens.kind(begin) == TokenKind.PARAMETER && tokens.isSymbol(begin + 1, '=');
            begin += returns ? 2 : 0;
        } else if (tokens.isSymbol(end - 1, ';')) {
            end--;
        }
        if (!tokens.isWord(begin, "CALL") || begin + 1 != first || tokens.afterGroup(name + 1) != end) {
            return Optional.empty();
        }
        List<OptionalInt> arguments = new ArrayList<>();
        arguments.add(returns ? OptionalInt.of(1) : OptionalInt.empty());
        int marker = returns ? 1 : 0;
        for (int i = name + 2; i < end - 1; i += 2) {
            boolean last = i + 1 == end - 1;
            if (!tokens.isSymbol(i + 1, last ? ')' : ',') || !last && i + 2 == end - 1) {
                return Optional.empty();
            }
            if (tokens.kind(i) == TokenKind.PARAMETER) {
                marker++;
                arguments.add(OptionalInt.of(marker));
            } else if (isLiteral(tokens, i)) {
                arguments.add(OptionalInt.empty());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    private static boolean isLiteral(Tokens tokens, int i) {
        return switch (tokens.kind(i)) {
            case STRING, BINARY, BITS, NUMBER -> true;
            default -> tokens.isAnyWord(i, "NULL", "TRUE", "FALSE");
        };
    }
}
