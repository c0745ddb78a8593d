package io.tdejdbc.keystore.internal.vault;

import io.github.jopenlibs.vault.json.JsonObject;
import io.tdejdbc.keystore.BackgroundThreads;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls as somebody: keeps a token usable. One of its own logins is renewed at two thirds of its life time by a daemon
 * thread, and replaced by another login where that no longer helps; one that a file gives is read from it anew each time
 * and never renewed. Thread-safe.
 */
final class VaultSession implements AutoCloseable {
    /** The name of the one thread. */
    static final String THREAD = "tde-vault-renewal";

    private static final System.Logger LOG = System.getLogger(VaultSession.class.getName());
    private static final Duration REVOCATION = Duration.ofSeconds(1);
    private static final Duration RENEWAL_RETRY = Duration.ofSeconds(1);
    /** A right that is missing is no reason to use up secret ids with every call. */
    private static final Duration LOGIN_INTERVAL = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofMinutes(10);

    private final VaultServers servers;
    private final VaultLogin login;
    private final SecureRandom lots = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<VaultToken> current = Optional.empty();
    private volatile Optional<Thread> renewal = Optional.empty();
    private long renewAt;
    private volatile Optional<ExpiryWatch> expiry = Optional.empty();
    private volatile boolean closed;

    VaultSession(VaultServers servers) {
        this.servers = servers;
        this.login = new VaultLogin(servers);
    }

    VaultSettings settings() {
        return servers.settings();
    }

    /**
     * Sends a request with the token; after a 403 once more with a newer one, if there is one.
     *
     * @return status 200, 204 or 4xx
     */
    Answer send(VaultCall call) throws KeystoreException {
        VaultToken token = token();
        expiry.flatMap(watch -> watch.onUse(token.secret(), System.nanoTime()))
                .ifPresent(text -> LOG.log(System.Logger.Level.WARNING, text));
        Answer answer = servers.send(call, Optional.of(token.secret()));
        if (answer.status() != 403) {
            return answer;
        }
        Optional<VaultToken> newer = newer(token, answer);
        return newer.isPresent() ? servers.send(call, Optional.of(newer.get().secret())) : answer;
    }

    private VaultToken token() throws KeystoreException {
        lock.lock();
        try {
            if (closed) {
                throw KeystoreError.KEYSTORE_CLOSED.because("a call to Vault", "an open one");
            }
            if (current.isEmpty() || !current.get().own()) {
                accept(login.login());
            }
            return current.get();
        } finally {
            lock.unlock();
        }
    }

