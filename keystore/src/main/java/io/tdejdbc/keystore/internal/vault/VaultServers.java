package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.EnvironmentLoader;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests to the configured servers until one answers or the deadline is over: the one that answered last first,
 * then the others, then again after a pause that grows and is drawn by lot. Thread-safe.
 *
 * <p>Redirections are followed only to servers of the list: the JDK's client would send token and body to whatever host
 * an answer names. The Vault Java Driver is given an HTTP client of ours, engine version 1 (otherwise it rewrites
 * transit paths as those of KV 2), no retries of its own (it repeats refused logins, which uses up secret ids), and an
 * environment without variables (otherwise it takes a token from the user's home).
 */
final class VaultServers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(VaultServers.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_REDIRECTIONS = 3;

    private final VaultSettings settings;
    private final SecureRandom lots = new SecureRandom();
    private HttpClient client;
    private String stamp;
    private volatile int preferred;

    VaultServers(VaultSettings settings) throws KeystoreException {
        this.settings = settings;
        this.stamp = stamp();
        this.client = newClient();
    }

    VaultSettings settings() {
        return settings;
    }

    /**
     * Sends a request.
     *
     * @return what Vault answered, which may be a refusal: status 200, 204 or 4xx, with a JSON object unless it is 204
     * @throws KeystoreException kind UNAVAILABLE or CONFIGURATION if no server gave an answer
     */
    Answer send(VaultCall call, Optional<Secret> token) throws KeystoreException {
        return send(call, token, settings.deadline());
    }

    /** As {@link #send(VaultCall, Optional)}, with another deadline. */
    Answer send(VaultCall call, Optional<Secret> token, Duration within) throws KeystoreException {
        long begin = System.nanoTime();
        long deadline = begin + within.toNanos();
        Duration pause = FIRST_PAUSE;
        Tries tries = new Tries(call, token, deadline);
        while (true) {
            Optional<Answer> answer = tries.round();
            if (answer.isPresent()) {
                return answer.get();
            }
            Duration wait =
                    tries.longestPause().orElse(Duration.ofNanos(1 + (long) (lots.nextDouble() * pause.toNanos())));
            if (tries.definite() || System.nanoTime() + wait.toNanos() >= deadline) {
                throw tries.failure(Duration.ofNanos(System.nanoTime() - begin), within);
            }
            sleep(wait);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** One call at all servers, round by round, and how it went at each of them last. */
    private final class Tries {
        private final VaultCall call;
        private final Optional<Secret> token;
        private final long deadline;
        private final Map<URI, Attempt.Failed> failures = new LinkedHashMap<>();
        private final Map<URI, String> told = new LinkedHashMap<>();

        Tries(VaultCall call, Optional<Secret> token, long deadline) {
            this.call = call;
            this.token = token;
            this.deadline = deadline;
        }

        /** Each server once, until one answers. */
        Optional<Answer> round() throws KeystoreException {
            List<URI> addresses = settings.addresses();
            int first = preferred;
            for (int i = 0; i < addresses.size(); i++) {
                int index = (first + i) % addresses.size();
                Optional<Answer> answer = at(addresses.get(index));
                if (answer.isPresent()) {
                    preferred = index;
                    return answer;
                }
                if (System.nanoTime() >= deadline) {
                    break;
                }
            }
            return Optional.empty();
        }

        private Optional<Answer> at(URI address) throws KeystoreException {
            URI target = address;
            for (int hop = 0; hop <= MOST_REDIRECTIONS; hop++) {
                long begin = System.nanoTime();
                Attempt attempt = attempt(target, Duration.ofNanos(Math.max(1_000_000, deadline - begin)));
                if (attempt instanceof Attempt.Answered answered) {
                    return Optional.of(answered.answer());
                }
                if (attempt instanceof Attempt.Failed failed) {
                    note(target, failed, System.nanoTime() - begin);
                    return Optional.empty();
                }
                if (attempt instanceof Attempt.Elsewhere elsewhere) {
                    target = elsewhere.address();
                }
            }
            Attempt.Failed circle = new Attempt.Failed(
                    KeystoreError.VAULT_REDIRECT, "redirections in a circle", true, Optional.empty(), Optional.empty());
            note(address, circle, 0);
            return Optional.empty();
        }

        private void note(URI address, Attempt.Failed failed, long nanos) {
            // The last try may have had no time left; what an earlier one found says more.
            boolean cutShort = nanos < settings.requestTimeout().toNanos()
                    && failed.cause()
                            .filter(HttpTimeoutException.class::isInstance)
                            .isPresent();
            if (cutShort && failures.containsKey(address)) {
                return;
            }
            failures.put(address, failed);
            told.put(address, address + ": " + failed.found() + " (after " + nanos / 1_000_000 + " ms)");
        }

        private Attempt attempt(URI address, Duration left) throws KeystoreException {
            Duration timeout = left.compareTo(settings.requestTimeout()) < 0 ? left : settings.requestTimeout();
            Exchange exchange = new Exchange(client(), timeout, call.correlation());
            try {
                call.sender()
                        .send(new VaultCall.Target(
                                address, settings.namespace(), token, driver(address, token, exchange), exchange));
            } catch (VaultException | IOException e) {
                // The exchange knows better: the driver reports refusals, and its own trouble with bodies, alike.
                LOG.log(
                        System.Logger.Level.TRACE,
                        "{0}: {1}",
                        call.what(),
                        e.getClass().getName());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(new InterruptedException());
            }
            Optional<Answer> answer = exchange.answer();
            if (answer.isEmpty()) {
                return exchange.failure().<Attempt>map(Attempt::of).orElseGet(VaultServers::notSent);
            }
            int status = answer.get().status();
            return status == 307 || status == 308 ? redirected(answer.get()) : Attempt.of(answer.get(), call.health());
        }

        private Attempt redirected(Answer answer) {
            String location = answer.header("Location").orElse("");
            try {
                URI uri = new URI(location);
                for (URI address : settings.addresses()) {
                    if (address.getScheme().equalsIgnoreCase(uri.getScheme())
                            && address.getHost().equalsIgnoreCase(uri.getHost())
                            && address.getPort() == port(uri)) {
                        return new Attempt.Elsewhere(address);
                    }
                }
            } catch (URISyntaxException e) {
                // Refused below, like every other place that is not in the list.
                location = "no address";
            }
            return new Attempt.Failed(
                    KeystoreError.VAULT_REDIRECT,
                    "status " + answer.status() + " to " + origin(location),
                    true,
                    Optional.empty(),
                    Optional.empty());
        }

        boolean definite() {
            return failures.values().stream().allMatch(Attempt.Failed::definite);
        }

        Optional<Duration> longestPause() {
            return failures.values().stream()
                    .map(Attempt.Failed::pause)
                    .flatMap(Optional::stream)
                    .max(Duration::compareTo);
        }

        KeystoreException failure(Duration spent, Duration within) {
            Set<KeystoreError> errors = new TreeSet<>();
            failures.values().forEach(failed -> errors.add(failed.error()));
            KeystoreError error = errors.size() == 1 ? errors.iterator().next() : KeystoreError.VAULT_UNREACHABLE;
            String found = call.what() + ": " + String.join("; ", told.values());
            String expected =
                    "an answer of Vault within " + within.toMillis() + " ms, gave up after " + spent.toMillis() + " ms";
            Optional<Exception> cause = failures.values().stream()
                    .map(Attempt.Failed::cause)
                    .flatMap(Optional::stream)
                    .findFirst();
            return cause.map(e -> error.because(found, expected, e)).orElseGet(() -> error.because(found, expected));
        }
    }

    /** Parts of the driver take an HTTP client of their own: what they do must never count. */
    private static Attempt.Failed notSent() {
        return new Attempt.Failed(
                KeystoreError.VAULT_UNREACHABLE,
                "a request that did not pass through the client it was given",
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** Scheme, host and port alone: what follows may hold anything. */
    private static String origin(String location) {
        try {
            URI uri = new URI(location);
            return Answer.printable(uri.getScheme() + "://" + uri.getHost() + ":" + port(uri));
        } catch (URISyntaxException e) {
            return "no address";
        }
    }

    private Vault driver(URI address, Optional<Secret> token, Exchange exchange) throws VaultException {
        VaultConfig config = new VaultConfig()
                .environmentLoader(new NoEnvironment())
                .address(address.toString())
                .engineVersion(1)
                .httpClient(exchange);
        if (token.isPresent()) {
            config.token(token.get().reveal());
        }
        if (settings.namespace().isPresent()) {
            config.nameSpace(settings.namespace().get());
        }
        return Vault.create(config.build());
    }

    /** Keeps the driver from the variables and the home of whoever runs the application. */
    private static final class NoEnvironment extends EnvironmentLoader {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("ReturnsNull") // what the driver asks for
        public String loadVariable(String name) {
            return null;
        }
    }

    private synchronized HttpClient client() {
        String now = stamp();
        if (!now.equals(stamp)) {
            // A file that is half written is tried again with the next request.
            try {
                client = newClient();
                stamp = now;
            } catch (KeystoreException e) {
                LOG.log(System.Logger.Level.WARNING, "changed TLS files cannot be used yet: {0}", e.getMessage());
            }
        }
        return client;
    }

    private HttpClient newClient() throws KeystoreException {
        return HttpClient.newBuilder()
                .sslContext(TlsFiles.context(settings.tls()))
                .version(HttpClient.Version.HTTP_1_1) // Vault Agent cannot pass on an upgrade to HTTP/2
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    private String stamp() {
        StringBuilder text = new StringBuilder();
        for (Path file : settings.tls().files()) {
            try {
                text.append(Files.getLastModifiedTime(file).toMillis())
                        .append('/')
                        .append(Files.size(file))
                        .append(' ');
            } catch (IOException e) {
                text.append("missing ");
            }
        }
        return text.toString();
    }

    private static void sleep(Duration time) throws KeystoreException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KeystoreException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return KeystoreError.MASTER_KEY_UNAVAILABLE.as(
                Kind.UNAVAILABLE, "a thread that was interrupted while it waited for Vault", "an answer", cause);
    }

    @Override
    public synchronized void close() {
        closeClient();
    }

    private void closeClient() {
        // From Java 21 on a client can be closed; before, its thread ends when nobody refers to it any more.
        if ((Object) client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.DEBUG, "an HTTP client did not close", e);
            }
        }
    }
}
