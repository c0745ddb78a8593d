package io.tdejdbc.it.vault;

import io.tdejdbc.driver.cli.Main;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import io.tdejdbc.it.harness.VaultServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** A database whose master key is in a real Vault, and everybody who works on it with a policy of the documentation. */
final class VaultDeployment {
    private static final Logger LOG = Logger.getLogger(VaultDeployment.class.getName());

    private final VaultServer server;
    private final String mount;
    private final Guarded guarded;
    private final AtomicInteger copies = new AtomicInteger();

    /** How a command ended, and what it wrote. */
    record Outcome(int status, String out, String err) {
        @Override
        public String toString() {
            return "status " + status + "\n" + out + err;
        }
    }

    private VaultDeployment(VaultServer server, String mount, Guarded guarded) {
        this.server = server;
        this.mount = mount;
        this.guarded = guarded;
    }

    /** A new transit key, and a properties file of an application that may make its own tables. */
    static VaultDeployment create(VaultServer server, Database database, Path folder, List<String> lines)
            throws IOException {
        String mount = server.newTransit("{\"derived\":true}");
        List<String> text = new ArrayList<>(List.of(
                "tde.deployment = " + UUID.randomUUID(),
                "tde.keys.provider = vault",
                "tde.keys.vault.address = " + server.address(),
                "tde.keys.vault.mount = " + mount,
                "tde.keys.vault.key = tde-app",
                "tde.keys.vault.auth = token-file",
                "tde.keys.vault.token-file = token",
                "tde.keys.vault.deadline = 1s",
                "tde.init = create",
                "tde.missing-table = pending"));
        text.addAll(lines);
        Path properties = Files.write(folder.resolve("tde.properties"), text);
        VaultDeployment deployment = new VaultDeployment(server, mount, new Guarded(database, properties));
        deployment.token("token", "runtime");
        return deployment;
    }

    /** A file with a token of one policy of the documentation, or of several joined by a plus sign. */
    private Path token(String fileName, String policies) throws IOException {
        StringBuilder hcl = new StringBuilder();
        for (String policy : policies.split("\\+", -1)) {
            hcl.append(VaultKeys.policy(policy, mount)).append('\n');
        }
        return VaultKeys.secretFile(
                guarded.properties().resolveSibling(fileName), server.newToken(server.newPolicy(hcl.toString()), "1h"));
    }

    /** A new token for the application, after the old one was lost. */
    void newToken() throws IOException {
        token("token", "runtime");
    }

    VaultServer server() {
        return server;
    }

    String mount() {
        return mount;
    }

    Guarded guarded() {
        return guarded;
    }

    /** The path of an operation such as {@code decrypt} on the master key. */
    String path(String operation) {
        return mount + "/" + operation + "/tde-app";
    }

    /** A properties file of somebody who has never been here: no keys of his are in this process. */
    Path fresh(UnaryOperator<String> change) throws IOException {
        int copy = copies.incrementAndGet();
        return guarded.propertiesWith("fresh-" + copy + ".properties", text -> change.apply(text) + "# " + copy + "\n");
    }

    /** The URL of somebody who has never been here. */
    String freshUrl() throws IOException {
        return guarded.url(fresh(UnaryOperator.identity()));
    }

    /** A properties file with a token of a policy, for the purpose that goes with it. */
    Path as(String policy) throws IOException {
        String file = "token-" + policy + "-" + copies.incrementAndGet();
        token(file, policy);
        String purpose = policy.startsWith("migrator") ? "runtime" : policy;
        return fresh(text -> text.replace("= token\n", "= " + file + "\n").replace("tde.init = create\n", "")
                + "tde.keys.vault.purpose = " + purpose + "\n");
    }

    /** Runs a command of {@code tde} on the database. */
    Outcome tde(Path properties, String... command) {
        return tdeAt(guarded.database().url(), properties, command);
    }

    /** Runs a command of {@code tde} on a database. */
    Outcome tdeAt(String url, Path properties, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--config", properties.toString(), "--url", url));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        Outcome outcome = new Outcome(status, out.toString(), err.toString());
        LOG.fine(outcome::toString);
        return outcome;
    }
}
