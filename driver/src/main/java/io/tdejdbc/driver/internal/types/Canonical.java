package io.tdejdbc.driver.internal.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The canonical plaintext, version 1: what is encrypted. Frozen by {@code canonical-vectors.tsv} among the test
 * resources; every later version must read it. Numbers are big-endian.
 */
final class Canonical {
    /** Seconds or days that stand for PostgreSQL's infinity. */
    static final long INFINITY = Long.MAX_VALUE;
    /** Seconds or days that stand for PostgreSQL's minus infinity. */
    static final long MINUS_INFINITY = Long.MIN_VALUE;

    static final byte FINITE = 0;
    static final byte NAN = 1;
    static final byte PLUS_INFINITY = 2;
    static final byte NEGATIVE_INFINITY = 3;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Canonical() {}

    /**
     * Bytes that no stored value of any family but BINARY has, for a comparison with something the column cannot
     * hold: no UTF-8 text, no number, date or UUID is this single byte.
     */
    static byte[] never() {
        return new byte[] {(byte) 0xFF};
    }

    /** Whether a text has a surrogate without its other half, which UTF-8 cannot carry. */
    static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0, n = text.length(); i < n; i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == n || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** TEXT of well-formed Unicode. */
    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] canonical) {
        return new String(canonical, StandardCharsets.UTF_8);
    }

    /** INTEGER of signed 64 bit. */
    static byte[] integer(long value) {
        byte[] bytes = new byte[8];
        LONG.set(bytes, 0, value);
        return bytes;
    }

    /** INTEGER of any width. */
    static byte[] integer(BigInteger value) {
        return value.bitLength() < 64 ? integer(value.longValue()) : value.toByteArray();
    }

    /** A 64-bit number that stands first. */
    static long number(byte[] canonical) {
        return (long) LONG.get(canonical, 0);
    }

    /** A 32-bit number at an offset. */
    static int number32(byte[] canonical, int offset) {
        return (int) INT.get(canonical, offset);
    }

    /** DECIMAL, finite, with its scale. */
    static byte[] decimal(BigDecimal value) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        byte[] bytes = new byte[5 + unscaled.length];
        bytes[0] = FINITE;
        INT.set(bytes, 1, value.scale());
        System.arraycopy(unscaled, 0, bytes, 5, unscaled.length);
        return bytes;
    }

    /** DECIMAL of a tag other than {@link #FINITE}. */
    static byte[] decimal(byte tag) {
        return new byte[] {tag};
    }

    /** The finite DECIMAL; empty if it is another one or no DECIMAL at all. */
    static Optional<BigDecimal> decimal(byte[] canonical) {
        if (canonical.length < 6 || canonical[0] != FINITE) {
            return Optional.empty();
        }
        BigInteger unscaled = new BigInteger(canonical, 5, canonical.length - 5);
        return Optional.of(new BigDecimal(unscaled, number32(canonical, 1)));
    }

    /** FLOAT, single: every NaN is the canonical one. */
    static byte[] real(float value) {
        byte[] bytes = new byte[4];
        INT.set(bytes, 0, Float.floatToIntBits(value));
        return bytes;
    }

    static float real(byte[] canonical) {
        return Float.intBitsToFloat(number32(canonical, 0));
    }

    /** FLOAT, double: every NaN is the canonical one. */
    static byte[] doubleValue(double value) {
        return integer(Double.doubleToLongBits(value));
    }

    static double doubleValue(byte[] canonical) {
        return Double.longBitsToDouble(number(canonical));
    }

    /** BOOLEAN. */
    static byte[] truth(boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }

    /** LOCAL_TIMESTAMP, or INSTANT without offset. */
    static byte[] moment(long second, int nano) {
        byte[] bytes = new byte[12];
        LONG.set(bytes, 0, second);
        INT.set(bytes, 8, nano);
        return bytes;
    }

    /** INSTANT that keeps its offset. */
    static byte[] moment(long second, int nano, int offset) {
        byte[] bytes = new byte[16];
        LONG.set(bytes, 0, second);
        INT.set(bytes, 8, nano);
        INT.set(bytes, 12, offset);
        return bytes;
    }

    /** OFFSET_TIME. */
    static byte[] offsetTime(long nanoOfDay, int offset) {
        byte[] bytes = new byte[12];
        LONG.set(bytes, 0, nanoOfDay);
        INT.set(bytes, 8, offset);
        return bytes;
    }

    /** UUID. */
    static byte[] uuid(UUID value) {
        byte[] bytes = new byte[16];
        LONG.set(bytes, 0, value.getMostSignificantBits());
        LONG.set(bytes, 8, value.getLeastSignificantBits());
        return bytes;
    }

    static UUID uuid(byte[] canonical) {
        return new UUID((long) LONG.get(canonical, 0), (long) LONG.get(canonical, 8));
    }

    /** BINARY: a copy, because the caller may change its array. */
    static byte[] binary(byte[] value) {
        return Arrays.copyOf(value, value.length);
    }
}
