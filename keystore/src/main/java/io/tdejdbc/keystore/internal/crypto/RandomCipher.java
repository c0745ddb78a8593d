package io.tdejdbc.keystore.internal.crypto;

import io.tdejdbc.keystore.DecryptedValues;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.crypto.ColumnCipher;
import io.tdejdbc.keystore.crypto.Envelope;
import io.tdejdbc.keystore.crypto.Randomness;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.crypto.ValueContext;
import java.security.GeneralSecurityException;
import java.util.function.LongSupplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Mode {@code random}: XAES-256-GCM, salt and nonce in the envelope. Single values share a {@link RandomSession} and have
 * a random nonce each. A batch has a salt and 8 random bytes of nonce of its own; the other 4 are a counter.
 */
public final class RandomCipher implements ColumnCipher {

    static final int SALT_AT = 4;
    static final int NONCE_AT = 16;
    static final int BODY_AT = 28;
    static final int TAG_LENGTH = 16;

    private static final Pool<XaesBatch> BATCHES = new Pool<>(XaesBatch::new);
    private static final int SALT_AND_PREFIX = XaesKey.SALT_LENGTH + 8;
    /** How many sessions that take turns in one {@code decryptAll} are told apart. */
    private static final int MOST_GATHERED = 8;

    private static final int[] IN_ORDER = {};

    private final Failures failures;
    private final int[] numbers;
    private final XaesKey[] keys;
    private final byte[][] associatedData;
    private final DerivedKeyCache.Derivation[] derivations;
    private final Pool<Cipher> encryptors = new Pool<>(() -> Jce.cipher(Jce.GCM));
    private final Pool<Cipher> decryptors = new Pool<>(() -> Jce.cipher(Jce.GCM));
    private final DerivedKeyCache derivedKeys = new DerivedKeyCache();
    private final BatchTuning tuning;
    private final NonceSource nonces;
    private final LongSupplier clock;
    private final Object renewal = new Object();
    private volatile RandomSession session;
    private volatile boolean closed;

    /** Takes the sub-keys over. */
    public RandomCipher(ValueContext context, Generations generations) {
        this(context, generations, BatchTuning.shared());
    }

    RandomCipher(ValueContext context, Generations generations, BatchTuning tuning) {
        this(context, generations, tuning, Randomness::fill, System::nanoTime);
    }

    RandomCipher(
            ValueContext context, Generations generations, BatchTuning tuning, NonceSource nonces, LongSupplier clock) {
        this.tuning = tuning;
        this.failures = new Failures(context);
        this.numbers = generations.numbers();
        this.nonces = nonces;
        this.clock = clock;
        keys = new XaesKey[numbers.length];
        associatedData = new byte[numbers.length][];
        derivations = new DerivedKeyCache.Derivation[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            SecretKeyBytes subKey = generations.subKeys()[i];
            keys[i] = new XaesKey(subKey);
            subKey.wipe();
            associatedData[i] = context.associatedData(Envelope.RANDOM, numbers[i]);
            derivations[i] = derivation(keys[i], associatedData[i]);
        }
        session = newSession();
    }

    @Override
    public byte[] encrypt(byte[] plaintext) throws KeystoreException {
        byte[] envelope = newEnvelope(plaintext);
        try {
            while (true) {
                RandomSession current = session();
                current.writeHead(envelope);
                nonces.fill(envelope, NONCE_AT, 12);
                if (sealInSession(current.key(), plaintext, envelope)) {
                    return envelope;
                }
            }
        } catch (GeneralSecurityException e) {
            throw failures.broken(e);
        }
    }

    @Override
    public byte[][] encryptAll(byte[][] plaintexts) throws KeystoreException {
        byte[][] envelopes = new byte[plaintexts.length][];
        BatchLimits limits = tuning.limits();
        if (plaintexts.length < limits.minValues()) {
            for (int i = 0; i < plaintexts.length; i++) {
                if (plaintexts[i] != null) {
                    envelopes[i] = encrypt(plaintexts[i]);
                }
            }
            return envelopes;
        }
        try {
            for (int from = 0; from < plaintexts.length; from += RandomSession.MAX_VALUES) {
                int to = Math.min(plaintexts.length - from, RandomSession.MAX_VALUES) + from;
                encryptSession(plaintexts, from, to, limits, envelopes);
            }
        } catch (GeneralSecurityException e) {
            throw failures.broken(e);
        }
        return envelopes;
    }

