package io.tdejdbc.keystore;

import java.time.Instant;
import java.util.Optional;

/**
 * A lock that all drivers of a deployment follow.
 *
 * @param table whose keys are locked, for people; empty if all keys are
 * @param actor who asked for it
 * @param since when, by the clock of whoever asked; empty if the row does not say
 */
public record KeyLock(Optional<String> table, String actor, Optional<Instant> since) {}
