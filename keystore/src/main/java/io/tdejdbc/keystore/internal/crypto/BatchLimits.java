package io.tdejdbc.keystore.internal.crypto;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values go through the batch path.
 *
 * @param minValues fewer values than this are encrypted one by one, in the column's shared session
 * @param minReads fewer values than this of one session are decrypted one by one
 * @param lanesFrom from how many values in a window on the GHASH of mode {@code random} runs in lanes
 * @param maxRandomLength longer plaintexts of mode {@code random} are encrypted one by one
 * @param maxEqualityLength longer plaintexts of mode {@code equality} are encrypted one by one
 */
record BatchLimits(int minValues, int minReads, int lanesFrom, int maxRandomLength, int maxEqualityLength) {

    /** As a number of values. */
    static final int NEVER = Integer.MAX_VALUE;

    private static final int LANES_FROM = 24;

    /** What holds until the machine was measured. */
    static final BatchLimits INITIAL = new BatchLimits(8, 8, LANES_FROM, 128, SivBatch.MAX_LENGTH);

    /** The batch path is never taken. */
    static final BatchLimits OFF = new BatchLimits(NEVER, NEVER, NEVER, 0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,7}):(\\d{1,7})");

    /** Checks the ranges. */
    BatchLimits {
        if (minValues < 1 || minReads < 1 || lanesFrom < 1 || maxRandomLength < 0 || maxEqualityLength < 0) {
            throw new IllegalArgumentException("batch limits must not be negative");
        }
        maxRandomLength = Math.min(maxRandomLength, XaesBatch.MAX_LENGTH);
        maxEqualityLength = Math.min(maxEqualityLength, SivBatch.MAX_LENGTH);
    }

    /** Whether they send no less through the batch path than others do. */
    boolean reach(BatchLimits others) {
        return or(others).equals(this);
    }

    /** What sends through the batch path all that these or the others do. */
    BatchLimits or(BatchLimits others) {
        return new BatchLimits(
                Math.min(minValues, others.minValues),
                Math.min(minReads, others.minReads),
                Math.min(lanesFrom, others.lanesFrom),
                Math.max(maxRandomLength, others.maxRandomLength),
                Math.max(maxEqualityLength, others.maxEqualityLength));
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
        int values = Integer.parseInt(matcher.group(1));
        int length = Integer.parseInt(matcher.group(2));
        return new BatchLimits(values, values, LANES_FROM, length, length);
    }
}