    @Override
    public byte[] decrypt(byte[] envelope) throws KeystoreException {
        int index = index(envelope);
        byte[] plaintext = new byte[envelope.length - Envelope.RANDOM_OVERHEAD];
        try {
            while (true) {
                SessionKey key = derivedKey(index, envelope);
                boolean genuine = openInSession(key, index, envelope, plaintext);
                if (key.isDestroyed()) {
                    // It gave way to another in the middle of the work, so neither answer counts.
                    continue;
                }
                if (!genuine) {
                    throw failures.notAuthentic(envelope);
                }
                return plaintext;
            }
        } catch (GeneralSecurityException e) {
            throw failures.broken(e);
        }
    }

    @Override
    public DecryptedValues decryptAll(byte[][] envelopes) {
        BatchReader reader = new BatchReader(envelopes, failures);
        BatchLimits limits = tuning.limits();
        if (envelopes.length < limits.minReads()) {
            reader.readSingly(0, envelopes.length, this);
            return reader.result();
        }
        int[] scattered = IN_ORDER;
        int count = 0;
        for (int from = 0; from < envelopes.length; ) {
            int to = endOfSession(envelopes, from);
            if (to - from >= limits.minReads()) {
                readSession(reader, envelopes, IN_ORDER, from, to, limits);
            } else {
                if (scattered.length == 0) {
                    scattered = new int[envelopes.length - from];
                }
                for (int i = from; i < to; i++) {
                    scattered[count] = i;
                    count += envelopes[i] == null ? 0 : 1;
                }
            }
            from = to;
        }
        readScattered(reader, envelopes, scattered, count, limits);
        return reader.result();
    }

    @Override
    public int overhead() {
        return Envelope.RANDOM_OVERHEAD;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (renewal) {
            session.end();
        }
        for (XaesKey key : keys) {
            key.wipe();
        }
        derivedKeys.clear();
        encryptors.clear();
        decryptors.clear();
    }

    /** Encrypts under a session that ends with the call; a value's index is its counter. */
    private void encryptSession(byte[][] plaintexts, int from, int to, BatchLimits limits, byte[][] envelopes)
            throws KeystoreException, GeneralSecurityException {
        byte[] head = new byte[SALT_AT + SALT_AND_PREFIX];
        writeHeader(head);
        nonces.fill(head, SALT_AT, SALT_AND_PREFIX);
        AesKey key = keys[0].derive(head, SALT_AT);
        if (keys[0].isWiped()) {
            throw failures.closed();
        }
        int batched = 0;
        for (int i = from; i < to; i++) {
            batched += plaintexts[i] != null && plaintexts[i].length <= limits.maxRandomLength() ? 1 : 0;
        }
        int longest = batched < limits.minValues() ? -1 : limits.maxRandomLength();
        if (longest >= 0) {
            encryptBatch(key, head, plaintexts, from, to, limits, envelopes);
        }
        Cipher gcm = encryptors.take();
        for (int i = from; i < to; i++) {
            byte[] plaintext = plaintexts[i];
            if (plaintext != null && plaintext.length > longest) {
                byte[] envelope = newEnvelope(plaintext);
                System.arraycopy(head, 0, envelope, 0, head.length);
                Words.putBigInt(envelope, head.length, i);
                seal(gcm, key, plaintext, envelope);
                envelopes[i] = envelope;
            }
        }
        encryptors.give(gcm);
        key.destroy();
    }

    private void encryptBatch(
            AesKey key, byte[] head, byte[][] plaintexts, int from, int to, BatchLimits limits, byte[][] envelopes)
            throws GeneralSecurityException {
        int longest = limits.maxRandomLength();
        XaesBatch batch = BATCHES.take();
        batch.setLanesFrom(limits.lanesFrom());
        batch.start(key, associatedData[0]);
        for (int i = from; i < to; i++) {
            byte[] plaintext = plaintexts[i];
            if (plaintext != null && plaintext.length <= longest && !batch.add(i, plaintext.length)) {
                batch.encrypt(plaintexts, head, envelopes);
                batch.add(i, plaintext.length);
            }
        }
        batch.encrypt(plaintexts, head, envelopes);
        batch.wipe();
        BATCHES.give(batch);
    }

