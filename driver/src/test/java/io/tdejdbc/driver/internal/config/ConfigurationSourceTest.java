package io.tdejdbc.driver.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigurationSourceTest {
    private static Properties properties(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static Path found(
            Map<String, String> url, Properties connection, Properties system, Map<String, String> environment)
            throws Exception {
        return ConfigurationSource.find(url, connection, system, environment).path();
    }

    @Test
    void looksInFourPlacesInOrder() throws Exception {
        Map<String, String> url = Map.of("tde.config", "/url");
        Properties connection = properties("tde.config", "/connection");
        Properties system = properties("tde.config", "/system");
        Map<String, String> environment = Map.of("TDE_CONFIG", "/environment");
        Properties none = new Properties();
        assertThat(found(url, connection, system, environment)).isEqualTo(Path.of("/connection"));
        assertThat(found(url, none, system, environment)).isEqualTo(Path.of("/url"));
        assertThat(found(Map.of(), none, system, environment)).isEqualTo(Path.of("/system"));
        assertThat(found(Map.of(), none, none, environment)).isEqualTo(Path.of("/environment"));
        assertThatThrownBy(() -> found(Map.of(), none, none, Map.of()))
                .hasMessageContainingAll("TDE-CFG-001", "TDE_CONFIG");
    }

    @Test
    void takesDefaultsOfConnectionPropertiesToo() throws Exception {
        Properties withDefaults = new Properties(properties("tde.config", "/default"));
        assertThat(found(Map.of(), withDefaults, new Properties(), Map.of())).isEqualTo(Path.of("/default"));
    }

    @Test
    void refusesPropertiesThatBelongIntoTheFile() {
        assertThatThrownBy(() -> found(Map.of("tde.strict", "false"), new Properties(), new Properties(), Map.of()))
                .hasMessageContainingAll("TDE-CFG-008", "tde.strict", "the URL");
        assertThatThrownBy(() -> found(Map.of(), properties("protect.a.b", "random"), new Properties(), Map.of()))
                .hasMessageContainingAll("TDE-CFG-008", "protect.a.b", "the connection properties");
    }
}
