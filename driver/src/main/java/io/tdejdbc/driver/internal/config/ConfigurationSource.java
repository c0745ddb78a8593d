package io.tdejdbc.driver.internal.config;

import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.driver.TdeProperty;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the properties file's name came from.
 *
 * @param path absolute
 * @param origin a phrase for messages
 */
public record ConfigurationSource(Path path, String origin) {
    private static final String VARIABLE = "TDE_CONFIG";

    /**
     * Looks in the connection properties, the URL, the system properties and the environment, in this order.
     *
     * @param properties the caller's; not changed
     */
    public static ConfigurationSource find(TdeUrl url, Properties properties) throws TdeConfigurationException {
        return find(url.parameters(), properties, System.getProperties(), System.getenv());
    }

    /** As {@link #find(TdeUrl, Properties)}, without a URL. */
    public static ConfigurationSource find(Properties properties) throws TdeConfigurationException {
        return find(Map.of(), properties, System.getProperties(), System.getenv());
    }

    /** The file that would be used, for display; empty if none is named or the naming is wrong. */
    public static Optional<String> named(TdeUrl url, Properties properties) {
        try {
            return Optional.of(find(url, properties).path().toString());
        } catch (TdeConfigurationException e) {
            return Optional.empty();
        }
    }

    static ConfigurationSource find(
            Map<String, String> urlParameters,
            Properties properties,
            Properties system,
            Map<String, String> environment)
            throws TdeConfigurationException {
        refuseMisplaced(urlParameters, properties);
        String key = TdeProperty.CONFIG.key();
        Optional<String> value = Optional.ofNullable(properties.getProperty(key));
        String origin = "the connection property " + key;
        if (value.isEmpty()) {
            value = Optional.ofNullable(urlParameters.get(key));
            origin = "the URL parameter " + key;
        }
        if (value.isEmpty()) {
            value = Optional.ofNullable(system.getProperty(key));
            origin = "the system property " + key;
        }
        if (value.isEmpty()) {
            value = Optional.ofNullable(environment.get(VARIABLE));
            origin = "the environment variable " + VARIABLE;
        }
        if (value.isEmpty() || value.get().isBlank()) {
            throw ConfigurationError.NO_FILE_NAMED.because(
                    value.isEmpty() ? "none of the four places names a file" : "an empty value in " + origin,
                    "the path of a properties file");
        }
        try {
            return new ConfigurationSource(Path.of(value.get()).toAbsolutePath().normalize(), origin);
        } catch (InvalidPathException e) {
            throw ConfigurationError.FILE_UNREADABLE.because(
                    "'" + value.get() + "' from " + origin + ", which is no path", "the path of a file", e);
        }
    }

    private static void refuseMisplaced(Map<String, String> urlParameters, Properties properties)
            throws TdeConfigurationException {
        for (String name : urlParameters.keySet()) {
            refuseMisplaced(name, "the URL");
        }
        for (String name : properties.stringPropertyNames()) {
            if (isOurs(name)) {
                refuseMisplaced(name, "the connection properties");
            }
        }
    }

    private static void refuseMisplaced(String name, String where) throws TdeConfigurationException {
        if (!name.equals(TdeProperty.CONFIG.key()) && !name.equals(TdeProperty.DRIVER.key())) {
            throw ConfigurationError.MISPLACED_PROPERTY.because(name + " in " + where, "tde.config or tde.driver");
        }
    }

    /** Whether a connection property is for this driver and not for the real one. */
    public static boolean isOurs(String name) {
        return name.startsWith("tde.") || name.startsWith(ProtectionRule.PREFIX) || name.startsWith(CallRule.PREFIX);
    }

    @Override
    public String toString() {
        return path + " (from " + origin + ")";
    }
}
