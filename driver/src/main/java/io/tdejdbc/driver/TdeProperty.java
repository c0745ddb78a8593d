package io.tdejdbc.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every property of the driver. All stand in the properties file, except {@link #CONFIG}, which names the file, and
 * {@link #DRIVER}, which may also stand in the URL. The parser, {@code DriverPropertyInfo} and the reference page are
 * made from this list.
 */
public enum TdeProperty {
    CONFIG(
            "tde.config",
            Type.PATH,
            "",
            "an existing file",
            true,
            "The properties file. Taken from the connection property, the URL parameter, the system property of this "
                    + "name or the environment variable TDE_CONFIG, in this order; a relative path is resolved against "
                    + "the working directory."),
    DRIVER(
            "tde.driver",
            Type.TEXT,
            "",
            "a class name",
            false,
            "Class of the real JDBC driver. Without it the driver is looked for by the URL among all drivers that the "
                    + "class loaders know."),
    MODE(
            "tde.mode",
            Type.CHOICE,
            "development",
            "development | production",
            false,
            "With 'production' what is meant for development is an error: a master key in a file "
                    + "(tde.keys.file.allow-in-production accepts it), a token of Vault in this file, and a root token.",
            "development",
            "production"),
    DEPLOYMENT(
            "tde.deployment",
            Type.UUID,
            "",
            "a UUID",
            true,
            "Identity of this deployment's keys. Made once, by 'tde init', which writes it into the file; it must "
                    + "match what the database holds, so that nobody can exchange the keys."),
    KEYS_PROVIDER(
            "tde.keys.provider",
            Type.TEXT,
            "file",
            "a provider on the class path",
            false,
            "The key manager that holds the master key."),
    KEYS_FILE_PATH(
            "tde.keys.file.path",
            Type.PATH,
            "",
            "a file with mode 0600",
            false,
            "The master key file of the provider 'file', made by 'tde keygen'. Relative paths are resolved against the "
                    + "properties file's folder."),
    KEYS_FILE_ALLOW_IN_PRODUCTION(
            "tde.keys.file.allow-in-production",
            Type.BOOLEAN,
            "false",
            "true | false",
            false,
            "Whether the provider 'file' is accepted with tde.mode=production. Whoever can read the key file and the database "
                    + "can read everything."),
    KEYS_PREVIOUS_PROVIDER(
            "tde.keys.previous.provider",
            Type.TEXT,
            "",
            "a provider on the class path",
            false,
            "The key manager that 'tde kek move' takes the keys from. Its properties are those of the provider with "
                    + "'previous.' before the provider's name. The driver itself never uses it."),
    KEYS_PREVIOUS_FILE_PATH(
            "tde.keys.previous.file.path",
            Type.PATH,
            "",
            "a file with mode 0600",
            false,
            "The master key file that 'tde kek move' takes the keys from."),
    ESCROW_MAX_AGE(
            "tde.escrow.max-age",
            Type.DURATION,
            "90d",
            "1d to 3650d",
            false,
            "After what time the commands 'tde status', 'tde keys list' and 'tde kek escrow' warn that nobody has confirmed a "
                    + "copy of the master key by 'tde kek escrow --confirm'."),
    AUDIT_FILE(
            "tde.audit.file",
            Type.PATH,
            "",
            "a writable file",
            false,
            "File to which every use of the master key is appended as a line of JSON. If it cannot be written, no key is "
                    + "handed out."),
    KEYS_CACHE_TTL(
            "tde.keys.cache.ttl",
            Type.DURATION,
            "60m",
            "1s to 10080m",
            false,
            "Age at which an unwrapped key is confirmed by the key manager, in the background: how soon a right that was "
                    + "withdrawn there ends the use of keys."),
    KEYS_CACHE_MAX_STALE(
            "tde.keys.cache.max-stale",
            Type.DURATION,
            "1440m",
            "0s to 10080m",
            false,
            "How long after its last confirmation a key may be used while the key manager is out of reach. With 0s its use "
                    + "ends with the first confirmation that gets no answer."),
    KEYS_VAULT_ADDRESS(
            "tde.keys.vault.address",
            Type.TEXT,
            "",
            "https://host:port, …",
            false,
            "The servers of Vault, tried in this order: scheme, host and port, separated by commas. "
                    + "Redirections are followed only to servers of this list."),
    KEYS_VAULT_NAMESPACE(
            "tde.keys.vault.namespace",
            Type.TEXT,
            "",
            "a namespace",
            false,
            "The namespace, for Vault Enterprise and OpenBao."),
    KEYS_VAULT_MOUNT(
            "tde.keys.vault.mount", Type.TEXT, "transit", "a path", false, "Where the transit engine is mounted."),
    KEYS_VAULT_KEY(
            "tde.keys.vault.key",
            Type.TEXT,
            "",
            "the name of a transit key",
            false,
            "The transit key that is the master key. It is never created by the driver."),
    KEYS_VAULT_PURPOSE(
            "tde.keys.vault.purpose",
            Type.CHOICE,
            "runtime",
            "runtime | reader | rotator | retire",
            false,
            "What the token is used for, which decides the rights that the driver asks Vault about "
                    + "before it starts: 'runtime' wraps and unwraps, 'reader' only unwraps, 'rotator' rotates "
                    + "and rewraps without seeing a key, 'retire' raises the least version that may unwrap.",
            "runtime",
            "reader",
            "rotator",
            "retire"),
    KEYS_VAULT_AUTH(
            "tde.keys.vault.auth",
            Type.CHOICE,
            "",
            "token-file | approle | kubernetes | cert | token",
            false,
            "How the driver gets its token: from a file that Vault Agent writes, by AppRole, by a "
                    + "Kubernetes service account, by the TLS client certificate, or from this file "
                    + "(development only).",
            "token-file",
            "approle",
            "kubernetes",
            "cert",
            "token"),
    KEYS_VAULT_AUTH_MOUNT(
            "tde.keys.vault.auth-mount",
            Type.TEXT,
            "",
            "a path",
            false,
            "Where the login method is mounted. Without it the method's name: approle, kubernetes or " + "cert."),
    KEYS_VAULT_ROLE(
            "tde.keys.vault.role",
            Type.TEXT,
            "",
            "the name of a role",
            false,
            "The role to log in for: required for kubernetes, optional for cert."),
    KEYS_VAULT_TOKEN_FILE(
            "tde.keys.vault.token-file",
            Type.PATH,
            "",
            "a file with mode 0600 or 0640",
            false,
            "The file with the token of auth=token-file. It is read anew with each call to Vault, so "
                    + "whoever writes it may replace the token at any time."),
    KEYS_VAULT_TOKEN(
            "tde.keys.vault.token",
            Type.TEXT,
            "",
            "a token",
            false,
            "The token itself, for development alone; needs tde.keys.vault.allow-inline-token=true."),
    KEYS_VAULT_ALLOW_INLINE_TOKEN(
            "tde.keys.vault.allow-inline-token",
            Type.BOOLEAN,
            "false",
            "true | false",
            false,
            "Whether auth=token is accepted. For development alone: who can read this file can then "
                    + "use the master key."),
    KEYS_VAULT_ALLOW_ROOT_TOKEN(
            "tde.keys.vault.allow-root-token",
            Type.BOOLEAN,
            "false",
            "true | false",
            false,
            "Whether a root token is accepted. For development alone: it may do everything in Vault."),
    /** Role id. */
    KEYS_VAULT_ROLE_ID("tde.keys.vault.role-id", Type.TEXT, "", "a role id", false, "The role id of auth=approle."),
    KEYS_VAULT_SECRET_ID_FILE(
            "tde.keys.vault.secret-id-file",
            Type.PATH,
            "",
            "a file with mode 0600 or 0640",
            false,
            "The file with the secret id of auth=approle; read anew at each login."),
    KEYS_VAULT_SECRET_ID_ENV(
            "tde.keys.vault.secret-id-env",
            Type.TEXT,
            "",
            "the name of an environment variable",
            false,
            "The environment variable with the secret id of auth=approle, instead of a file."),
    KEYS_VAULT_SECRET_ID_WRAPPED(
            "tde.keys.vault.secret-id-wrapped",
            Type.BOOLEAN,
            "false",
            "true | false",
            false,
            "Whether file or variable hold a response-wrapping token in place of the secret id. It is "
                    + "unwrapped once; a token that was unwrapped before is reported as a possible "
                    + "interception."),
    KEYS_VAULT_SERVICE_ACCOUNT_FILE(
            "tde.keys.vault.service-account-file",
            Type.PATH,
            "",
            "a file",
            false,
            "The service account's token of auth=kubernetes; read anew at each login. Without it the "
                    + "place where Kubernetes mounts it."),
    KEYS_VAULT_TLS_CA(
            "tde.keys.vault.tls.ca",
            Type.PATH,
            "",
            "PEM or key store",
            false,
            "The authorities whose certificates are trusted: PEM, of which all certificates count, or "
                    + "a PKCS#12 or JKS key store. Without it those of the Java platform."),
    KEYS_VAULT_TLS_CERTIFICATE(
            "tde.keys.vault.tls.certificate", Type.PATH, "", "PEM", false, "The client's certificate chain."),
    KEYS_VAULT_TLS_KEY(
            "tde.keys.vault.tls.key",
            Type.PATH,
            "",
            "PEM with mode 0600 or 0640",
            false,
            "The client certificate's key, RSA or EC, as PKCS#8 without a password."),
    KEYS_VAULT_TLS_KEY_STORE(
            "tde.keys.vault.tls.key-store",
            Type.PATH,
            "",
            "a PKCS#12 or JKS key store",
            false,
            "The client certificate and its key, in place of the two PEM files."),
    KEYS_VAULT_TLS_PASSWORD_FILE(
            "tde.keys.vault.tls.password-file",
            Type.PATH,
            "",
            "a file with mode 0600 or 0640",
            false,
            "The file with the password of the key stores."),
    KEYS_VAULT_TLS_SERVER_NAME(
            "tde.keys.vault.tls.server-name",
            Type.TEXT,
            "",
            "a host name",
            false,
            "The name that the server's certificate must be for, in place of the host of the address, and that the server "
                    + "is asked for (SNI). For load balancers and tunnels; it holds for all addresses."),
    KEYS_VAULT_ALLOW_INSECURE_HTTP(
            "tde.keys.vault.allow-insecure-http",
            Type.BOOLEAN,
            "false",
            "true | false",
            false,
            "Whether an http address of another machine is accepted. Token and unwrapped keys then "
                    + "pass the network readable; http to this machine itself is always accepted."),
    KEYS_VAULT_CONNECT_TIMEOUT(
            "tde.keys.vault.connect-timeout",
            Type.DURATION,
            "2s",
            "10ms to 10m",
            false,
            "How long one try waits for a connection to Vault."),
    KEYS_VAULT_REQUEST_TIMEOUT(
            "tde.keys.vault.request-timeout",
            Type.DURATION,
            "5s",
            "10ms to 10m",
            false,
            "How long one try waits for the last byte of Vault's answer."),
    KEYS_VAULT_DEADLINE(
            "tde.keys.vault.deadline",
            Type.DURATION,
            "10s",
            "10ms to 10m",
            false,
            "How long a call to Vault is repeated, at all addresses, before it is given up."),
    INIT(
            "tde.init",
            Type.CHOICE,
            "error",
            "error | create",
            false,
            "What happens when the database has no metadata tables yet: an error that names 'tde init', or they are "
                    + "made at the first connection. 'create' is for tests and private in-memory databases.",
            "error",
            "create"),
    MISSING_TABLE(
            "tde.missing-table",
            Type.CHOICE,
            "error",
            "error | pending",
            false,
            "What a rule means whose table does not exist: an error at connect time, or the rule waits for a CREATE "
                    + "TABLE through this driver.",
            "error",
            "pending"),
    MISSING_COLUMN(
            "tde.missing-column",
            Type.CHOICE,
            "error",
            "error | pending",
            false,
            "What a rule means whose table exists without the column: an error, also in a CREATE TABLE, or the rule waits for "
                    + "an ALTER TABLE ADD through this driver. Only for schemas that grow step by step: with 'pending' a "
                    + "misspelt column is no error, and what is meant stays plain.",
            "error",
            "pending"),
    MIGRATION(
            "tde.migration",
            Type.CHOICE,
            "forbidden",
            "forbidden | allowed",
            false,
            "Whether a protected column may be in a state before ENCRYPTED. Only while data is being migrated: with "
                    + "'forbidden' nobody who puts back an old metadata row can make the driver write plaintext.",
            "forbidden",
            "allowed"),
    STRICT(
            "tde.strict",
            Type.BOOLEAN,
            "false",
            "true | false",
            false,
            "Whether a column that the database's metadata protects and this file does not name is an error. It stays "
                    + "encrypted either way; otherwise it is a warning."),
    PREFLIGHT_ALLOW(
            "tde.preflight.allow",
            Type.LIST,
            "",
            "<kind>:<name>, …",
            false,
            "What may depend on protected columns although the driver cannot make it work: a comma-separated list of "
                    + "kind and name as the preflight's message shows them, such as view:reporting.v_customers."),
    METADATA_SCHEMA(
            "tde.metadata.schema",
            Type.TEXT,
            "",
            "an existing schema",
            false,
            "Schema of the metadata tables, in the database's own spelling. Without it the schema that a new "
                    + "connection of the same user starts in."),
    METADATA_ANCHOR(
            "tde.metadata.anchor",
            Type.PATH,
            "",
            "a writable file",
            false,
            "File in which the driver keeps the highest epoch of the metadata it has seen, so that an older set is "
                    + "noticed even after a restart."),
    METADATA_POLL(
            "tde.metadata.poll",
            Type.DURATION,
            "5s",
            "100ms to 60s, less than the lease",
            false,
            "How often the metadata and the list of views, routines and partitions are read anew."),
    METADATA_LEASE(
            "tde.metadata.lease",
            Type.DURATION,
            "30s",
            "1s to 10m",
            false,
            "How long protected columns may be used after the metadata was last read."),
    METADATA_LINGER(
            "tde.metadata.linger",
            Type.DURATION,
            "10s",
            "0s to 10m",
            false,
            "How long keys and the metadata connection are kept after the last connection was closed. Embedded "
                    + "databases are let go of at once."),
    CATALOG(
            "tde.catalog",
            Type.CHOICE,
            "application",
            "application | physical",
            false,
            "What DatabaseMetaData shows: 'application' the declared types of protected columns and none of the driver's "
                    + "own tables and types, 'physical' what the database really holds.",
            "application",
            "physical"),
    JMX(
            "tde.jmx",
            Type.BOOLEAN,
            "true",
            "true | false",
            false,
            "Whether the keys of this process can be evicted, locked and unlocked by JMX, through "
                    + "io.tdejdbc:type=KeyControl,deployment=<tde.deployment>, and the counters of its plan caches be "
                    + "read, through type=PlanCache and, from the second one on, number=2 and so on."),
    METRICS(
            "tde.metrics",
            Type.TEXT,
            "",
            "a metrics listener on the class path",
            false,
            "The listener that is told what the driver does, such as 'micrometer' of tde-jdbc-micrometer. Without it nothing "
                    + "is counted. A listener that was given to a data source takes its place. Commands have none."),
    UNWRAP(
            "tde.unwrap",
            Type.CHOICE,
            "warned",
            "allowed | warned | refused",
            false,
            "Whether unwrap gives objects of the real driver, through which values pass unencrypted: 'warned' logs the "
                    + "first time for each class, 'refused' answers as if there were none.",
            "allowed",
            "warned",
            "refused"),
    PLAN_CACHE_SIZE(
            "tde.plan-cache.size",
            Type.BYTES,
            "16M",
            "64K to 1G",
            false,
            "Memory for the plans of analysed statements, per configuration and database."),
    WARM_UP(
            "tde.warm-up",
            Type.BOOLEAN,
            "true",
            "true | false",
            false,
            "Whether a background thread makes the analysis ready when the first connection to a database with protected "
                    + "columns is opened, so that the first statement that names one does not wait for its classes."),
    RESULT_MEMORY(
            "tde.result.memory",
            Type.BYTES,
            "16M",
            "4K to 1G",
            false,
            "Memory for one result whose rows the driver sorts, or chooses by a range, because the statement does so by "
                    + "protected columns: the values that decide, and 64 bytes for each row. A result that needs more is "
                    + "an error."),
    PROTECT(
            "protect.<[schema.]table>.<column>",
            Type.RULE,
            "",
            "random | equality [domain=<name>] [compare=binary] [small-domain=accepted]",
            false,
            "One line for each protected column. 'random' hides everything but the length; 'equality' lets the "
                    + "database compare, join (within one domain), group and index values, and shows which are equal. "
                    + "Names are read as the database reads them in SQL; double quotes keep their case."),
    CALL(
            "call.<[schema.]routine>.<number>",
            Type.RULE,
            "",
            "[schema.]table.column",
            false,
            "A parameter of a procedure or function that carries values of a protected column, in or out: its number "
                    + "from 1, or 0 for the value that the call returns. What goes in is encrypted, what comes out is "
                    + "decrypted; statements that name the routine otherwise than in a call are refused.");

    /** The kinds of values. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** A file. */
        PATH,
        /** A UUID. */
        UUID,
        /** One of the choices. */
        CHOICE,
        /** true or false. */
        BOOLEAN,
        /** Comma-separated texts. */
        LIST,
        /** A number with the unit ms, s, m or d. */
        DURATION,
        /** A number of bytes with the optional unit K, M or G (powers of 1024). */
        BYTES,
        /** A protection rule; the key is a pattern. */
        RULE
    }

    private final String key;
    private final Type type;
    private final String defaultValue;
    private final String range;
    private final boolean required;
    private final String description;
    private final List<String> choices;

    TdeProperty(
            String key,
            Type type,
            String defaultValue,
            String range,
            boolean required,
            String description,
            String... choices) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.range = range;
        this.required = required;
        this.description = description;
        this.choices = type == Type.BOOLEAN ? List.of("true", "false") : List.of(choices);
    }

    /** The property's name; for {@link #PROTECT} and {@link #CALL} the pattern of its names. */
    public String key() {
        return key;
    }

    /** What its value is. */
    public Type type() {
        return type;
    }

    /** The value that counts when none is given; empty if there is none. */
    public Optional<String> defaultValue() {
        return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
    }

    /** Which values are legal, for people. */
    public String range() {
        return range;
    }

    /** Whether a connection cannot be made without it. */
    public boolean required() {
        return required;
    }

    /** What it does. */
    public String description() {
        return description;
    }

    /** All legal values, if they can be listed; else empty. */
    public List<String> choices() {
        return choices;
    }

    /** The property of that exact name; empty for an unknown one and for rules. */
    public static Optional<TdeProperty> ofKey(String key) {
        return Arrays.stream(values())
                .filter(property -> property.type != Type.RULE && property.key.equals(key))
                .findFirst();
    }
}
