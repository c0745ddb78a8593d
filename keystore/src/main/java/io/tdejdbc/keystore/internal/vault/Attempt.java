package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreError;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What one try at one server came to: an answer to be judged by who asked, or a failure of that server. */
sealed interface Attempt {

    /** Vault answered, well or with a refusal. */
    record Answered(Answer answer) implements Attempt {}

    /** Go on at another configured server. */
    record Elsewhere(URI address) implements Attempt {}

    /**
     * This server gave nothing to go by.
     *
     * @param definite whether trying again is pointless
     * @param pause the least time to wait, as the server asked for
     */
    record Failed(
            KeystoreError error, String found, boolean definite, Optional<Duration> pause, Optional<Exception> cause)
            implements Attempt {}

    /** Judges an answer's status; a body that is not Vault's is no answer. */
    static Attempt of(Answer answer, boolean health) {
        return switch (answer.status()) {
            case 204 -> new Answered(answer);
            case 429 -> health ? notReady("a standby") : overloaded(answer, "too many requests");
            case 412 -> health ? answered(answer) : overloaded(answer, "replication not caught up");
            case 472 -> notReady("a disaster recovery standby");
            case 473 -> notReady("a performance standby");
            case 501 -> notReady("not initialised");
            case 503 ->
                answer.errors().contains("sealed") || health && answer.json().isPresent()
                        ? notReady("sealed")
                        : unavailable(answer);
            default -> answer.status() >= 500 ? unavailable(answer) : answered(answer);
        };
    }

    private static Attempt answered(Answer answer) {
        if (answer.status() >= 300 && answer.status() < 400 || !answer.isObject()) {
            return new Failed(
                    KeystoreError.VAULT_ANSWER,
                    "status " + answer.status() + " with "
                            + answer.header("Content-Type")
                                    .map(Answer::printable)
                                    .orElse("content of no type")
                            + " that is no JSON object",
                    true,
                    Optional.empty(),
                    Optional.empty());
        }
        return new Answered(answer);
    }

    private static Failed notReady(String state) {
        return new Failed(KeystoreError.VAULT_NOT_READY, state, false, Optional.empty(), Optional.empty());
    }

    private static Failed overloaded(Answer answer, String what) {
        Optional<Duration> pause = answer.header("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        return new Failed(
                KeystoreError.VAULT_OVERLOADED,
                "status " + answer.status() + ": " + what,
                false,
                pause,
                Optional.empty());
    }

    private static Failed unavailable(Answer answer) {
        return new Failed(
                KeystoreError.VAULT_UNREACHABLE,
                "status " + answer.status() + ": " + answer.errors(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Judges what kept an answer from coming. */
    static Failed of(IOException failure) {
        Optional<ServerCertificateException> certificate = cause(failure, ServerCertificateException.class);
        if (certificate.isPresent()) {
            return new Failed(
                    certificate.get().otherName() ? KeystoreError.VAULT_HOST_NAME : KeystoreError.VAULT_UNTRUSTED,
                    String.valueOf(certificate.get().getMessage()),
                    true,
                    Optional.empty(),
                    Optional.of(failure));
        }
        boolean cut = cause(failure, EOFException.class).isPresent()
                || cause(failure, SocketException.class).isPresent();
        Optional<SSLException> tls = cause(failure, SSLException.class);
        if (tls.isPresent() && !cut) {
            return new Failed(
                    KeystoreError.VAULT_TLS,
                    Answer.printable(String.valueOf(tls.get().getMessage())) + "; this client offers TLS 1.3 and 1.2",
                    true,
                    Optional.empty(),
                    Optional.of(failure));
        }
        String reason;
        if (cause(failure, UnresolvedAddressException.class).isPresent()) {
            reason = "no such host";
        } else if (failure instanceof HttpTimeoutException) {
            reason = Answer.printable(String.valueOf(failure.getMessage()));
        } else if (failure instanceof ConnectException) {
            reason = "connection refused";
        } else {
            reason = failure.getClass().getSimpleName() + ": " + Answer.printable(String.valueOf(failure.getMessage()));
        }
        return new Failed(KeystoreError.VAULT_UNREACHABLE, reason, false, Optional.empty(), Optional.of(failure));
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 20; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }
}
