package io.tdejdbc.sqlparse.internal.scope;

import io.tdejdbc.sqlparse.LiteralValue;
import io.tdejdbc.sqlparse.LiteralValue.Kind;
import io.tdejdbc.sqlparse.internal.lex.Literals;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Optional;

/** Checks that a span of tokens is exactly one literal, and reads its value from the source text. */
final class LiteralShape {
    private LiteralShape() {}

    static Optional<LiteralValue> decode(Span span, Tokens tokens) {
        int from = span.from();
        if (from < 0) {
            return Optional.empty();
        }
        return switch (span.to() - from) {
            case 1 -> single(tokens, from);
            case 2 -> pair(tokens, from);
            case 4 -> escape(tokens, from);
            case 5 -> zoned(tokens, from);
            default -> Optional.empty();
        };
    }

    private static Optional<LiteralValue> single(Tokens tokens, int i) {
        return switch (tokens.kind(i)) {
            case STRING -> Literals.string(tokens, i).map(value -> new LiteralValue(Kind.STRING, value));
            case NUMBER -> Optional.of(new LiteralValue(Kind.NUMBER, tokens.text(i)));
            case BINARY -> binary(tokens.text(i));
            case WORD -> {
                if (tokens.isWord(i, "TRUE")) {
                    yield Optional.of(new LiteralValue(Kind.BOOLEAN, "true"));
                }
                yield tokens.isWord(i, "FALSE")
                        ? Optional.of(new LiteralValue(Kind.BOOLEAN, "false"))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<LiteralValue> binary(String text) {
        String digits = text.substring(2, text.length() - 1);
        boolean hex = digits.length() % 2 == 0;
        for (int i = 0; i < digits.length(); i++) {
            hex &= digits.charAt(i) < 0x80 && Character.digit(digits.charAt(i), 16) >= 0;
        }
        return hex ? Optional.of(new LiteralValue(Kind.BINARY, digits)) : Optional.empty();
    }

    private static Optional<LiteralValue> pair(Tokens tokens, int i) {
        if (tokens.kind(i + 1) == TokenKind.NUMBER && (tokens.isSymbol(i, '-') || tokens.isSymbol(i, '+'))) {
            return Optional.of(new LiteralValue(Kind.NUMBER, tokens.text(i) + tokens.text(i + 1)));
        }
        if (tokens.isWord(i, "DATE")) {
            return typed(tokens, i + 1, Kind.DATE);
        }
        if (tokens.isWord(i, "TIME")) {
            return typed(tokens, i + 1, Kind.TIME);
        }
        return tokens.isWord(i, "TIMESTAMP") ? typed(tokens, i + 1, Kind.TIMESTAMP) : Optional.empty();
    }

    private static Optional<LiteralValue> typed(Tokens tokens, int i, Kind kind) {
        if (tokens.kind(i) != TokenKind.STRING) {
            return Optional.empty();
        }
        return Literals.string(tokens, i).map(value -> new LiteralValue(kind, value));
    }

    /** {@code {d '…'}} */
    private static Optional<LiteralValue> escape(Tokens tokens, int i) {
        if (!tokens.isSymbol(i, '{') || !tokens.isSymbol(i + 3, '}')) {
            return Optional.empty();
        }
        if (tokens.isWord(i + 1, "D")) {
            return typed(tokens, i + 2, Kind.DATE);
        }
        if (tokens.isWord(i + 1, "T")) {
            return typed(tokens, i + 2, Kind.TIME);
        }
        return tokens.isWord(i + 1, "TS") ? typed(tokens, i + 2, Kind.TIMESTAMP) : Optional.empty();
    }

    /** {@code TIMESTAMP WITH TIME ZONE '…'} */
    private static Optional<LiteralValue> zoned(Tokens tokens, int i) {
        if (!tokens.areWords(i + 1, "WITH", "TIME", "ZONE")) {
            return Optional.empty();
        }
        if (tokens.isWord(i, "TIME")) {
            return typed(tokens, i + 4, Kind.TIME);
        }
        return tokens.isWord(i, "TIMESTAMP") ? typed(tokens, i + 4, Kind.TIMESTAMP) : Optional.empty();
    }
}
