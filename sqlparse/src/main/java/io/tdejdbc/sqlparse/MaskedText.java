package io.tdejdbc.sqlparse;

import io.tdejdbc.sqlparse.internal.lex.Lexer;
import io.tdejdbc.sqlparse.internal.lex.Tokens;

/** Shows statement texts without the values in them. */
public final class MaskedText {
    private static final String HIDDEN = "…";

    private MaskedText() {}

    /**
     * The text with {@code '…'} for each string, {@code …} for each number and {@code /*…*}{@code /} for each comment; one
     * {@code …} for a text that could be cut into other tokens.
     *
     * @param session how the backend session reads text
     */
    public static String of(String sql, SqlSession session) {
        Tokens tokens = Lexer.lex(sql, session);
        if (tokens.doubtful()) {
            return HIDDEN;
        }
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            gap(text, sql.substring(end, tokens.start(i)));
            text.append(
                    switch (tokens.kind(i)) {
                        case STRING, BINARY, BITS -> "'" + HIDDEN + "'";
                        case NUMBER -> HIDDEN;
                        // A string or a name, as the server is set.
                        case QUOTED_NAME ->
                            session.family() == LexicalFamily.MYSQL
                                            && tokens.text(i).startsWith("\"")
                                    ? "'" + HIDDEN + "'"
                                    : tokens.text(i);
                        default -> tokens.text(i);
                    });
            end = tokens.end(i);
        }
        gap(text, sql.substring(end));
        return text.toString();
    }

    private static void gap(StringBuilder text, String between) {
        text.append(between.isBlank() ? between : " /*" + HIDDEN + "*/ ");
    }
}
