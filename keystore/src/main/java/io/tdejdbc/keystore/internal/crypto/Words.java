package io.tdejdbc.keystore.internal.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Words in byte arrays. */
final class Words {

    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long big(byte[] bytes, int at) {
        return (long) LONG_BE.get(bytes, at);
    }

    static void putBig(byte[] bytes, int at, long word) {
        LONG_BE.set(bytes, at, word);
    }

    static int bigInt(byte[] bytes, int at) {
        return (int) INT_BE.get(bytes, at);
    }

    static void putBigInt(byte[] bytes, int at, int word) {
        INT_BE.set(bytes, at, word);
    }

    static long little(byte[] bytes, int at) {
        return (long) LONG_LE.get(bytes, at);
    }

    static void putLittle(byte[] bytes, int at, long word) {
        LONG_LE.set(bytes, at, word);
    }

    /** Writes the sum of two strings. */
    static void xor(byte[] x, int xAt, byte[] y, int yAt, byte[] target, int at, int length) {
        int done = 0;
        for (; done + 8 <= length; done += 8) {
            putLittle(target, at + done, little(x, xAt + done) ^ little(y, yAt + done));
        }
        for (; done < length; done++) {
            target[at + done] = (byte) (x[xAt + done] ^ y[yAt + done]);
        }
    }
}
