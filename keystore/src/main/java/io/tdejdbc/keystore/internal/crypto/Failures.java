package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;

/** The failures of value encryption, each with its code. They name the place and the form of a value, never its content. */
final class Failures {

    private final String place;

    Failures(ValueContext context) {
        this.place = (context.isDomain()
                        ? "key domain " + context.table()
                        : "table " + context.table() + " column " + context.column())
                + " (" + context.family().name().toLowerCase(Locale.ROOT) + ")";
    }

    /** Why the stored value's head cannot be one of the given format and generations. */
    KeystoreException badHead(byte[] stored, byte format, int[] generations) {
        int first = stored.length == 0 ? -1 : stored[0] & 0xff;
        if (stored.length == 0 || !Envelope.isFormat(stored[0])) {
            return data(
                    "001",
                    "a stored value is no envelope",
                    stored.length == 0 ? "an empty value" : stored.length + " bytes that begin with 0x" + hex(first),
                    "format byte 0x" + hex(format & 0xff),
                    "find out who writes this column around the driver; if its rows are plain, encrypt them with the tool");
        }
        if (stored[0] != format) {
            return data(
                    "003",
                    "a stored value has a format that this column does not have",
                    "format byte 0x" + hex(first)
                            + (stored[0] == Envelope.PLAIN ? ", a plain value of an unfinished migration" : ""),
                    "format byte 0x" + hex(format & 0xff),
                    "let the migration end, use the policy the column was encrypted under, or a newer driver");
        }
        if (stored.length < Envelope.minimumLength(format)) {
            return data(
                    "002",
                    "a stored value is truncated",
                    stored.length + " bytes",
                    "at least " + Envelope.minimumLength(format) + " bytes",
                    "look at the stored column's length, and restore the row");
        }
        return data(
                "004",
                "a stored value names a key generation that is not live",
                "generation " + Envelope.generation(stored),
                "one of " + Arrays.toString(generations),
                "if keys were rotated just now, try again; else the value was altered or its key was destroyed");
    }

    KeystoreException notAuthentic(byte[] stored) {
        return data(
                "005",
                "a stored value does not authenticate",
                stored.length + " bytes of generation " + Envelope.generation(stored),
                "a value that was encrypted for this place under this key",
                "it was altered, truncated, or moved here from another column or table: restore the row");
    }

    KeystoreException tooLong(int length, int overhead) {
        return data(
                "006",
                "a value is too long to encrypt",
                length + " bytes",
                "at most " + (Integer.MAX_VALUE - overhead) + " bytes",
                "store it in parts");
    }

    KeystoreException closed() {
        return new KeystoreException(
                "TDE-CRY-007",
                Kind.UNAVAILABLE,
                message(
                        "the keys of a column were put away",
                        "a closed cipher",
                        "an open one",
                        "open a new connection"));
    }

    KeystoreException broken(GeneralSecurityException e) {
        return new KeystoreException(
                "TDE-CRY-008",
                Kind.CONFIGURATION,
                message(
                        "the Java platform cannot encrypt with AES",
                        e.getClass().getSimpleName(),
                        "AES/GCM, AES/CTR, AES/CBC and AES/ECB with 256-bit keys",
                        "use a Java runtime with the SunJCE provider and the unlimited crypto policy"),
                e);
    }

    private KeystoreException data(String number, String what, String found, String expected, String fix) {
        return new KeystoreException("TDE-CRY-" + number, Kind.DATA, message(what, found, expected, fix));
    }

    private String message(String what, String found, String expected, String fix) {
        return what + " in " + place + " | found: " + found + " | expected: " + expected + " | fix: " + fix;
    }

    private static String hex(int value) {
        return Integer.toHexString(0x100 | value & 0xff).substring(1).toUpperCase(Locale.ROOT);
    }
}
