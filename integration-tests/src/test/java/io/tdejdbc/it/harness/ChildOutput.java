package io.tdejdbc.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the standard error of processes of the run is kept, so that it can be searched for what must not be in it. */
public final class ChildOutput {
    private static final Path FOLDER = Path.of("target", "child-output").toAbsolutePath();

    private ChildOutput() {}

    /** A file of its own for one process. */
    public static ProcessBuilder.Redirect file(String purpose) throws IOException {
        return ProcessBuilder.Redirect.to(
                Files.createTempFile(folder(), purpose + "-", ".txt").toFile());
    }

    /** All of them, those of earlier runs included. */
    public static Path folder() throws IOException {
        return Files.createDirectories(FOLDER);
    }
}
