package io.tdejdbc.driver.internal.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** The orders in which databases put values, over their canonical bytes. */
public enum ValueOrder implements Comparator<byte[]> {
    /** Integers, and days as their numbers. */
    INTEGER {
        @Override
        public int compare(byte[] one, byte[] other) {
            return one.length == Long.BYTES && other.length == Long.BYTES
                    ? Long.compare(Canonical.number(one), Canonical.number(other))
                    : new BigInteger(one).compareTo(new BigInteger(other));
        }
    },

    /** Decimals: minus infinity, numbers, infinity, and what is no number last of all, as PostgreSQL has it. */
    DECIMAL {
        @Override
        public int compare(byte[] one, byte[] other) {
            int ranks = Integer.compare(rank(one[0]), rank(other[0]));
            Optional<BigDecimal> number = Canonical.decimal(one);
            Optional<BigDecimal> second = Canonical.decimal(other);
            return ranks != 0 || number.isEmpty() || second.isEmpty()
                    ? ranks
                    : number.get().compareTo(second.get());
        }

        private int rank(byte tag) {
            return switch (tag) {
                case Canonical.NEGATIVE_INFINITY -> 0;
                case Canonical.FINITE -> 1;
                case Canonical.PLUS_INFINITY -> 2;
                case Canonical.NAN -> 3;
                default -> throw new IllegalArgumentException("no decimal");
            };
        }
    },

    /** Points in time; an offset that is kept with one does not count. */
    MOMENT {
        @Override
        public int compare(byte[] one, byte[] other) {
            int seconds = Long.compare(Canonical.number(one), Canonical.number(other));
            return seconds != 0
                    ? seconds
                    : Integer.compare(Canonical.number32(one, Long.BYTES), Canonical.number32(other, Long.BYTES));
        }
    },

    /** FALSE before TRUE. */
    TRUTH {
        @Override
        public int compare(byte[] one, byte[] other) {
            return Byte.compare(one[0], other[0]);
        }
    },

    /** Texts by their UTF-16 units, as H2 has it without a collation: characters beyond U+FFFF come before U+E000. */
    UTF16 {
        @Override
        public int compare(byte[] one, byte[] other) {
            for (int i = 0; i < one.length && i < other.length; i++) {
                int a = one[i] & 0xFF;
                int b = other[i] & 0xFF;
                if (a != b) {
                    // Four bytes of UTF-8 are two surrogates, of which the first is at most U+DBFF.
                    boolean surrogates = a >= FIRST_OF_FOUR && b >= AFTER_SURROGATES && b < FIRST_OF_FOUR
                            || b >= FIRST_OF_FOUR && a >= AFTER_SURROGATES && a < FIRST_OF_FOUR;
                    return surrogates ? Integer.compare(b, a) : Integer.compare(a, b);
                }
            }
            return Integer.compare(one.length, other.length);
        }
    };

    private static final int FIRST_OF_FOUR = 0xF0;
    /** Begins U+E000. */
    private static final int AFTER_SURROGATES = 0xEE;

    /** Whether bytes are those of a value that a column can hold, and not of one that equals none of its values. */
    public static boolean isValue(byte[] canonical) {
        return !Arrays.equals(canonical, Canonical.never());
    }
}
