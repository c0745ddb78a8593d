package io.tdejdbc.keystore.internal.keys;

import java.util.UUID;

/**
 * A row of {@code tde_wrapping}: one key wrapped by one version of one master key. It carries no MAC: what is wrapped
 * authenticates itself.
 *
 * @param keyId the wrapped key
 * @param provider kind of the key manager
 * @param kekVersion version of the master key
 * @param fingerprint of that version, or the empty string; only for messages
 * @param wrapped the provider's text
 * @param createdMillis when it was wrapped, milliseconds since 1970-01-01T00:00Z
 */
public record Wrapping(
        UUID keyId, String provider, int kekVersion, String fingerprint, String wrapped, long createdMillis) {}
