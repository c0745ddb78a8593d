package io.tdejdbc.keystore.internal.crypto;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values go through the batch path.
 *
 * @param minValues fewer values than this are encrypted one by one, in the column's shared session
 * @param maxRandomLength longer plaintexts of mode {@code random} are encrypted one by one
 * @param maxEqualityLength longer plaintexts of mode {@code equality} are encrypted one by one
 */
record BatchLimits(int minValues, int maxRandomLength, int maxEqualityLength) {

    /** What holds until the machine was measured. */
    static final BatchLimits INITIAL = new BatchLimits(16, 128, SivBatch.MAX_LENGTH);

    /** The batch path is never taken. */
    static final BatchLimits OFF = new BatchLimits(Integer.MAX_VALUE, 0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,7}):(\\d{1,7})");

    /** Checks the ranges. */
    BatchLimits {
        if (minValues < 1 || maxRandomLength < 0 || maxEqualityLength < 0) {
            throw new IllegalArgumentException("batch limits must not be negative");
        }
        maxRandomLength = Math.min(maxRandomLength, XaesBatch.MAX_LENGTH);
        maxEqualityLength = Math.min(maxEqualityLength, SivBatch.MAX_LENGTH);
    }

    /** Reads {@code off} or {@code <least values>:<greatest length>}. */
    static BatchLimits parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < 1) {
            throw new IllegalArgumentException(
                    "the system property " + BatchTuning.PROPERTY + " is wrong | found: " + text
                            + " | expected: auto, off, or <least values>:<greatest length>, such as 16:128 | fix: correct it or"
                            + " leave it out");
        }
        int length = Integer.parseInt(matcher.group(2));
        return new BatchLimits(Integer.parseInt(matcher.group(1)), length, length);
    }
}