    private Optional<VaultToken> newer(VaultToken refused, Answer answer) throws KeystoreException {
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            if (current.isPresent() && !current.get().secret().equals(refused.secret())) {
                return current;
            }
            boolean dead = answer.errors().contains("invalid token");
            boolean recent = System.nanoTime() - refused.since() < LOGIN_INTERVAL.toNanos();
            if (refused.own() && !dead && recent) {
                return Optional.empty();
            }
            VaultToken token = login.login();
            accept(token);
            return token.secret().equals(refused.secret()) ? Optional.empty() : Optional.of(token);
        } finally {
            lock.unlock();
        }
    }

    private void accept(VaultToken token) {
        current = Optional.of(token);
        if (token.own() && token.ttlSeconds() > 0) {
            schedule(token);
            if (renewal.isEmpty()) {
                Thread thread = BackgroundThreads.make(THREAD, this::renewals);
                renewal = Optional.of(thread);
                thread.start();
            }
        }
    }

    private void schedule(VaultToken token) {
        double part = 2.0 / 3 * (1 - lots.nextDouble() / 10);
        renewAt = token.since() + (long) (part * TimeUnit.SECONDS.toNanos(token.ttlSeconds()));
        changed.signalAll();
    }

    private void renewals() {
        lock.lock();
        try {
            while (!closed) {
                long wait = renewAt - System.nanoTime();
                if (wait > 0) {
                    changed.awaitNanos(wait);
                } else if (current.isPresent()
                        && current.get().own()
                        && current.get().ttlSeconds() > 0) {
                    renew(current.get());
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts it.
            LOG.log(System.Logger.Level.DEBUG, "renewal ends");
        } finally {
            lock.unlock();
        }
    }

    /** Holds the lock: whoever needs a token meanwhile would need the outcome of this. */
    private void renew(VaultToken token) {
        try {
            Optional<VaultToken> renewed = Optional.empty();
            if (token.renewable()) {
                Answer answer = servers.send(
                        VaultCall.driver(
                                "POST auth/token/renew-self",
                                driver -> driver.auth().renewSelf()),
                        Optional.of(token.secret()));
                renewed = answer.ok() ? token.renewed(answer) : Optional.empty();
            }
            if (renewed.isPresent() && !renewed.get().nearItsEnd()) {
                current = renewed;
                schedule(renewed.get());
            } else {
                accept(login.login());
            }
        } catch (KeystoreException e) {
            LOG.log(System.Logger.Level.WARNING, "the Vault token was not renewed: {0}", e.getMessage());
            if (e.kind() != Kind.UNAVAILABLE) {
                current = Optional.empty(); // the next call logs in, and says what is wrong
            }
            renewAt = System.nanoTime() + RENEWAL_RETRY.toNanos();
        }
    }

    /**
     * Looks the token up; gives what will become a trouble.
     *
     * @throws KeystoreException TDE-KEY-118 if it is a root token and that is not allowed
     */
    Optional<String> check() throws KeystoreException {
        Answer answer = send(VaultCall.driver(
                "GET auth/token/lookup-self", driver -> driver.auth().lookupSelf()));
        if (!answer.ok()) {
            throw KeystoreError.VAULT_FORBIDDEN.because(
                    "GET auth/token/lookup-self with the token of method "
                            + settings().login().method() + ": status " + answer.status() + ", " + answer.errors(),
                    "a valid token");
        }
        JsonObject data = answer.object("data").orElseGet(JsonObject::new);
        if (Answer.texts(data, "policies").contains("root") && !settings().allowRootToken()) {
            throw KeystoreError.VAULT_ROOT_TOKEN.because(
                    "a token of method " + settings().login().method() + ": " + VaultToken.described(data),
                    "a token with a policy for this application alone");
        }
        watchExpiry(data);
        return trouble(data).map(what -> "the Vault token " + what + ": " + VaultToken.described(data));
    }

    /** A token that is given, and that nobody can renew. */
    private void watchExpiry(JsonObject data) throws KeystoreException {
        VaultToken token = token();
        long ttl = Answer.number(data, "ttl").orElse(0L);
        if (!token.own() && ttl > 0 && !Answer.flag(data, "renewable")) {
            String described = VaultToken.described(data);
            LOG.log(System.Logger.Level.INFO, "the Vault token cannot be renewed: {0}", described);
            expiry =
                    Optional.of(new ExpiryWatch(token.secret(), Duration.ofSeconds(ttl), System.nanoTime(), described));
        }
    }

    private Optional<String> trouble(JsonObject data) {
        long ttl = Answer.number(data, "ttl").orElse(0L);
        boolean own = lockedIsOwn();
        if (Answer.texts(data, "policies").contains("root")) {
            return Optional.of("is a root token; use one with a policy for this application alone");
        }
        if (ttl == 0) {
            return Optional.of("never expires");
        }
        if (own) {
            return Optional.empty(); // whatever its time, another login follows
        }
        if (ttl < SOON.toSeconds()) {
            return Optional.of("expires in " + ttl + " s");
        }
        return Optional.empty();
    }

    private boolean lockedIsOwn() {
        lock.lock();
        try {
            return current.map(VaultToken::own).orElse(false);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Optional<Thread> thread;
        Optional<VaultToken> token;
        closed = true;
        // Without the lock, which a renewal holds while it waits for an answer that may never come.
        renewal.ifPresent(Thread::interrupt);
        lock.lock();
        try {
            thread = renewal;
            token = current;
            renewal = Optional.empty();
            current = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (token.isPresent() && token.get().own()) {
            try {
                servers.send(
                        VaultCall.driver(
                                "POST auth/token/revoke-self",
                                driver -> driver.auth().revokeSelf()),
                        Optional.of(token.get().secret()),
                        REVOCATION);
            } catch (KeystoreException e) {
                LOG.log(System.Logger.Level.DEBUG, "the Vault token was not revoked; it expires: {0}", e.getMessage());
            }
        }
        if (thread.isPresent()) {
            try {
                thread.get().join(REVOCATION.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
