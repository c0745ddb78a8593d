package io.tdejdbc.it.vault;

import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every master key provider must do, done by Vault. */
final class VaultContractTest {

    /** A key that needs a context with each request. */
    @Nested
    final class Derived extends OnTheServer {
        Derived(Vaults vaults) throws Exception {
            super(vaults, "{\"derived\":true}");
        }
    }

    /** A key that takes none. */
    @Nested
    final class Plain extends OnTheServer {
        Plain(Vaults vaults) throws Exception {
            super(vaults, "{}");
        }
    }

    @ExtendWith(Vaults.Provider.class)
    abstract static class OnTheServer extends MasterKeyProviderContract {
        @TempDir
        Path folder;

        private final VaultServer server;
        private final String keyOptions;
        private Optional<String> mount = Optional.empty();

        OnTheServer(Vaults vaults, String keyOptions) throws IOException, InterruptedException {
            this.server = vaults.shared();
            this.keyOptions = keyOptions;
        }

        @Override
        protected MasterKeyProvider open() throws Exception {
            if (mount.isEmpty()) {
                mount = Optional.of(server.newTransit(keyOptions));
            }
            return at(mount.get());
        }

        @Override
        protected MasterKeyProvider openForeign() throws Exception {
            return at(server.newTransit(keyOptions));
        }

        private MasterKeyProvider at(String where) throws Exception {
            String policy =
                    server.newPolicy("path \"" + where + "/*\" { capabilities = [\"create\", \"read\", \"update\"] }");
            Path token = VaultKeys.secretFile(folder.resolve("token-" + where), server.newToken(policy, "1h"));
            return VaultKeys.open(VaultKeys.properties(server, where, token));
        }
    }
}
