package io.tdejdbc.keystore;

import java.util.UUID;

/** A named set of {@code equality} columns that share one search key and one context, so that they can be compared. */
public record KeyDomain(UUID id, String name) {}
