package io.tdejdbc.sqlparse.internal.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of terminals that the grammar of one family knows. */
final class Vocabulary {
    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Integer> named = new HashMap<>();
    private final int identifier;
    private final int unknown;

    /**
     * The kinds by their place among the images.
     *
     * @param images of a keyword or sign, itself in double quotes; of a terminal that no text is, its name after a blank in
     *     double quotes; of others, a name in angle brackets
     */
    Vocabulary(List<String> images) {
        for (int kind = 0; kind < images.size(); kind++) {
            String image = images.get(kind);
            if (image.startsWith("\" ") && image.length() > 3) {
                named.put(image.substring(2, image.length() - 1), kind);
            } else if (image.startsWith("\"") && image.length() > 2) {
                words.put(image.substring(1, image.length() - 1), kind);
            } else {
                named.put(image, kind);
            }
        }
        this.identifier = kind("<IDENTIFIER>");
        this.unknown = kind("<BEL>");
    }

    /** The kind of a terminal that the grammar must know. */
    int kind(String terminal) {
        Integer kind = named.get(terminal);
        kind = kind == null ? words.get(terminal) : kind;
        if (kind == null) {
            throw new IllegalArgumentException(terminal);
        }
        return kind;
    }

    /** The kind of a sign; one that no sentence has if the grammar does not know it. */
    int sign(String terminal) {
        return named.getOrDefault(terminal, words.getOrDefault(terminal, unknown));
    }

    /** The kind of a word of the statement: a keyword, or an identifier. */
    int word(String upper) {
        return words.getOrDefault(upper, identifier);
    }
}
