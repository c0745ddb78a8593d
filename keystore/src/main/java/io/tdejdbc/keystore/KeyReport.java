package io.tdejdbc.keystore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One key and what wraps it.
 *
 * @param keyId its id
 * @param kind deployment, canary, data, search or domain
 * @param owner what it belongs to, for people: a table, a domain, or nothing
 * @param generation from 1
 * @param state ANNOUNCED, CURRENT, OLD, RETIRED or DESTROYED
 * @param created when it was made, by the clock of whoever made it
 * @param wrappings what wraps it, most promising first
 */
public record KeyReport(
        UUID keyId,
        String kind,
        String owner,
        int generation,
        String state,
        Instant created,
        List<WrappingReport> wrappings) {
    /** Copies the list. */
    public KeyReport {
        wrappings = List.copyOf(wrappings);
    }

    /** Whether one of the wrappings was unwrapped. */
    public boolean unwraps() {
        return wrappings.stream().anyMatch(one -> one.verdict() == Verdict.UNWRAPS);
    }

    /** What came of a wrapping. */
    public enum Verdict {
        /** Not tried. */
        UNTRIED,
        /** The key came out and is the one that its row names. */
        UNWRAPS,
        /** The key manager has no such version, has retired it, or is another one. */
        UNUSABLE,
        /** It was altered or copied. */
        DAMAGED
    }

    /**
     * One wrapping.
     *
     * @param provider kind of the key manager, and its mark where several meet
     * @param version of the master key
     * @param fingerprint of that version, or the empty string
     * @param verdict what came of it
     * @param failure why it does not unwrap
     */
    public record WrappingReport(
            String provider, int version, String fingerprint, Verdict verdict, Optional<String> failure) {}
}
