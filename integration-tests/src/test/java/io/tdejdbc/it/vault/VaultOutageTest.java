package io.tdejdbc.it.vault;

import static io.tdejdbc.it.vault.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is sealed, stopped and started again. */
@ExtendWith(Vaults.Provider.class)
final class VaultOutageTest {
    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");

    @TempDir
    Path folder;

    private VaultServer server;
    private Map<String, String> properties;

    @BeforeEach
    void aServerOfItsOwn(Vaults vaults) throws Exception {
        server = vaults.own();
        String mount = server.newTransit("{\"derived\":true}");
        Path token = VaultKeys.secretFile(
                folder.resolve("token"), server.newToken(server.newPolicy(VaultKeys.policy("runtime", mount)), "1h"));
        properties = VaultKeys.with(VaultKeys.properties(server, mount, token), "deadline", "500ms");
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    @Test
    void sealedWhileInUseAndAtTheStart() throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            server.seal();
            assertThat(refused("TDE-KEY-105", Kind.UNAVAILABLE, () -> provider.unwrap(KEY, wrapped)))
                    .hasMessageContainingAll("sealed", server.address());
            assertThat(refused("TDE-KEY-105", Kind.UNAVAILABLE, () -> VaultKeys.open(properties)))
                    .hasMessageContainingAll("sealed", server.address(), "sys/health");
            server.unseal();
            assertThat(provider.unwrap(KEY, wrapped)).isEqualTo(new byte[32]);
        }
    }

    @Test
    void stoppedAndStartedAgain() throws Exception {
        try (MasterKeyProvider provider = VaultKeys.open(properties)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            server.stop();
            assertThat(refused("TDE-KEY-104", Kind.UNAVAILABLE, () -> provider.unwrap(KEY, wrapped)))
                    .hasMessageContaining(server.address());
            server.restart();
            assertThat(provider.unwrap(KEY, wrapped)).isEqualTo(new byte[32]);
        }
    }

    @Test
    void notInitialised(Vaults vaults) throws Exception {
        try (VaultServer bare = VaultServer.startUninitialised(vaults.newFolder("bare"))) {
            assertThat(refused(
                            "TDE-KEY-105",
                            Kind.UNAVAILABLE,
                            () -> VaultKeys.open(VaultKeys.with(properties, "address", bare.address()))))
                    .hasMessageContaining("not initialised");
        }
    }

    /** Closing must not wait for a server that is gone. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void closesQuicklyWithoutTheServer() throws Exception {
        MasterKeyProvider provider = VaultKeys.open(properties);
        server.stop();
        provider.close();
        KeystoreException failure = refused("TDE-KEY-013", Kind.UNAVAILABLE, () -> provider.wrap(KEY, new byte[1]));
        assertThat(failure).hasMessageContaining("closed");
    }
}
