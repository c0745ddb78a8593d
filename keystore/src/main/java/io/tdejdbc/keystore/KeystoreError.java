package io.tdejdbc.keystore;

import io.tdejdbc.keystore.KeystoreException.Kind;

/**
 * Every failure of master keys, data keys and metadata tables that has a code. The codes are stable: a code is never
 * given another meaning, and the reference page of errors is made from this list.
 *
 * <p>A message reads {@code TDE-xxx-nnn what | found: … | expected: … | fix: …}.
 */
public enum KeystoreError {
    /** No key file, or no right to read it. */
    KEY_FILE_UNREADABLE(
            "TDE-KEY-001",
            Kind.CONFIGURATION,
            "the master key file cannot be read",
            "check tde.keys.file.path and that this process's user may read the file; 'tde keygen' makes a new one"),
    /** The key file can be read or written by others. */
    KEY_FILE_EXPOSED(
            "TDE-KEY-002",
            Kind.CONFIGURATION,
            "the master key file is open to other users",
            "chmod 600 the file and chown it to the user that runs the application; if others could read it, rotate"),
    /** The key file is no key file of a known format. */
    KEY_FILE_MALFORMED(
            "TDE-KEY-003",
            Kind.CONFIGURATION,
            "the master key file is damaged or of an unknown format",
            "restore the file from its backup; do not make a new one, it could not unwrap what the old one wrapped"),
    /** A key file is there already. */
    KEY_FILE_EXISTS(
            "TDE-KEY-004",
            Kind.CONFIGURATION,
            "a master key file is never overwritten",
            "choose another path, or move the old file away and keep it for as long as any backup needs it"),
    /** The key file cannot be written. */
    KEY_FILE_UNWRITABLE(
            "TDE-KEY-005",
            Kind.CONFIGURATION,
            "the master key file cannot be written",
            "check the directory's rights and free space; remove a left-over .lock file if no other rotation is running"),
    /** A wrapped key does not authenticate under the master key. */
    WRAPPED_KEY_ALTERED(
            "TDE-KEY-006",
            Kind.DATA,
            "a wrapped key does not authenticate under the master key",
            "restore the row of tde_wrapping from a backup; somebody or something changed it"),
    /** A wrapped key needs a master key version that the key manager does not have. */
    KEK_VERSION_UNKNOWN(
            "TDE-KEY-007",
            Kind.DENIED,
            "the master key has no such version",
            "restore the newest copy of the master key, or keep the older wrapping if there is one"),
    /** What was unwrapped is not the key that its row names. */
    KEY_ROW_COPIED(
            "TDE-KEY-008",
            Kind.DATA,
            "key row copied or altered",
            "restore tde_key and tde_wrapping from a backup; somebody moved or changed rows"),
    /** The master key is not the one that this database was initialised with. */
    WRONG_MASTER_KEY(
            "TDE-KEY-009",
            Kind.DENIED,
            "the master key is not the one this database was initialised with",
            "configure the master key with the expected fingerprint, or restore it from its backup"),
    /** The key manager refuses. */
    MASTER_KEY_REFUSED(
            "TDE-KEY-010",
            Kind.DENIED,
            "the key manager refuses",
            "grant this client the right to use the key, or correct its credentials"),
    /** The key manager does not answer. */
    MASTER_KEY_UNAVAILABLE(
            "TDE-KEY-011",
            Kind.UNAVAILABLE,
            "the key manager cannot be used now",
            "check that it is up and reachable; keys in use stay usable meanwhile"),
    /** No such provider, two of one kind, or its properties are wrong. */
    PROVIDER_MISCONFIGURED(
            "TDE-KEY-012",
            Kind.CONFIGURATION,
            "the master key provider is not configured rightly",
            "set tde.keys.provider and the properties of that provider"),
    /** The keystore was closed. */
    KEYSTORE_CLOSED(
            "TDE-KEY-013",
            Kind.UNAVAILABLE,
            "the keystore is closed",
            "open a new connection; the driver was shut down or its configuration removed"),
    /** No wrapping of a key that this provider made. */
    WRAPPING_MISSING(
            "TDE-KEY-014",
            Kind.DATA,
            "a key has no wrapping by this key manager",
            "configure the key manager that wrapped it, or restore the row of tde_wrapping from a backup"),
    /** The master key version that wrapped a key is retired. */
    KEK_VERSION_RETIRED(
            "TDE-KEY-015",
            Kind.DENIED,
            "the master key version is retired",
            "take the retirement back: 'tde kek retire --below N --confirm' with the version that is needed; in Vault this "
                    + "lowers min_decryption_version"),
    /** A retirement that the master key cannot do. */
    RETIREMENT_REFUSED(
            "TDE-KEY-016",
            Kind.CONFIGURATION,
            "this version cannot be retired",
            "retire below at most the current version; rotate first"),
    /** A cached key got too old while the key manager was away. */
    KEY_STALE(
            "TDE-KEY-017",
            Kind.UNAVAILABLE,
            "a key was not confirmed by the key manager for too long",
            "bring the key manager back"),
    /** Another key command is at work. */
    LEASE_HELD(
            "TDE-KEY-020",
            Kind.UNAVAILABLE,
            "another key command is at work on this deployment",
            "run this command when it has ended; the lease of one that was killed runs out by itself"),
    /** A key command was overtaken. */
    LEASE_LOST(
            "TDE-KEY-021",
            Kind.UNAVAILABLE,
            "another key command took over, because this one did not show life for longer than its lease",
            "run the command again; what it did so far is kept and not done twice"),
    /** Keys depend on what is to be retired. */
    RETIREMENT_TOO_EARLY(
            "TDE-KEY-022",
            Kind.CONFIGURATION,
            "keys have no wrapping by a version that stays",
            "run 'tde kek rewrap' first; 'tde keys verify' names the keys that cannot be unwrapped"),
    /** Some keys could not be rewrapped. */
    REWRAP_INCOMPLETE(
            "TDE-KEY-023",
            Kind.DATA,
            "keys could not be wrapped anew",
            "restore their rows of tde_wrapping or the master key version that they need, and run the command again"),
    /** The two master keys of a move are one. */
    MOVE_IMPOSSIBLE(
            "TDE-KEY-024",
            Kind.CONFIGURATION,
            "the keys cannot be moved to this master key",
            "let tde.keys.* name the new master key and tde.keys.previous.* the one in use"),
    /** The audit log cannot be written. */
    AUDIT_UNWRITABLE(
            "TDE-KEY-025",
            Kind.CONFIGURATION,
            "the audit log cannot be written, so no key is handed out",
            "correct tde.audit.file, the rights of its directory, or the free space"),
    /** No further generation of a key is possible. */
    GENERATIONS_EXHAUSTED(
            "TDE-KEY-026",
            Kind.CONFIGURATION,
            "a key can have no further generation",
            "decrypt the column and encrypt it again, which begins with fresh keys"),
    /** Somebody asked for a pause. */
    JOB_PAUSED(
            "TDE-KEY-027",
            Kind.UNAVAILABLE,
            "this work is paused",
            "run the command with --resume when it may go on; what was done so far is kept"),
    /** Rows stay locked by others. */
    ROWS_LOCKED(
            "TDE-KEY-028",
            Kind.UNAVAILABLE,
            "other transactions keep their locks, so the work cannot go on",
            "end the transactions that hold them and run the command again; what was done so far is kept"),
    /** A generation cannot go yet. */
    VALUES_LEFT(
            "TDE-KEY-029",
            Kind.DATA,
            "values of an older key generation are left",
            "run the command again; a value that does not decrypt has to be restored or deleted first"),
    /** Other work on the same values was begun. */
    REKEY_UNFINISHED(
            "TDE-KEY-030",
            Kind.CONFIGURATION,
            "a rekey of these values was begun and is not finished",
            "run 'tde rekey' again, which goes on where it was"),
    /** A write that uniqueness does not allow while the search key changes. */
    SEARCH_KEY_CHANGES(
            "TDE-KEY-031",
            Kind.UNAVAILABLE,
            "the search key of a column is being changed",
            "wait until 'tde rekey' has ended, which 'tde keys list' shows, and try again"),
    /** An operator took keys out of use. */
    KEYS_LOCKED(
            "TDE-KEY-032",
            Kind.DENIED,
            "keys are locked",
            "unlock them when they may be used again: 'tde keys unlock', or by JMX in the process where they were locked by "
                    + "JMX; 'tde keys list' shows the locks of all drivers"),
    /** A backup needs what is to be retired. */
    BACKUP_NEEDS_VERSION(
            "TDE-KEY-033",
            Kind.CONFIGURATION,
            "backups need a version that is to be retired",
            "wait until these backups have expired, and write down which version the oldest one then needs: 'tde kek keep "
                    + "--from N'"),

