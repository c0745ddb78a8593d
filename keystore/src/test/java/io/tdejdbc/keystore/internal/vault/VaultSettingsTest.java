package io.tdejdbc.keystore.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.KeystoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VaultSettingsTest {
    private static final String TOKEN = "hvs.nobody-must-see-this";

    private static List<String> concerns(String address, String... more) throws KeystoreException {
        Map<String, String> properties = new HashMap<>(Map.of(
                "tde.keys.vault.address",
                address,
                "tde.keys.vault.key",
                "tde-app",
                "tde.keys.vault.auth",
                "token-file",
                "tde.keys.vault.token-file",
                "/run/vault/token",
                "tde.keys.vault.allow-insecure-http",
                "true"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put("tde.keys.vault." + more[i], more[i + 1]);
        }
        return VaultSettings.of(properties).concerns();
    }

    @Test
    void warnsOfEveryServerThatIsReachedWithoutTls() throws Exception {
        assertThat(concerns("https://vault.example.com, http://localhost:8200, http://127.0.0.1"))
                .isEmpty();
        assertThat(concerns("http://one.example.com, https://two.example.com, http://three.example.com"))
                .hasSize(2)
                .allMatch(concern -> concern.contains("without TLS"))
                .anyMatch(concern -> concern.contains("one.example.com"))
                .anyMatch(concern -> concern.contains("three.example.com"));
    }

    @Test
    void warnsOfATokenInThePropertiesFileAndDoesNotShowIt() throws Exception {
        assertThat(concerns("https://vault.example.com", "auth", "token", "token", TOKEN, "allow-inline-token", "true"))
                .singleElement()
                .asString()
                .contains("properties file")
                .doesNotContain(TOKEN);
    }
}
