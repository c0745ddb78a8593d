package io.tdejdbc.keystore.internal.vault;

import java.util.Objects;

/**
 * A token or secret id. It does not print. It cannot be wiped: whatever sends it in an HTTP header or through the Vault
 * Java Driver needs it as a String.
 */
final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    static Secret of(String value) {
        return new Secret(value);
    }

    /** The text itself, for the request that carries it and nothing else. */
    String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    @Override
    public String toString() {
        return "secret of " + value.length() + " characters";
    }
}
