package io.tdejdbc.keystore.internal.vault;

/** The names of the provider's properties, without what they begin with. */
final class VaultProperty {
    static final String PREFIX = "tde.keys.vault.";

    static final String ADDRESS = PREFIX + "address";
    static final String NAMESPACE = PREFIX + "namespace";
    static final String MOUNT = PREFIX + "mount";
    static final String KEY = PREFIX + "key";
    static final String PURPOSE = PREFIX + "purpose";
    static final String AUTH = PREFIX + "auth";
    static final String AUTH_MOUNT = PREFIX + "auth-mount";
    static final String ROLE = PREFIX + "role";
    static final String TOKEN_FILE = PREFIX + "token-file";
    static final String TOKEN = PREFIX + "token";
    static final String ALLOW_INLINE_TOKEN = PREFIX + "allow-inline-token";
    static final String ALLOW_ROOT_TOKEN = PREFIX + "allow-root-token";
    static final String ROLE_ID = PREFIX + "role-id";
    static final String SECRET_ID_FILE = PREFIX + "secret-id-file";
    static final String SECRET_ID_ENV = PREFIX + "secret-id-env";
    static final String SECRET_ID_WRAPPED = PREFIX + "secret-id-wrapped";
    static final String SERVICE_ACCOUNT_FILE = PREFIX + "service-account-file";
    static final String TLS_CA = PREFIX + "tls.ca";
    static final String TLS_CERTIFICATE = PREFIX + "tls.certificate";
    static final String TLS_KEY = PREFIX + "tls.key";
    static final String TLS_KEY_STORE = PREFIX + "tls.key-store";
    static final String TLS_PASSWORD_FILE = PREFIX + "tls.password-file";
    static final String TLS_SERVER_NAME = PREFIX + "tls.server-name";
    static final String ALLOW_INSECURE_HTTP = PREFIX + "allow-insecure-http";
    static final String CONNECT_TIMEOUT = PREFIX + "connect-timeout";
    static final String REQUEST_TIMEOUT = PREFIX + "request-timeout";
    static final String DEADLINE = PREFIX + "deadline";

    private VaultProperty() {}
}
