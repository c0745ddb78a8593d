package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;

/**
 * Every mistake in URL, properties file and set-up that has a code of its own. Codes are stable; the reference page of
 * errors is made from this list.
 */
public enum ConfigurationError {
    /** Nothing says where the properties file is. */
    NO_FILE_NAMED(
            "TDE-CFG-001",
            "no configuration",
            "name the properties file with the connection property or URL parameter tde.config, the system property "
                    + "tde.config or the environment variable TDE_CONFIG"),
    /** The properties file is missing or unreadable. */
    FILE_UNREADABLE(
            "TDE-CFG-002",
            "the properties file cannot be read",
            "correct the path, or create the file and let this process's user read it"),
    /** A line of the file makes no sense. */
    LINE_MALFORMED(
            "TDE-CFG-003", "a line of the properties file cannot be read", "correct the line; each reads name=value"),
    /** No such property. */
    UNKNOWN_PROPERTY(
            "TDE-CFG-004",
            "unknown property",
            "correct the name or remove the line; docs/properties.md lists all properties"),
    /** A property stands twice. */
    DUPLICATE_PROPERTY("TDE-CFG-005", "a property is given twice", "keep one of the two lines"),
    /** A property's value is not legal. */
    BAD_VALUE("TDE-CFG-006", "a property's value cannot be used", "give a value of the expected form"),
    /** A required property is missing. */
    MISSING_PROPERTY("TDE-CFG-007", "a required property is missing", "add the property to the file"),
    /** A property stands where only the file may have it. */
    MISPLACED_PROPERTY(
            "TDE-CFG-008",
            "a property stands outside the properties file",
            "move it into the properties file; only tde.config and tde.driver may stand in the URL or the connection "
                    + "properties"),
    /** The URL makes no sense. */
    URL_MALFORMED("TDE-CFG-009", "the URL cannot be read", "write jdbc:tde: before the rest of the database's own URL"),
    /** No real driver. */
    DRIVER_MISSING(
            "TDE-CFG-010",
            "the real JDBC driver was not found",
            "put the database's own JDBC driver on the class path (for the command line: --driver-jar), or name its "
                    + "class with tde.driver"),
    /** The real driver does not take the URL. */
    DRIVER_REFUSES_URL("TDE-CFG-011", "the real JDBC driver does not accept the URL", "correct the URL or tde.driver"),
    /** The inner URL comes back to this driver. */
    URL_LOOP(
            "TDE-CFG-012",
            "the URL leads back to this driver",
            "name the real driver's class with tde.driver, or remove the other wrapping driver"),
    /** A backend that has no dialect. */
    BACKEND_UNSUPPORTED("TDE-CFG-013", "this kind of database is not supported", "use H2, PostgreSQL or MariaDB"),
    /** A setting of the backend that changes how statements are read. */
    BACKEND_MODE_UNSUPPORTED(
            "TDE-CFG-014",
            "the database runs in a mode that changes how SQL is read",
            "remove the setting from the URL, or keep protected tables in another database"),
    /** No key manager of that kind. */
    PROVIDER_UNKNOWN(
            "TDE-CFG-015",
            "there is no such key manager",
            "correct tde.keys.provider, or put the provider's jar on the class path"),
    /** The metadata schema does not exist. */
    SCHEMA_MISSING(
            "TDE-CFG-016", "the schema of the metadata tables is not there", "create it or correct the property"),
    /** The driver was deregistered. */
    DEREGISTERED("TDE-CFG-017", "the driver was deregistered", "call TdeDriver.register() before connecting again"),
    /** No metrics listener of that kind. */
    METRICS_UNKNOWN(
            "TDE-CFG-018",
            "there is no such metrics listener",
            "correct tde.metrics, put the listener's jar on the driver's class path, or give the listener to the data source"),
    /** A data source that wraps nothing, or two things. */
    DATA_SOURCE_INCOMPLETE(
            "TDE-CFG-040",
            "the data source does not say what it is for",
            "set one of url, the wrapped data source and dataSourceName"),
    /** A wrapped data source that JNDI does not have. */
    DATA_SOURCE_LOOKUP(
            "TDE-CFG-041",
            "the wrapped data source was not found",
            "correct the JNDI name, or give the data source itself"),
    /** No data source class of the database's own driver. */
    DATA_SOURCE_CLASS(
            "TDE-CFG-042",
            "the database's own data source cannot be made",
            "set dataSourceClassName to a class of the database's own driver, or give the data source itself"),
    /** Properties of a key manager that is not the chosen one. */
    TWO_PROVIDERS(
            "TDE-CFG-030",
            "two key managers are configured",
            "keep the properties of the one that tde.keys.provider names"),
    /** Nothing tells the rows of a table apart. */
    NO_ROW_KEY("TDE-CFG-022", "the rows of a table cannot be written anew one by one", "give the table a primary key"),
    /** Meant for development, and said to be production. */
    NOT_FOR_PRODUCTION(
            "TDE-CFG-023",
            "what is meant for development is configured in production",
            "remove the property, or set tde.mode=development where no data of others is"),
    /** Others may read a file that holds a secret. */
    FILE_EXPOSED(
            "TDE-CFG-024",
            "the properties file holds a secret and is open to other users",
            "chmod 600 the file and replace the secret, or move it into a file of its own");

    private final String code;
    private final String summary;
    private final String fix;

    ConfigurationError(String code, String summary, String fix) {
        this.code = code;
        this.summary = summary;
        this.fix = fix;
    }

    /** {@code TDE-CFG-nnn}. */
    public String code() {
        return code;
    }

    /** What is wrong, in general. */
    public String summary() {
        return summary;
    }

    /** What to do about it, in general. */
    public String fix() {
        return fix;
    }

    /** An exception; neither text may hold a secret. */
    public TdeConfigurationException because(String found, String expected) {
        return new TdeConfigurationException(code, message(found, expected, fix), null);
    }

    /** An exception with its cause. */
    public TdeConfigurationException because(String found, String expected, Throwable cause) {
        return new TdeConfigurationException(code, message(found, expected, fix), cause);
    }

    /** An exception with a fix that fits better than the general one. */
    public TdeConfigurationException withFix(String found, String expected, String betterFix) {
        return new TdeConfigurationException(code, message(found, expected, betterFix), null);
    }

    private String message(String found, String expected, String remedy) {
        return summary + " | found: " + found + " | expected: " + expected + " | fix: " + remedy;
    }
}
