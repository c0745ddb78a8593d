package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Vault is reached and used.
 *
 * @param addresses the servers, tried in this order; scheme, host and port alone
 * @param mount path of the transit engine, without slashes at its ends
 * @param key name of the transit key
 * @param purpose what the token is needed for
 * @param login how a token is had
 * @param tls whom to trust, and who this client is
 * @param connectTimeout until a connection is there
 * @param requestTimeout until one answer is there, to its last byte
 * @param deadline until a call with all its repetitions is given up
 * @param allowRootToken whether a token that may do everything is accepted
 */
record VaultSettings(
        List<URI> addresses,
        Optional<String> namespace,
        String mount,
        String key,
        Purpose purpose,
        Login login,
        Tls tls,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration deadline,
        boolean allowRootToken) {

    /** What the token is needed for: decides which rights are looked for at the start. */
    enum Purpose {
        /** An application: wraps and unwraps. */
        RUNTIME,
        /** An application that only reads: unwraps. */
        READER,
        /** Rotates and rewraps; cannot unwrap. */
        ROTATOR,
        /** Raises the least version that may decrypt. */
        RETIRE
    }

    /** How a token is had. */
    sealed interface Login {
        /** The method as the property says it. */
        String method();
    }

    /** A file that somebody else, such as Vault Agent, keeps up to date. */
    record TokenFile(Path file) implements Login {
        @Override
        public String method() {
            return "token-file";
        }
    }

    /** A token of the properties file, for development. */
    record InlineToken(Secret token) implements Login {
        @Override
        public String method() {
            return "token";
        }
    }

    /** AppRole; the secret id may be a wrapping token that gives the real one once. */
    record AppRole(String mount, String roleId, SecretId secretId, boolean wrapped) implements Login {
        @Override
        public String method() {
            return "approle";
        }
    }

    /** A service account's token, which is read anew at each login. */
    record Kubernetes(String mount, String role, Path tokenFile) implements Login {
        @Override
        public String method() {
            return "kubernetes";
        }
    }

    /** The TLS client certificate. */
    record Certificate(String mount, Optional<String> role) implements Login {
        @Override
        public String method() {
            return "cert";
        }
    }

    /** Where a secret id comes from: exactly one of both. */
    record SecretId(Optional<Path> file, Optional<String> environment) {}

    /**
     * TLS files.
     *
     * @param ca PEM or a key store; without it the Java platform's authorities count
     * @param certificate the client's chain in PEM
     * @param key its key in PEM, PKCS#8
     * @param keyStore both of them in a key store
     * @param passwordFile password of the key stores
     * @param serverName what the server's certificate must be for, in place of the host of the address
     */
    record Tls(
            Optional<Path> ca,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> keyStore,
            Optional<Path> passwordFile,
            Optional<String> serverName) {
        /** All files that are named. */
        List<Path> files() {
            return List.of(ca, certificate, key, keyStore, passwordFile).stream()
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** RFC 1123; the last label is not all digits, which tells a name from an IPv4 address. */
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
                    + "(?![0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    /** Reads the properties of the provider. */
    static VaultSettings of(Map<String, String> properties) throws KeystoreException {
        Reader in = new Reader(properties);
        boolean insecure = in.flag(VaultProperty.ALLOW_INSECURE_HTTP);
        List<URI> addresses = new ArrayList<>();
        for (String text : in.required(VaultProperty.ADDRESS, "https://vault.example.com:8200")
                .split(",", -1)) {
            addresses.add(address(text.strip(), insecure));
        }
        Tls tls = new Tls(
                in.path(VaultProperty.TLS_CA),
                in.path(VaultProperty.TLS_CERTIFICATE),
                in.path(VaultProperty.TLS_KEY),
                in.path(VaultProperty.TLS_KEY_STORE),
                in.path(VaultProperty.TLS_PASSWORD_FILE),
                in.hostName(VaultProperty.TLS_SERVER_NAME));
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            throw in.wrong(
                    "only one of " + VaultProperty.TLS_CERTIFICATE + " and " + VaultProperty.TLS_KEY, "both or none");
        }
        if (tls.certificate().isPresent() && tls.keyStore().isPresent()) {
            throw in.wrong(
                    VaultProperty.TLS_CERTIFICATE + " and " + VaultProperty.TLS_KEY_STORE, "one client certificate");
        }
        return new VaultSettings(
                List.copyOf(addresses),
                in.text(VaultProperty.NAMESPACE),
                in.matching(VaultProperty.MOUNT, Optional.of("transit"), PATH, "path of a transit engine"),
                in.matching(VaultProperty.KEY, Optional.empty(), NAME, "name of a transit key"),
                in.purpose(),
                login(in, tls),
                tls,
                in.duration(VaultProperty.CONNECT_TIMEOUT, "2s"),
                in.duration(VaultProperty.REQUEST_TIMEOUT, "5s"),
                in.duration(VaultProperty.DEADLINE, "10s"),
                in.flag(VaultProperty.ALLOW_ROOT_TOKEN));
    }

    /** What a property of its own accepts and should be mended all the same. */
    List<String> concerns() {
        List<String> concerns = new ArrayList<>();
        if (login instanceof InlineToken) {
            concerns.add("the Vault token stands in the properties file, which is for development alone");
        }
        for (URI address : addresses) {
            if (address.getScheme().equals("http") && !isLoopback(address)) {
                concerns.add("Vault at " + address.getHost()
                        + " is reached without TLS: the token and unwrapped keys pass the network readable");
            }
        }
        return concerns;
    }

    private static boolean isLoopback(URI address) {
        return LOOPBACK.contains(address.getHost().toLowerCase(Locale.ROOT));
    }

    private static URI address(String text, boolean insecure) throws KeystoreException {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw KeystoreError.VAULT_PROPERTY.because(
                    VaultProperty.ADDRESS + " = " + text + ": " + e.getReason(), "https://host:port, …");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        // Who writes user:password@host would see it in messages.
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !(path.isEmpty() || path.equals("/"))
                || !(scheme.equals("https") || scheme.equals("http"))) {
            throw KeystoreError.VAULT_PROPERTY.because(
                    VaultProperty.ADDRESS + " with an entry that is not scheme, host and port alone",
                    "https://host:port, …");
        }
        if (scheme.equals("http") && !insecure && !isLoopback(uri)) {
            throw KeystoreError.VAULT_INSECURE.because(
                    "http to host " + uri.getHost() + " in " + VaultProperty.ADDRESS,
                    "https, or http to this machine itself");
        }
        int port = uri.getPort() != -1 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return URI.create(scheme + "://" + uri.getHost() + ":" + port);
    }

    private static Login login(Reader in, Tls tls) throws KeystoreException {
        String method = in.required(VaultProperty.AUTH, "token-file, approle, kubernetes, cert or token");
        Optional<String> mount = in.text(VaultProperty.AUTH_MOUNT);
        if (mount.isPresent() && !PATH.matcher(mount.get()).matches()) {
            throw in.wrong(VaultProperty.AUTH_MOUNT + " = " + mount.get(), "the path of an auth method");
        }
        switch (method) {
            case "token-file":
                return new TokenFile(in.requiredPath(VaultProperty.TOKEN_FILE));
            case "token":
                if (!in.flag(VaultProperty.ALLOW_INLINE_TOKEN)) {
                    throw KeystoreError.VAULT_INLINE_TOKEN.because(
                            VaultProperty.TOKEN + " with " + VaultProperty.AUTH + " = token",
                            VaultProperty.TOKEN_FILE + " in its place");
                }
                return new InlineToken(Secret.of(in.required(VaultProperty.TOKEN, "a token")));
            case "approle":
                SecretId secretId =
                        new SecretId(in.path(VaultProperty.SECRET_ID_FILE), in.text(VaultProperty.SECRET_ID_ENV));
                if (secretId.file().isPresent() == secretId.environment().isPresent()) {
                    throw in.wrong(
                            "none or both of " + VaultProperty.SECRET_ID_FILE + " and " + VaultProperty.SECRET_ID_ENV,
                            "one of them");
                }
                return new AppRole(
                        mount.orElse("approle"),
                        in.required(VaultProperty.ROLE_ID, "the role id"),
                        secretId,
                        in.flag(VaultProperty.SECRET_ID_WRAPPED));
            case "kubernetes":
                return new Kubernetes(
                        mount.orElse("kubernetes"),
                        in.required(VaultProperty.ROLE, "the name of a role"),
                        in.path(VaultProperty.SERVICE_ACCOUNT_FILE).orElse(Path.of(SERVICE_ACCOUNT)));
            case "cert":
                if (tls.certificate().isEmpty() && tls.keyStore().isEmpty()) {
                    throw in.wrong(
                            VaultProperty.AUTH + " = cert without a client certificate",
                            VaultProperty.TLS_CERTIFICATE + " with " + VaultProperty.TLS_KEY + ", or "
                                    + VaultProperty.TLS_KEY_STORE);
                }
                return new Certificate(mount.orElse("cert"), in.text(VaultProperty.ROLE));
            default:
                throw in.wrong(VaultProperty.AUTH + " = " + method, "token-file, approle, kubernetes, cert or token");
        }
    }

    /** The properties, with what is wrong said in the same words everywhere. */
    private record Reader(Map<String, String> properties) {

        Optional<String> text(String name) {
            return Optional.ofNullable(properties.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        String required(String name, String expected) throws KeystoreException {
            return text(name).orElseThrow(() -> wrong("no " + name, name + " = " + expected));
        }

        Optional<Path> path(String name) throws KeystoreException {
            try {
                return text(name).map(Path::of);
            } catch (InvalidPathException e) {
                throw wrong(name + " with text that is no path", "the path of a file");
            }
        }

        Path requiredPath(String name) throws KeystoreException {
            required(name, "the path of a file");
            return path(name).orElseThrow();
        }

        boolean flag(String name) throws KeystoreException {
            String value = text(name).orElse("false");
            if (!value.equals("true") && !value.equals("false")) {
                throw wrong(name + " = " + value, "true or false");
            }
            return value.equals("true");
        }

        String matching(String name, Optional<String> otherwise, Pattern form, String expected)
                throws KeystoreException {
            String value = otherwise.isPresent() ? text(name).orElse(otherwise.get()) : required(name, expected);
            if (!form.matcher(value).matches()) {
                throw wrong(name + " = " + value, "the " + expected);
            }
            return value;
        }

        Optional<String> hostName(String name) throws KeystoreException {
            Optional<String> value = text(name);
            if (value.isPresent() && !HOST_NAME.matcher(value.get()).matches()) {
                throw wrong(name + " = " + value.get(), "a host name, without scheme and port; no IP address");
            }
            return value;
        }

        Purpose purpose() throws KeystoreException {
            String value = text(VaultProperty.PURPOSE).orElse("runtime");
            return Arrays.stream(Purpose.values())
                    .filter(purpose -> purpose.name().toLowerCase(Locale.ROOT).equals(value))
                    .findFirst()
                    .orElseThrow(
                            () -> wrong(VaultProperty.PURPOSE + " = " + value, "runtime, reader, rotator or retire"));
        }

        Duration duration(String name, String otherwise) throws KeystoreException {
            String value = text(name).orElse(otherwise);
            Matcher matcher = DURATION.matcher(value);
            if (!matcher.matches()) {
                throw wrong(name + " = " + value, "a number and one of ms, s, m");
            }
            long number = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
            if (duration.toMillis() < 10 || duration.toMinutes() > 10) {
                throw wrong(name + " = " + value, "10ms to 10m");
            }
            return duration;
        }

        KeystoreException wrong(String found, String expected) {
            return KeystoreError.VAULT_PROPERTY.because(found, expected);
        }
    }
}
