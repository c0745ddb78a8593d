package io.tdejdbc.benchmarks.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-GCM of Bouncy Castle's lightweight classes, one object reused, nonces by counter. */
final class BouncyCastleGcm {

    private final GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    private final KeyParameter key;
    private final byte[] associatedData;
    private long counter;

    BouncyCastleGcm(byte[] key, byte[] associatedData) {
        this.key = new KeyParameter(key);
        this.associatedData = associatedData;
    }

    byte[] encrypt(byte[] plaintext) throws InvalidCipherTextException {
        byte[] stored = new byte[12 + plaintext.length + 16];
        ByteBuffer.wrap(stored).putLong(4, ++counter);
        cipher.init(true, new AEADParameters(key, 128, Arrays.copyOf(stored, 12), associatedData));
        int done = cipher.processBytes(plaintext, 0, plaintext.length, stored, 12);
        cipher.doFinal(stored, 12 + done);
        return stored;
    }

    byte[] decrypt(byte[] stored) throws InvalidCipherTextException {
        byte[] plaintext = new byte[stored.length - 28];
        cipher.init(false, new AEADParameters(key, 128, Arrays.copyOf(stored, 12), associatedData));
        int done = cipher.processBytes(stored, 12, stored.length - 12, plaintext, 0);
        cipher.doFinal(plaintext, done);
        return plaintext;
    }
}
