package io.tdejdbc.it.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failures of the provider and what each must say. */
final class Refusals {
    private Refusals() {}

    /** Fails with a code and kind, with the four parts that every message has. */
    static KeystoreException refused(String code, Kind kind, ThrowingCallable action) {
        KeystoreException failure = catchThrowableOfType(KeystoreException.class, action);
        assertThat(failure).as("a failure with " + code).isNotNull();
        assertThat(failure).hasMessageStartingWith(code + " ");
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure).hasMessageContainingAll(" | found: ", " | expected: ", " | fix: ");
        return failure;
    }

    /** Everything that a failure shows when it is logged. */
    static String everything(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
