package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.internal.vault.VaultSettings.AppRole;
import io.tdejdbc.keystore.internal.vault.VaultSettings.Certificate;
import io.tdejdbc.keystore.internal.vault.VaultSettings.InlineToken;
import io.tdejdbc.keystore.internal.vault.VaultSettings.Kubernetes;
import io.tdejdbc.keystore.internal.vault.VaultSettings.TokenFile;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Gets tokens by the configured method. Not thread-safe: its user lets in one thread at a time. */
final class VaultLogin {
    private static final System.Logger LOG = System.getLogger(VaultLogin.class.getName());
    private static final int FEW_USES = 1;

    private final VaultServers servers;
    private final VaultSettings.Login method;
    private Optional<Unwrapped> unwrapped = Optional.empty();

    /**
     * A secret id that came out of a wrapping token, which gives it only once.
     *
     * @param left for how many logins it is still good; empty if for any number, or if nothing is known
     */
    private record Unwrapped(Secret wrapping, Secret secretId, OptionalLong left) {}

    VaultLogin(VaultServers servers) {
        this.servers = servers;
        this.method = servers.settings().login();
    }

    /** The token that counts now: what the file holds, or that of a new login. */
    VaultToken login() throws KeystoreException {
        if (method instanceof TokenFile file) {
            return VaultToken.given(SecretFile.read(file.file(), VaultProperty.TOKEN_FILE));
        }
        if (method instanceof InlineToken inline) {
            return VaultToken.given(inline.token());
        }
        if (method instanceof AppRole role) {
            return appRole(role);
        }
        if (method instanceof Kubernetes kubernetes) {
            String jwt = SecretFile.readShared(kubernetes.tokenFile(), VaultProperty.SERVICE_ACCOUNT_FILE)
                    .reveal();
            return login(
                    kubernetes.mount(),
                    "role " + kubernetes.role(),
                    driver -> driver.auth().loginByKubernetes(kubernetes.role(), jwt, "auth/" + kubernetes.mount()));
        }
        Certificate certificate = (Certificate) method;
        if (certificate.role().isEmpty()) {
            return login(
                    certificate.mount(), "any role", driver -> driver.auth().loginByCert(certificate.mount()));
        }
        String role = certificate.role().get();
        // The driver's own login by certificate cannot name a role.
        return login(
                certificate.mount(),
                "role " + role,
                driver -> driver.logical().write("auth/" + certificate.mount() + "/login", Map.of("name", role)));
    }

    private VaultToken appRole(AppRole role) throws KeystoreException {
        Secret secretId = secretId(role);
        String who = "role id " + Answer.printable(role.roleId());
        VaultToken token = login(
                role.mount(),
                who,
                driver -> driver.auth().loginByAppRole(role.mount(), role.roleId(), secretId.reveal()));
        unwrapped = unwrapped.map(one -> used(one, who + " at auth/" + role.mount()));
        return token;
    }

    /** Vault tells the number of uses to who unwraps a secret id; the answer to a login does not hold it. */
    private static Unwrapped used(Unwrapped secretId, String who) {
        if (secretId.left().isEmpty()) {
            return secretId;
        }
        long left = Math.max(0, secretId.left().getAsLong() - 1);
        if (left <= FEW_USES) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the secret id of {0} is good for {1} more logins: a new wrapping token must be in its place before "
                            + "the Vault token can no longer be renewed",
                    who,
                    Long.toString(left));
        }
        return new Unwrapped(secretId.wrapping(), secretId.secretId(), OptionalLong.of(left));
    }

    private Secret secretId(AppRole role) throws KeystoreException {
        Secret configured = configuredSecretId(role);
        if (!role.wrapped()) {
            return configured;
        }
        if (unwrapped.isPresent() && unwrapped.get().wrapping().equals(configured)) {
            return unwrapped.get().secretId();
        }
        // Not by the driver's own method for it, which takes an HTTP client of its own: no trust, no time-outs of ours.
        Answer answer = servers.send(
                VaultCall.driver(
                        "POST sys/wrapping/unwrap", driver -> driver.logical().write("sys/wrapping/unwrap", Map.of())),
                Optional.of(configured));
        Optional<Secret> secretId = answer.object("data")
                .flatMap(data -> Answer.text(data, "secret_id"))
                .map(Secret::of);
        if (!answer.ok() || secretId.isEmpty()) {
            throw KeystoreError.VAULT_LOGIN.because(
                    "method approle at auth/" + role.mount() + ": the wrapping token of the secret id does not unwrap: "
                            + answer.errors(),
                    "a wrapping token that nobody has used; if this is its first use here, somebody else has read "
                            + "the secret id: revoke it");
        }
        OptionalLong uses = answer.object("data")
                .flatMap(data -> Answer.number(data, "secret_id_num_uses"))
                .filter(number -> number > 0) // 0 is any number
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
        unwrapped = Optional.of(new Unwrapped(configured, secretId.get(), uses));
        return secretId.get();
    }

    private static Secret configuredSecretId(AppRole role) throws KeystoreException {
        if (role.secretId().file().isPresent()) {
            return SecretFile.read(role.secretId().file().get(), VaultProperty.SECRET_ID_FILE);
        }
        String variable = role.secretId().environment().orElseThrow();
        return Optional.ofNullable(System.getenv(variable))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(Secret::of)
                .orElseThrow(() -> KeystoreError.VAULT_PROPERTY.because(
                        VaultProperty.SECRET_ID_ENV + " = " + variable + ", which is not set",
                        "the name of an environment variable"));
    }

    private VaultToken login(String mount, String who, VaultCall.DriverCall call) throws KeystoreException {
        Answer answer = servers.send(VaultCall.driver("POST auth/" + mount + "/login", call), Optional.empty());
        if (!answer.ok()) {
            throw KeystoreError.VAULT_LOGIN.because(
                    "method " + method.method() + " at auth/" + mount + " for " + who + ": status " + answer.status()
                            + ", " + answer.errors(),
                    "a token");
        }
        return VaultToken.ofLogin(answer)
                .orElseThrow(() -> KeystoreError.VAULT_ANSWER.because(
                        "a login at auth/" + mount + " without a token in the answer", "auth.client_token"));
    }
}
