package io.tdejdbc.sqlparse.internal.parse;

import io.tdejdbc.sqlparse.LexicalFamily;
import io.tdejdbc.sqlparse.internal.lex.TokenKind;
import io.tdejdbc.sqlparse.internal.lex.Tokens;
import java.util.Map;

/** Joins characters to operators, by the rules of each family. */
final class Signs {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|?";
    private static final String NO_TRAILING_SIGN = "~!@#%^&|?";
    private static final Map<String, String> PAIRS =
            Map.of("<=", "<=", ">=", ">=", "<>", "<>", "!=", "!=", "||", "||", "=>", "=>");
    private static final Map<String, String> MYSQL = Map.of(
            "->>",
            "OTHER_OPERATOR",
            "->",
            "OTHER_OPERATOR",
            "<=>",
            "NULL_SAFE_EQUAL",
            "&&",
            "AND",
            ":=",
            "ASSIGN_OPERATOR",
            "<<",
            "OTHER_OPERATOR",
            ">>",
            "OTHER_OPERATOR");

    private final Tokens tokens;
    private final int end;
    private final LexicalFamily family;

    Signs(Tokens tokens, int end) {
        this.tokens = tokens;
        this.end = end;
        this.family = tokens.session().family();
    }

    /**
     * An operator or another sign.
     *
     * @param to the token after its last
     */
    record Sign(String terminal, int to) {}

    /** The sign that begins at a token. */
    Sign at(int i) {
        if (family == LexicalFamily.POSTGRESQL && isOperator(i)) {
            return postgresql(i);
        }
        for (int length = 3; length > 1; length--) {
            if (i + length <= end && adjacent(i, length)) {
                String text = tokens.text().substring(tokens.start(i), tokens.end(i + length - 1));
                String terminal = family == LexicalFamily.MYSQL ? MYSQL.get(text) : null;
                terminal = terminal == null ? PAIRS.get(text) : terminal;
                if (text.equals("||") && !tokens.session().concatenatingBars()) {
                    terminal = "OR_BARS";
                }
                if (terminal != null) {
                    return new Sign(terminal, i + length);
                }
            }
        }
        String single = tokens.text(i);
        boolean computes = family == LexicalFamily.MYSQL && "|&^~".contains(single);
        if (family == LexicalFamily.MYSQL && single.equals("!")) {
            return new Sign("PREFIX_OPERATOR", i + 1);
        }
        return new Sign(computes ? "OTHER_OPERATOR" : single, i + 1);
    }

    private boolean adjacent(int i, int length) {
        for (int k = i; k < i + length; k++) {
            if (tokens.kind(k) != TokenKind.SYMBOL || k > i && tokens.start(k) != tokens.end(k - 1)) {
                return false;
            }
        }
        return true;
    }

    /** PostgreSQL lets anybody define operators: the longest run of their characters is one. */
    private Sign postgresql(int i) {
        int to = i + 1;
        while (to < end && isOperator(to) && tokens.start(to) == tokens.end(to - 1)) {
            to++;
        }
        String text = tokens.text().substring(tokens.start(i), tokens.end(to - 1));
        while (text.length() > 1
                && (text.endsWith("+") || text.endsWith("-"))
                && text.chars().noneMatch(c -> NO_TRAILING_SIGN.indexOf(c) >= 0)) {
            text = text.substring(0, text.length() - 1);
            to--;
        }
        boolean known = switch (text) {
            case "<=", ">=", "<>", "!=", "||", "=>" -> true;
            default -> text.length() == 1 && "~!@#|&?".indexOf(text.charAt(0)) < 0;
        };
        return new Sign(known ? text : "OTHER_OPERATOR", to);
    }

    private boolean isOperator(int i) {
        return tokens.kind(i) == TokenKind.SYMBOL
                && OPERATOR_CHARACTERS.indexOf(tokens.text().charAt(tokens.start(i))) >= 0;
    }
}
