package io.tdejdbc.keystore.crypto;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * The one source of randomness for keys, salts, nonces and ids.
 *
 * <p>On Unix every call reads the kernel's generator, {@code /dev/urandom}, and keeps nothing: the JDK's
 * {@link SecureRandom} buffers up to 256 bytes of it for 100 ms, which a forked process or two virtual machines restored
 * from one snapshot would hand out twice, and serialises its callers. The kernel reseeds when a machine is cloned. On
 * other systems {@code SecureRandom} is used as the platform configures it. Thread-safe and without locks of its own.
 */
public final class Randomness {

    private static final SecureRandom PLATFORM = new SecureRandom();
    private static final Optional<InputStream> KERNEL = openKernel();

    private Randomness() {}

    /** New random bytes. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        fill(bytes, 0, length);
        return bytes;
    }

    /** Fills a part of an array with random bytes. */
    public static void fill(byte[] target, int offset, int length) {
        if (KERNEL.isEmpty() || !readFully(KERNEL.get(), target, offset, length)) {
            byte[] bytes = new byte[length];
            PLATFORM.nextBytes(bytes);
            System.arraycopy(bytes, 0, target, offset, length);
        }
    }

    /** A new random UUID, version 4. */
    public static UUID uuid() {
        byte[] bytes = bytes(16);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | bytes[i] & 0xff;
            low = low << 8 | bytes[8 + i] & 0xff;
        }
        return new UUID(high & ~0xf000L | 0x4000L, low & ~(3L << 62) | 1L << 63);
    }

    /** The JDK's generator, for interfaces that want one. */
    public static SecureRandom secureRandom() {
        return PLATFORM;
    }

    private static boolean readFully(InputStream kernel, byte[] target, int offset, int length) {
        try {
            return kernel.readNBytes(target, offset, length) == length;
        } catch (IOException e) {
            // The device can vanish with the process's root directory; the platform's generator does not.
            return false;
        }
    }

    private static Optional<InputStream> openKernel() {
        File device = new File("/dev/urandom");
        if (File.separatorChar != '/' || !device.canRead()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileInputStream(device));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
