package io.tdejdbc.driver.internal.tool;

import io.tdejdbc.driver.TdeProperty;
import io.tdejdbc.driver.internal.catalog.RulePlace;
import io.tdejdbc.driver.internal.config.ConfigurationError;
import io.tdejdbc.driver.internal.config.ConfigurationReader;
import io.tdejdbc.driver.internal.config.ConfigurationSource;
import io.tdejdbc.driver.internal.config.TdeConfiguration;
import io.tdejdbc.driver.internal.error.SqlErrors;
import io.tdejdbc.driver.internal.error.SqlErrors.Phase;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Makes the metadata tables, the deployment key and the keys of all rules. */
public final class Initialisation {
    private Initialisation() {}

    /**
     * What was done.
     *
     * @param made whether the metadata tables were made; false if they were there
     * @param epoch of the metadata
     * @param columns registered columns
     */
    public record Outcome(boolean made, long epoch, int columns) {}

    /**
     * Makes sure that the file has a deployment id: writes a new one at its end if not.
     *
     * @return the configuration as it is then
     */
    public static TdeConfiguration pinned(ConfigurationSource source) throws SQLException {
        TdeConfiguration configuration = ConfigurationReader.read(source);
        if (configuration.deployment().isPresent()) {
            return configuration;
        }
        String line = System.lineSeparator() + "# Identity of this deployment's keys, made by 'tde init'"
                + System.lineSeparator() + TdeProperty.DEPLOYMENT.key() + "=" + UUID.randomUUID()
                + System.lineSeparator();
        try {
            Files.writeString(source.path(), line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw ConfigurationError.MISSING_PROPERTY.because(
                    "no " + TdeProperty.DEPLOYMENT.key() + " in " + source.path() + ", and no right to add it",
                    "a line " + TdeProperty.DEPLOYMENT.key() + "=<uuid>",
                    e);
        }
        return ConfigurationReader.read(source);
    }

    /** Does it; what is there stays. */
    public static Outcome run(ToolAccess access) throws SQLException {
        Registrations registrations = new Registrations(access);
        List<RulePlace> places = registrations.places();
        boolean made = access.initialise();
        try (Keystore keystore = access.keystore()) {
            Metadata metadata = registrations.complete(keystore, places);
            return new Outcome(made, metadata.epoch(), metadata.columns().size());
        } catch (KeystoreException e) {
            throw SqlErrors.of(e, Phase.CONNECTED);
        }
    }
}
