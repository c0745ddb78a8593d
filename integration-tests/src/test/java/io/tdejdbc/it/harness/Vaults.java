package io.tdejdbc.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The Vault servers of one test run: one that all share and nobody stops, and as many others as tests start. */
public final class Vaults implements AutoCloseable {
    private final Path root;
    private final List<VaultServer> started = new ArrayList<>();
    private VaultServer shared;

    private Vaults(Path root) {
        this.root = root;
    }

    /** The server that all share: that of VAULT_ADDR, or one that starts with the first call. */
    public synchronized VaultServer shared() throws IOException, InterruptedException {
        if (shared == null) {
            var external = VaultServer.external();
            shared = external.isPresent() ? external.get() : keep(VaultServer.start(newFolder("shared")));
        }
        return shared;
    }

    /** A server of the test's own, to stop and to seal. */
    public synchronized VaultServer own() throws IOException, InterruptedException {
        return keep(VaultServer.start(newFolder("own")));
    }

    /** Ends with the run at the latest. */
    public synchronized VaultServer keep(VaultServer server) {
        started.add(server);
        return server;
    }

    /** All tokens, secret ids and unseal keys that tests were given. */
    public synchronized List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        started.forEach(server -> secrets.addAll(server.secrets()));
        if (shared != null && !started.contains(shared)) {
            secrets.addAll(shared.secrets());
        }
        return secrets;
    }

    /** A folder for files of one test. */
    public Path newFolder(String purpose) throws IOException {
        return Files.createTempDirectory(root, purpose + "-");
    }

    @Override
    public synchronized void close() throws InterruptedException {
        for (VaultServer server : started) {
            server.close();
        }
    }

    /** Hands the one {@link Vaults} of the run to tests that ask for it. */
    public static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Vaults.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return of(context);
        }

        /** The one of this run. */
        public static Vaults of(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Vaults.class))
                    .computeIfAbsent(Vaults.class, key -> fresh(), Vaults.class);
        }

        private static Vaults fresh() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                return new Vaults(Files.createTempDirectory(target.toAbsolutePath(), "vaults-"));
            } catch (IOException e) {
                throw new IllegalStateException("cannot make a folder under target", e);
            }
        }
    }
}
