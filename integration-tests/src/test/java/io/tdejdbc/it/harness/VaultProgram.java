package io.tdejdbc.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The Vault server of these tests as a program: built from its published sources, once on each machine. */
final class VaultProgram {
    private static Optional<Path> built = Optional.empty();

    private VaultProgram() {}

    /**
     * Where it is. The first call on a machine takes minutes.
     *
     * @throws TestAbortedException where there is no Go to build it with
     */
    static synchronized Path path() throws IOException, InterruptedException {
        if (built.isEmpty()) {
            if (!hasGo()) {
                throw new TestAbortedException(
                        "No Go on this machine to build Vault with; VAULT_ADDR and VAULT_TOKEN can name a server.");
            }
            Path script = Path.of("vault-server", "build").toAbsolutePath();
            Path output = Files.createTempFile(Files.createDirectories(Path.of("target")), "vault-program", ".txt");
            Process process = new ProcessBuilder("bash", script.toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new IOException("Vault was not built; see above");
            }
            built = Optional.of(Path.of(Files.readString(output, UTF_8).strip()));
        }
        return built.get();
    }

    private static boolean hasGo() throws InterruptedException {
        try {
            return new ProcessBuilder("go", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
