package io.tdejdbc.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.examples.connect.ConnectExample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the three ways to a connection. */
final class ConnectExampleTest {
    @TempDir
    Path folder;

    @Test
    void findsTheCustomerByEveryWayAndLeavesNothingReadable() throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ConnectExample.run(folder, new PrintStream(text, true, StandardCharsets.UTF_8));
        assertThat(text.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "DriverManager: customer 2",
                        "HikariCP with the URL: customer 2",
                        "HikariCP with a wrapped data source: customer 2");
        assertThat(new String(Files.readAllBytes(folder.resolve("shop.mv.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain("11-719-748-3364");
    }
}