    /** A property of the Vault provider is missing or makes no sense. */
    VAULT_PROPERTY(
            "TDE-KEY-100",
            Kind.CONFIGURATION,
            "a property of the key manager Vault is missing or cannot be used",
            "correct the property; docs/vault.md has a complete example"),
    /** Vault without TLS on another machine. */
    VAULT_INSECURE(
            "TDE-KEY-101",
            Kind.CONFIGURATION,
            "Vault would be reached without TLS",
            "use an https address, see docs/vault-tls.md; only where something else protects the way, set "
                    + "tde.keys.vault.allow-insecure-http=true"),
    /** A token in the properties file. */
    VAULT_INLINE_TOKEN(
            "TDE-KEY-102",
            Kind.CONFIGURATION,
            "a Vault token stands in the properties file",
            "put it into a file of mode 0600 that tde.keys.vault.token-file names, or use another tde.keys.vault.auth; "
                    + "only for development, set tde.keys.vault.allow-inline-token=true"),
    /** A file with a token, a secret or certificates cannot be used. */
    VAULT_FILE(
            "TDE-KEY-103",
            Kind.CONFIGURATION,
            "a file for the access to Vault cannot be used",
            "correct the path or the file; one that holds a secret needs mode 0600 (chmod 600) or 0640"),
    /** No Vault server answers. */
    VAULT_UNREACHABLE(
            "TDE-KEY-104",
            Kind.UNAVAILABLE,
            "no Vault server can be reached",
            "check that Vault is up and tde.keys.vault.address; keys in use stay usable meanwhile"),
    /** Vault is sealed, not initialised, or a standby that answers nothing. */
    VAULT_NOT_READY(
            "TDE-KEY-105",
            Kind.UNAVAILABLE,
            "Vault is up but does not serve",
            "unseal it, initialise it, or name an active server in tde.keys.vault.address"),
    /** The server's certificate is not trusted. */
    VAULT_UNTRUSTED(
            "TDE-KEY-106",
            Kind.CONFIGURATION,
            "the certificate of the Vault server is not trusted",
            "put the certificate of the authority that issued it into the file of tde.keys.vault.tls.ca"),
    /** The server's certificate is for another name. */
    VAULT_HOST_NAME(
            "TDE-KEY-107",
            Kind.CONFIGURATION,
            "the certificate of the Vault server is for another name",
            "use one of the certificate's names in tde.keys.vault.address or tde.keys.vault.tls.server-name, or have a "
                    + "certificate issued for this one"),
    /** TLS did not come about for another reason. */
    VAULT_TLS(
            "TDE-KEY-108",
            Kind.CONFIGURATION,
            "no TLS connection to Vault comes about",
            "the server must speak TLS 1.3 or 1.2; if it wants a client certificate, set tde.keys.vault.tls.certificate "
                    + "and tde.keys.vault.tls.key"),
    /** The login was refused. */
    VAULT_LOGIN(
            "TDE-KEY-109",
            Kind.DENIED,
            "the login to Vault was refused",
            "check method, mount and role; a secret id may be expired or used up"),
    /** A right is missing, found at the start. */
    VAULT_CAPABILITY(
            "TDE-KEY-110",
            Kind.DENIED,
            "the Vault token lacks a right",
            "add the lines to the policy of this token; docs/vault has complete policies"),
    /** Nothing is mounted there, or it is no transit engine. */
    VAULT_MOUNT(
            "TDE-KEY-111",
            Kind.CONFIGURATION,
            "there is no transit engine at this mount",
            "correct tde.keys.vault.mount or tde.keys.vault.namespace; 'vault secrets list' shows the mounts, and the "
                    + "engine must be transit, not kv"),
    /** No such key. */
    VAULT_KEY_MISSING(
            "TDE-KEY-112",
            Kind.CONFIGURATION,
            "Vault has no such key, and it will not be created",
            "correct tde.keys.vault.key; a new installation makes the key once with "
                    + "'vault write transit/keys/<name> type=aes256-gcm96 derived=true', with its own mount and name"),
    /** A key of the wrong type, or one that could be taken away. */
    VAULT_KEY_UNFIT(
            "TDE-KEY-113",
            Kind.CONFIGURATION,
            "this Vault key must not be a master key",
            "make another key of type aes256-gcm96 that is neither exportable nor deletable, and move to it"),
    /** 403 after another login. */
    VAULT_FORBIDDEN(
            "TDE-KEY-114",
            Kind.DENIED,
            "Vault refuses this token",
            "renew the token, or add the right to its policy; docs/vault has complete policies"),
    /** A quota, or a replica that is behind. */
    VAULT_OVERLOADED(
            "TDE-KEY-115",
            Kind.UNAVAILABLE,
            "Vault takes no more requests now",
            "raise the rate limit quota of the mount, or wait"),
    /** An answer that Vault does not give. */
    VAULT_ANSWER(
            "TDE-KEY-116",
            Kind.UNAVAILABLE,
            "what answered does not answer like Vault",
            "check tde.keys.vault.address; a proxy or a login page may stand in between"),
    /** Sent on to a host that is not configured. */
    VAULT_REDIRECT(
            "TDE-KEY-117",
            Kind.UNAVAILABLE,
            "Vault sends on to a server that is not configured",
            "add that server to tde.keys.vault.address if it is one of yours"),
    /** A token that may do everything. */
    VAULT_ROOT_TOKEN(
            "TDE-KEY-118",
            Kind.CONFIGURATION,
            "the Vault token is a root token",
            "use a token with the policy docs/vault/runtime.hcl; only for development, set "
                    + "tde.keys.vault.allow-root-token=true"),

