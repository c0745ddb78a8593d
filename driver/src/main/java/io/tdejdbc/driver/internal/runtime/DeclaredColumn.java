package io.tdejdbc.driver.internal.runtime;

import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TypeFamily;
import java.util.Optional;

/**
 * A protected column as a CREATE TABLE declares it.
 *
 * @param type serialised
 * @param family the kind of plaintext
 * @param mode by rule or metadata
 * @param domain its key domain
 * @param comparison the {@code compare=} option or the empty string
 */
public record DeclaredColumn(
        String type, TypeFamily family, ProtectionMode mode, Optional<String> domain, String comparison) {}
