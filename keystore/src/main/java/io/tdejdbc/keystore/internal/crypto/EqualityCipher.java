package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.security.GeneralSecurityException;

/** Mode {@code equality}: AES-SIV, deterministic. */
public final class EqualityCipher implements ColumnCipher {

    static final int BODY_AT = 4;
    private static final int IV_LENGTH = 16;

    private static final Pool<SivBatch> BATCHES = new Pool<>(SivBatch::new);

    private final Failures failures;
    private final BatchTuning tuning;
    private final int[] numbers;
    private final SivKey[] keys;

    /** Takes the sub-keys over. */
    public EqualityCipher(ValueContext context, Generations generations) {
        this(context, generations, BatchTuning.shared());
    }

    EqualityCipher(ValueContext context, Generations generations, BatchTuning tuning) {
        this.tuning = tuning;
        this.failures = new Failures(context);
        this.numbers = generations.numbers();
        keys = new SivKey[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            SecretKeyBytes subKey = generations.subKeys()[i];
            keys[i] = new SivKey(subKey, context.associatedData(Envelope.EQUALITY, numbers[i]));
            subKey.wipe();
        }
    }

    @Override
    public byte[] encrypt(byte[] plaintext) throws KeystoreException {
        if (plaintext.length > Integer.MAX_VALUE - Envelope.EQUALITY_OVERHEAD) {
            throw failures.tooLong(plaintext.length, Envelope.EQUALITY_OVERHEAD);
        }
        byte[] envelope = new byte[plaintext.length + Envelope.EQUALITY_OVERHEAD];
        writeHeader(envelope);
        keys[0].seal(plaintext, envelope, BODY_AT);
        if (keys[0].isWiped()) {
            throw failures.closed();
        }
        return envelope;
    }

    @Override
    public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
        byte[][] envelopes = new byte[plaintexts.length][];
        BatchLimits limits = tuning.limits();
        int longest = plaintexts.length < limits.minValues() ? -1 : limits.maxEqualityLength();
        if (longest >= 0) {
            encryptBatch(plaintexts, longest, envelopes);
        }
        for (int i = 0; i < plaintexts.length; i++) {
            if (plaintexts[i] != null && plaintexts[i].length > longest) {
                envelopes[i] = encrypt(plaintexts[i]);
            }
        }
        return envelopes;
    }

    @Override
    public byte[] decrypt(byte[] envelope) throws KeystoreException {
        SivKey key = keys[index(envelope)];
        byte[] plaintext = new byte[envelope.length - BODY_AT - IV_LENGTH];
        boolean genuine = key.open(envelope, BODY_AT, plaintext);
        if (key.isWiped()) {
            throw failures.closed();
        }
        if (!genuine) {
            throw failures.notAuthentic(envelope);
        }
        return plaintext;
    }

    @Override
    public DecryptedValues decryptAll(byte[][] envelopes) {
        BatchReader reader = new BatchReader(envelopes, failures);
        BatchLimits limits = tuning.limits();
        for (int from = 0; from < envelopes.length; ) {
            int to = endOfGeneration(envelopes, from);
            if (to - from < limits.minReads()) {
                reader.readSingly(from, to, this);
            } else {
                readGeneration(reader, envelopes, from, to, limits.maxEqualityLength());
            }
            from = to;
        }
        return reader.result();
    }

    @Override
    public int overhead() {
        return Envelope.EQUALITY_OVERHEAD;
    }

    @Override
    public void close() {
        for (SivKey key : keys) {
            key.wipe();
        }
    }

    private void encryptBatch(byte[][] plaintexts, int longest, byte[][] envelopes) throws KeystoreException {
        byte[] header = new byte[BODY_AT];
        writeHeader(header);
        int word = Words.bigInt(header, 0);
        try {
            SivBatch batch = BATCHES.take();
            for (int i = 0; i < plaintexts.length; i++) {
                byte[] plaintext = plaintexts[i];
                if (plaintext != null && plaintext.length <= longest && !batch.add(i, plaintext.length)) {
                    batch.encrypt(keys[0], plaintexts, word, envelopes);
                    batch.add(i, plaintext.length);
                }
            }
            batch.encrypt(keys[0], plaintexts, word, envelopes);
            batch.wipe();
            BATCHES.give(batch);
        } catch (GeneralSecurityException e) {
            throw failures.broken(e);
        }
        if (keys[0].isWiped()) {
            throw failures.closed();
        }
    }

    /** The values from {@code from} on that share its format and generation; those that are null belong to all. */
    private static int endOfGeneration(byte[][] envelopes, int from) {
        byte[] first = null;
        for (int i = from; i < envelopes.length; i++) {
            byte[] envelope = envelopes[i];
            if (envelope == null) {
                continue;
            }
            if (envelope.length < Envelope.EQUALITY_OVERHEAD || envelope[0] != Envelope.EQUALITY) {
                return first == null ? i + 1 : i;
            }
            if (first == null) {
                first = envelope;
            } else if (Words.bigInt(first, 0) != Words.bigInt(envelope, 0)) {
                return i;
            }
        }
        return envelopes.length;
    }

    /** Decrypts values that share a generation. */
    private void readGeneration(BatchReader reader, byte[][] envelopes, int from, int to, int longest) {
        int some = from;
        while (some < to && envelopes[some] == null) {
            some++;
        }
        if (some == to) {
            return;
        }
        try {
            SivKey key = keys[index(envelopes[some])];
            SivBatch batch = BATCHES.take();
            for (int i = some; i < to; i++) {
                byte[] envelope = envelopes[i];
                int length = envelope == null ? Integer.MAX_VALUE : envelope.length - Envelope.EQUALITY_OVERHEAD;
                if (length <= longest && !batch.add(i, length)) {
                    batch.decrypt(key, envelopes, reader.values());
                    batch.add(i, length);
                }
            }
            batch.decrypt(key, envelopes, reader.values());
            batch.wipe();
            BATCHES.give(batch);
            if (key.isWiped()) {
                throw failures.closed();
            }
            for (int i = some; i < to; i++) {
                if (envelopes[i] != null && envelopes[i].length - Envelope.EQUALITY_OVERHEAD > longest) {
                    reader.readSingly(i, i + 1, this);
                } else {
                    reader.failIfUnread(i);
                }
            }
        } catch (KeystoreException e) {
            failAll(reader, some, to, e);
        } catch (GeneralSecurityException e) {
            failAll(reader, some, to, failures.broken(e));
        }
    }

    private static void failAll(BatchReader reader, int from, int to, KeystoreException failure) {
        for (int i = from; i < to; i++) {
            reader.fail(i, failure);
        }
    }

    /** Index of the generation the envelope names. */
    private int index(byte[] envelope) throws KeystoreException {
        if (envelope.length >= Envelope.EQUALITY_OVERHEAD && envelope[0] == Envelope.EQUALITY) {
            int number = Envelope.generation(envelope);
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] == number) {
                    return i;
                }
            }
        }
        throw failures.badHead(envelope, Envelope.EQUALITY, numbers);
    }

    private void writeHeader(byte[] envelope) {
        envelope[0] = Envelope.EQUALITY;
        envelope[1] = (byte) (numbers[0] >>> 16);
        envelope[2] = (byte) (numbers[0] >>> 8);
        envelope[3] = (byte) numbers[0];
    }
}