    /** The tables are not there, or empty. */
    NOT_INITIALISED(
            "TDE-MET-001", Kind.CONFIGURATION, "this database is not initialised for TDE-JDBC", "run 'tde init' once"),
    /** The database belongs to another deployment. */
    FOREIGN_DEPLOYMENT(
            "TDE-MET-002",
            Kind.CONFIGURATION,
            "this database belongs to another deployment",
            "correct tde.deployment or the URL; if neither is wrong, somebody exchanged the metadata tables"),
    /** A metadata table is missing beside others. */
    TABLE_MISSING(
            "TDE-MET-003",
            Kind.CONFIGURATION,
            "a metadata table is missing or its shape is wrong",
            "run 'tde init'; if the table was there before, restore it from a backup"),
    /** Written by a newer version of this product. */
    FORMAT_UNKNOWN(
            "TDE-MET-004",
            Kind.CONFIGURATION,
            "the metadata has a format that this version does not know",
            "use the version of TDE-JDBC that wrote it, or a newer one"),
    /** A key row's MAC is wrong. */
    KEY_ROW_ALTERED(
            "TDE-MET-010",
            Kind.DATA,
            "a row of tde_key was altered",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** A column row's MAC is wrong. */
    COLUMN_ROW_ALTERED(
            "TDE-MET-011",
            Kind.DATA,
            "a row of tde_column was altered",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** The manifest's MAC is wrong. */
    MANIFEST_ALTERED(
            "TDE-MET-012",
            Kind.DATA,
            "the row of tde_manifest was altered",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** Fewer rows than the manifest counts. */
    ROW_DELETED(
            "TDE-MET-013",
            Kind.DATA,
            "rows of the metadata tables were deleted",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** More rows than the manifest counts. */
    ROW_INSERTED(
            "TDE-MET-014",
            Kind.DATA,
            "rows were put into the metadata tables that do not belong to this state",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** As many rows as the manifest counts, but not the same. */
    ROW_REPLAYED(
            "TDE-MET-015",
            Kind.DATA,
            "an older row of the metadata tables was put back",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** A complete older set of rows. */
    EPOCH_REPLAYED(
            "TDE-MET-016",
            Kind.DATA,
            "the metadata tables are older than what this process has seen",
            "find out who put them back; after a restore from a backup, restart the applications"),
    /** A set older than the anchor file. */
    ANCHOR_PASSED(
            "TDE-MET-017",
            Kind.DATA,
            "the metadata tables are older than the anchor file says, or belong to another set",
            "find out who put them back; after a restore from a backup, delete the anchor file"),
    /** Rows without a manifest. */
    MANIFEST_MISSING(
            "TDE-MET-018",
            Kind.DATA,
            "the row of tde_manifest was deleted",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** The deployment key's or the canary's row is missing. */
    ROOT_ROW_MISSING(
            "TDE-MET-019",
            Kind.DATA,
            "the row of the deployment key or of the canary is missing",
            "restore the metadata tables from a backup and find out who wrote to them"),
    /** The backend cannot be asked. */
    METADATA_UNREACHABLE(
            "TDE-MET-020",
            Kind.UNAVAILABLE,
            "the metadata tables cannot be read or written now",
            "check that the database is up, and the cause below"),
    /** No good poll for longer than the lease. */
    LEASE_EXPIRED(
            "TDE-MET-021",
            Kind.UNAVAILABLE,
            "the state of protected columns was not confirmed for longer than its lease",
            "nothing, if the database was away for a moment; otherwise check the metadata connection"),
    /** Others changed the metadata again and again. */
    CONTENDED(
            "TDE-MET-022",
            Kind.UNAVAILABLE,
            "the metadata was changed by others at every try",
            "try again; if it stays, look for tools that run at the same time"),
    /** The metadata user may not write. */
    NOT_WRITABLE(
            "TDE-MET-023",
            Kind.CONFIGURATION,
            "the metadata tables have to be changed, and this database user may not",
            "run the 'tde' command with a user who may, or grant CREATE on the schema, INSERT and UPDATE"),
    /** The driver's own connection for the database's catalog does not answer. */
    CATALOG_UNREACHABLE(
            "TDE-MET-024",
            Kind.UNAVAILABLE,
            "the tables and views of the database cannot be read now",
            "check that the database is up and takes connections of this user, and the cause below"),
    /** No right to read the metadata tables. */
    NOT_READABLE(
            "TDE-MET-025",
            Kind.CONFIGURATION,
            "this database user may not read the metadata tables",
            "GRANT SELECT on tde_key, tde_wrapping, tde_column, tde_manifest and tde_job to the user"),
    /** A column is registered in another way. */
    REGISTERED_OTHERWISE(
            "TDE-MET-030",
            Kind.CONFIGURATION,
            "a column is registered in another way",
            "make the policy say what is registered, or decrypt the column first"),
    /** No such column in the metadata. */
    COLUMN_UNKNOWN(
            "TDE-MET-031", Kind.CONFIGURATION, "no such column is registered", "register the column, or refresh"),
    /** A column is not in the state it should leave. */
    STATE_UNEXPECTED(
            "TDE-MET-032",
            Kind.CONFIGURATION,
            "a column is not in the state that it should leave",
            "look at the state with 'tde check'; another tool may have moved it"),
    /** A registration that makes no sense. */
    REGISTRATION_INVALID(
            "TDE-MET-033", Kind.CONFIGURATION, "a column cannot be registered like that", "correct the policy"),
    /** The anchor file cannot be used. */
    ANCHOR_UNUSABLE(
            "TDE-MET-040",
            Kind.CONFIGURATION,
            "the anchor file cannot be used",
            "correct tde.metadata.anchor or the file's rights; delete a damaged file only after checking the database");

    private final String code;
    private final Kind kind;
    private final String summary;
    private final String fix;

    KeystoreError(String code, Kind kind, String summary, String fix) {
        this.code = code;
        this.kind = kind;
        this.summary = summary;
        this.fix = fix;
    }

    /** {@code TDE-xxx-nnn}. */
    public String code() {
        return code;
    }

    /** What kind of failure it usually is. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong, in general. */
    public String summary() {
        return summary;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }

    /**
     * An exception of the usual kind.
     *
     * @param found what was there; never a secret
     * @param expected what should have been there
     */
    public KeystoreException because(String found, String expected) {
        return new KeystoreException(code, kind, message(found, expected));
    }

    /** An exception of the usual kind, with its cause. */
    public KeystoreException because(String found, String expected, Throwable cause) {
        return new KeystoreException(code, kind, message(found, expected), cause);
    }

    /** An exception of another kind: a file that vanishes while in use is an outage, not a mistake in the set-up. */
    public KeystoreException as(Kind otherKind, String found, String expected, Throwable cause) {
        return new KeystoreException(code, otherKind, message(found, expected), cause);
    }

    private String message(String found, String expected) {
        return summary + " | found: " + found + " | expected: " + expected + " | fix: " + fix;
    }
}
