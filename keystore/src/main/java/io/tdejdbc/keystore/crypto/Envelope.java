package io.tdejdbc.keystore.crypto;

import io.tdejdbc.keystore.ProtectionMode;

/**
 * The outer form of a stored value: first byte the format, then, in all formats but {@link #PLAIN}, three bytes of key
 * generation, big-endian. Format bytes never begin UTF-8 text. What these methods say of a value is a look at its first
 * bytes; whether it is genuine, only decrypting tells.
 */
public final class Envelope {

    /** A plain value in a column that is being migrated: the database's text form follows. */
    public static final byte PLAIN = (byte) 0xF8;
    /** XAES-256-GCM, randomised. */
    public static final byte RANDOM = (byte) 0xF9;
    /** AES-SIV, deterministic. */
    public static final byte EQUALITY = (byte) 0xFA;
    /** Reserved for comparison by folded value. */
    public static final byte FOLD = (byte) 0xFB;
    /** Reserved for streamed large objects. */
    public static final byte STREAM = (byte) 0xFC;
    /** Reserved for ranges and text search. */
    public static final byte ORDER = (byte) 0xFD;

    /** Bytes by which a {@code random} envelope is longer than its plaintext: 1 + 3 + 12 + 12 + 16. */
    public static final int RANDOM_OVERHEAD = 44;
    /** Bytes by which an {@code equality} envelope is longer than its plaintext: 1 + 3 + 16. */
    public static final int EQUALITY_OVERHEAD = 20;
    /** The highest key generation; the lowest is 1. */
    public static final int MAX_GENERATION = 0xFFFFFF;

    private static final int HEADER = 4;

    private Envelope() {}

    /** Whether this byte stands for a format of this or a later version, the plain one included. */
    public static boolean isFormat(byte first) {
        return first >= PLAIN && first <= ORDER;
    }

    /** Whether a stored value that begins with this byte is encrypted, by any format of this or a later version. */
    public static boolean isEnvelope(byte first) {
        return first >= RANDOM && first <= ORDER;
    }

    /** Whether the stored value looks encrypted: a format byte, a generation, and the least length of its format. */
    public static boolean isEnvelope(byte[] stored) {
        return stored.length >= HEADER
                && isEnvelope(stored[0])
                && stored.length >= minimumLength(stored[0])
                && generation(stored) > 0;
    }

    /** Whether the stored value carries the marker of a plain value. */
    public static boolean isPlain(byte[] stored) {
        return stored.length > 0 && stored[0] == PLAIN;
    }

    /** The key generation that a stored value of at least four bytes names. */
    public static int generation(byte[] stored) {
        if (stored.length < HEADER) {
            throw new IllegalArgumentException("no room for a generation in " + stored.length + " bytes");
        }
        return (stored[1] & 0xff) << 16 | (stored[2] & 0xff) << 8 | stored[3] & 0xff;
    }

    /** The least length of a stored value of the format, that of an empty plaintext; 4 for the reserved ones. */
    public static int minimumLength(byte format) {
        return switch (format) {
            case PLAIN -> 1;
            case RANDOM -> RANDOM_OVERHEAD;
            case EQUALITY -> EQUALITY_OVERHEAD;
            case FOLD, STREAM, ORDER -> HEADER;
            default -> throw new IllegalArgumentException("no format: 0x" + Integer.toHexString(format & 0xff));
        };
    }

    /** The format in which values of the mode are written. */
    public static byte format(ProtectionMode mode) {
        return switch (mode) {
            case RANDOM -> RANDOM;
            case EQUALITY -> EQUALITY;
        };
    }

    /** Bytes by which stored values of the mode are longer than their canonical plaintext. */
    public static int overhead(ProtectionMode mode) {
        return minimumLength(format(mode));
    }
}
