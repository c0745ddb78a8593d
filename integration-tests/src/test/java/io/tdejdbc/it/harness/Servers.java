package io.tdejdbc.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The servers of one test run: for each kind of database one backend that holds plaintext and one that is only ever
 * written through the driver. Each starts when first asked for and ends with the run.
 */
public final class Servers implements AutoCloseable {
    private final Path root;
    private final AtomicInteger names = new AtomicInteger();
    private final Map<Backend.Kind, Backend> plain = new EnumMap<>(Backend.Kind.class);
    private final Map<Backend.Kind, Backend> guarded = new EnumMap<>(Backend.Kind.class);

    /** Servers with their data under a folder. */
    public Servers(Path root) {
        this.root = root;
    }

    /** The backend that holds the plain twins, and everything else that is allowed to be readable. */
    public synchronized Backend plain(Backend.Kind kind) {
        return plain.computeIfAbsent(kind, k -> start(k, "plain"));
    }

    /** The backend that is written only through the driver. */
    public synchronized Backend guarded(Backend.Kind kind) {
        return guarded.computeIfAbsent(kind, k -> start(k, "guarded"));
    }

    /** Everything of this run lies under it. */
    public Path folder() {
        return root;
    }

    /** A folder for files of one test. */
    public Path newFolder(String purpose) {
        try {
            return Files.createDirectories(root.resolve(purpose + "-" + names.incrementAndGet()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot make a folder under " + root, e);
        }
    }

    /** A database name that no other test of the run has. */
    public String newName(String purpose) {
        return purpose + "_" + names.incrementAndGet();
    }

    private Backend start(Backend.Kind kind, String role) {
        Path folder = newFolder(kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + role);
        try {
            return switch (kind) {
                case H2 -> new H2Folder(folder);
                case POSTGRESQL -> new PostgresServer(folder.resolve("data"));
                case MARIADB -> new MariaDbServer(root.resolve("mariadb"), folder.resolve("data"));
            };
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + kind, e);
        }
    }

    @Override
    public synchronized void close() {
        for (Map<Backend.Kind, Backend> role : java.util.List.of(plain, guarded)) {
            for (Backend backend : role.values()) {
                backend.close();
            }
            role.clear();
        }
    }

    /** Hands the one {@link Servers} of the run to tests that ask for it. */
    public static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Servers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Servers.class))
                    .computeIfAbsent(Servers.class, key -> fresh());
        }

        private static Servers fresh() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                return new Servers(Files.createTempDirectory(target.toAbsolutePath(), "servers-"));
            } catch (IOException e) {
                throw new IllegalStateException("cannot make a folder under target", e);
            }
        }
    }
}