    /** The values from {@code from} on that share its format, generation and salt; those that are null belong to all. */
    private static int endOfSession(byte[][] envelopes, int from) {
        byte[] first = null;
        for (int i = from; i < envelopes.length; i++) {
            byte[] envelope = envelopes[i];
            if (envelope == null) {
                continue;
            }
            if (envelope.length < Envelope.RANDOM_OVERHEAD || envelope[0] != Envelope.RANDOM) {
                return first == null ? i + 1 : i;
            }
            if (first == null) {
                first = envelope;
            } else if (Words.big(first, 0) != Words.big(envelope, 0) || Words.big(first, 8) != Words.big(envelope, 8)) {
                return i;
            }
        }
        return envelopes.length;
    }

    /**
     * Decrypts values, none of them null, of sessions that take turns. Those of the first few sessions are gathered; what is
     * left is a mixture in which that does not pay.
     */
    private void readScattered(BatchReader reader, byte[][] envelopes, int[] indices, int count, BatchLimits limits) {
        int left = count;
        int[] gathered = left >= limits.minReads() ? new int[left] : IN_ORDER;
        for (int session = 0; session < MOST_GATHERED && left >= limits.minReads(); session++) {
            byte[] first = envelopes[indices[0]];
            gathered[0] = indices[0];
            int same = 1;
            int others = 0;
            for (int i = 1; i < left; i++) {
                if (sameSession(first, envelopes[indices[i]])) {
                    gathered[same++] = indices[i];
                } else {
                    indices[others++] = indices[i];
                }
            }
            if (same >= limits.minReads()) {
                readSession(reader, envelopes, gathered, 0, same, limits);
            } else {
                readSingly(reader, gathered, same);
            }
            left = others;
        }
        readSingly(reader, indices, left);
    }

    private void readSingly(BatchReader reader, int[] indices, int count) {
        for (int i = 0; i < count; i++) {
            reader.readSingly(indices[i], indices[i] + 1, this);
        }
    }

    private static boolean sameSession(byte[] one, byte[] other) {
        return one.length >= Envelope.RANDOM_OVERHEAD
                && other.length >= Envelope.RANDOM_OVERHEAD
                && Words.big(one, 0) == Words.big(other, 0)
                && Words.big(one, 8) == Words.big(other, 8);
    }

    /**
     * Decrypts values that share a session.
     *
     * @param order indices of values, or {@link #IN_ORDER} if their places are their indices
     */
    private void readSession(
            BatchReader reader, byte[][] envelopes, int[] order, int from, int to, BatchLimits limits) {
        int longest = limits.maxRandomLength();
        int some = from;
        while (some < to && envelopes[place(order, some)] == null) {
            some++;
        }
        if (some == to) {
            return;
        }
        byte[] first = envelopes[place(order, some)];
        try {
            int index = index(first);
            boolean alive = false;
            while (!alive) {
                SessionKey key = derivedKey(index, first);
                SessionGcm gcm = key.take();
                XaesBatch batch = BATCHES.take();
                batch.setLanesFrom(limits.lanesFrom());
                batch.start(gcm);
                for (int i = some; i < to; i++) {
                    int at = place(order, i);
                    byte[] envelope = envelopes[at];
                    int length = envelope == null ? Integer.MAX_VALUE : envelope.length - Envelope.RANDOM_OVERHEAD;
                    if (length <= longest && !batch.add(at, length)) {
                        batch.decrypt(envelopes, reader.values());
                        batch.add(at, length);
                    }
                }
                batch.decrypt(envelopes, reader.values());
                batch.wipe();
                BATCHES.give(batch);
                key.give(gcm);
                alive = !key.isDestroyed();
                for (int i = some; i < to && !alive; i++) {
                    // The key gave way to another in the middle of the work, so that no answer counts.
                    reader.forget(place(order, i));
                }
            }
            for (int i = some; i < to; i++) {
                int at = place(order, i);
                if (envelopes[at] != null && envelopes[at].length - Envelope.RANDOM_OVERHEAD > longest) {
                    reader.readSingly(at, at + 1, this);
                } else {
                    reader.failIfUnread(at);
                }
            }
        } catch (KeystoreException e) {
            failAll(reader, order, some, to, e);
        } catch (GeneralSecurityException e) {
            failAll(reader, order, some, to, failures.broken(e));
        }
    }

    private static void failAll(BatchReader reader, int[] order, int from, int to, KeystoreException failure) {
        for (int i = from; i < to; i++) {
            reader.fail(place(order, i), failure);
        }
    }

    private static int place(int[] order, int i) {
        return order.length == 0 ? i : order[i];
    }

