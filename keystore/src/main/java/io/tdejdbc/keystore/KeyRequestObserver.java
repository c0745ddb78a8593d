package io.tdejdbc.keystore;

import java.util.Optional;

/**
 * Is told of every request to a key manager: {@link Keystores#observed}. It is called by whichever thread asked, also while
 * that thread holds locks of the keystore, so it must be quick and must not use keys. Implementations are thread-safe and
 * throw nothing.
 */
@FunctionalInterface
public interface KeyRequestObserver {

    /**
     * A request has ended.
     *
     * @param action what was asked for: {@code create}, {@code unwrap}, {@code rewrap}, {@code rotate}, {@code retire} or
     *     {@code version}
     * @param provider the key manager's kind
     * @param failure why there was no answer, or the first refusal among many keys; empty if there is none
     * @param nanos how long it took, in nanoseconds
     */
    void asked(String action, String provider, Optional<KeystoreException> failure, long nanos);
}
