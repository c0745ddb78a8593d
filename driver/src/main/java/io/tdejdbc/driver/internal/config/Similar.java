package io.tdejdbc.driver.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Similar {
    private Similar() {}

    /**
     * The known word nearest to a mistyped one.
     *
     * @return empty if none is near enough: more than a third of the letters, but at least two, differ
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, wanted.length() / 3);
        return known.stream()
                .map(candidate -> new Distance(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.steps <= limit)
                .min(Comparator.comparingInt((Distance candidate) -> candidate.steps)
                        .thenComparing(candidate -> candidate.word))
                .map(candidate -> candidate.word);
    }

    /** Levenshtein's distance, with two rows. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }

    private record Distance(String word, int steps) {}
}