    private byte[] newEnvelope(byte[] plaintext) throws KeystoreException {
        if (plaintext.length > Integer.MAX_VALUE - Envelope.RANDOM_OVERHEAD) {
            throw failures.tooLong(plaintext.length, Envelope.RANDOM_OVERHEAD);
        }
        return new byte[plaintext.length + Envelope.RANDOM_OVERHEAD];
    }

    /** Index of the generation the envelope names. */
    private int index(byte[] envelope) throws KeystoreException {
        if (envelope.length >= Envelope.RANDOM_OVERHEAD && envelope[0] == Envelope.RANDOM) {
            int number = Envelope.generation(envelope);
            for (int i = 0; i < numbers.length; i++) {
                if (numbers[i] == number) {
                    return i;
                }
            }
        }
        throw failures.badHead(envelope, Envelope.RANDOM, numbers);
    }

    private static DerivedKeyCache.Derivation derivation(XaesKey key, byte[] associatedData) {
        return (envelope, saltAt) -> new SessionKey(key.derive(envelope, saltAt), associatedData);
    }

    private SessionKey derivedKey(int index, byte[] envelope) throws KeystoreException {
        SessionKey key = derivedKeys.get(numbers[index], envelope, SALT_AT, derivations[index]);
        if (closed || keys[index].isWiped()) {
            key.destroy();
            derivedKeys.clear();
            throw failures.closed();
        }
        return key;
    }

    /** False if the session ended meanwhile: the envelope is worthless then. */
    private boolean sealInSession(SessionKey key, byte[] plaintext, byte[] envelope) throws GeneralSecurityException {
        if (plaintext.length > SessionGcm.MAX_LENGTH) {
            Cipher gcm = encryptors.take();
            boolean alive = seal(gcm, key.aes(), plaintext, envelope);
            encryptors.give(gcm);
            return alive;
        }
        SessionGcm gcm = key.take();
        gcm.seal(plaintext, envelope);
        key.give(gcm);
        return !key.isDestroyed();
    }

    private boolean openInSession(SessionKey key, int index, byte[] envelope, byte[] plaintext)
            throws GeneralSecurityException {
        if (plaintext.length > SessionGcm.MAX_LENGTH || !key.usedOften()) {
            return open(key.aes(), index, envelope, plaintext);
        }
        SessionGcm gcm = key.take();
        boolean genuine = gcm.open(envelope, plaintext);
        key.give(gcm);
        return genuine;
    }

    private boolean seal(Cipher gcm, AesKey key, byte[] plaintext, byte[] envelope) throws GeneralSecurityException {
        gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_LENGTH, envelope, NONCE_AT, 12));
        boolean alive = !key.isDestroyed();
        if (alive) {
            gcm.updateAAD(associatedData[0]);
            gcm.doFinal(plaintext, 0, plaintext.length, envelope, BODY_AT);
        }
        return alive;
    }

    private boolean open(AesKey key, int index, byte[] envelope, byte[] plaintext) throws GeneralSecurityException {
        Cipher gcm = decryptors.take();
        gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_LENGTH, envelope, NONCE_AT, 12));
        gcm.updateAAD(associatedData[index]);
        boolean genuine = true;
        try {
            gcm.doFinal(envelope, BODY_AT, envelope.length - BODY_AT, plaintext, 0);
        } catch (AEADBadTagException e) {
            genuine = false;
        }
        decryptors.give(gcm);
        return genuine;
    }

    private RandomSession session() throws KeystoreException {
        long now = clock.getAsLong();
        RandomSession current = session;
        if (current.admit(now)) {
            return current;
        }
        synchronized (renewal) {
            while (true) {
                if (closed) {
                    throw failures.closed();
                }
                if (session.admit(now)) {
                    return session;
                }
                session.end();
                session = newSession();
            }
        }
    }

    private RandomSession newSession() {
        byte[] head = new byte[NONCE_AT];
        writeHeader(head);
        nonces.fill(head, SALT_AT, XaesKey.SALT_LENGTH);
        return new RandomSession(derivations[0].derive(head, SALT_AT), head, clock.getAsLong());
    }

    private void writeHeader(byte[] head) {
        head[0] = Envelope.RANDOM;
        head[1] = (byte) (numbers[0] >>> 16);
        head[2] = (byte) (numbers[0] >>> 8);
        head[3] = (byte) numbers[0];
    }
}
