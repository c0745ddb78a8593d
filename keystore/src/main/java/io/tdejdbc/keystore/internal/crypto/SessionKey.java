package io.tdejdbc.keystore.internal.crypto;

import java.security.GeneralSecurityException;

/**
 * A session's derived key, with what is made of it once it has been used a few times: as many {@link SessionGcm} as threads
 * use it at once. Thread-safe. As with {@link AesKey}, a user who races with its end throws his result away.
 */
final class SessionKey {

    /** From this use on it is worth while to make a key ready. */
    static final int OFTEN = 4;

    /** Few threads read one session at the same time, and there are many sessions. */
    private static final int MOST_THREADS = 8;

    /** Those that have no key. */
    private static final Pool<SessionGcm> IDLE = new Pool<>(SessionGcm::new);

    private final AesKey key;
    private final Pool<SessionGcm> ready;
    /** Roughly: threads may count one use twice or not at all, and nobody counts further than is of interest. */
    private int uses;

    /** Takes the key over. */
    SessionKey(AesKey key, byte[] associatedData) {
        this.key = key;
        this.ready = new Pool<>(
                () -> {
                    SessionGcm gcm = IDLE.take();
                    gcm.start(key, associatedData);
                    return gcm;
                },
                MOST_THREADS);
    }

    AesKey aes() {
        return key;
    }

    /** Counts a use; whether there were many. */
    boolean usedOften() {
        int now = uses;
        if (now < OFTEN) {
            uses = now + 1;
            return false;
        }
        return true;
    }

    SessionGcm take() throws GeneralSecurityException {
        return ready.take();
    }

    void give(SessionGcm gcm) {
        ready.give(gcm);
        if (key.isDestroyed()) {
            // Whoever ended the session may have looked for it before.
            drain();
        }
    }

    /** Ends the session: wipes its key. */
    void destroy() {
        key.destroy();
        drain();
    }

    boolean isDestroyed() {
        return key.isDestroyed();
    }

    private void drain() {
        ready.drain(gcm -> {
            gcm.wipe();
            IDLE.give(gcm);
        });
    }
}
