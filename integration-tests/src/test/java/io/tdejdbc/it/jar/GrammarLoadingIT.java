package io.tdejdbc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Database;
import io.tdejdbc.it.harness.Guarded;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the jar loads the classes of the grammar, as the class-loading log of a Java process of its own tells: with the first
 * statement that names something protected, or before it in the background.
 */
final class GrammarLoadingIT {
    private static final String GRAMMAR = "io.tdejdbc.shaded.org.apache.calcite";

    @TempDir
    private Path folder;

    private String loadedBeforeTheProtectedStatement(String warmUp) throws Exception {
        Guarded store = Guarded.create(
                new Database(Backend.Kind.H2, "jdbc:h2:file:" + folder.resolve("store")),
                folder,
                List.of("protect.customers.ssn = equality", "tde.warm-up = " + warmUp));
        try (Connection connection = store.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers(id int primary key, ssn varchar(11))");
        }
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        ShadedJar.built().path()
                                + File.pathSeparator
                                + placeOf(Driver.class)
                                + File.pathSeparator
                                + placeOf(LoadingProbe.class),
                        LoadingProbe.class.getName(),
                        store.url()))
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(log).isZero();
        assertThat(log).contains(GRAMMAR + ".sql.SqlNode", "io.tdejdbc.driver.internal.jdbc.TdeConnection");
        String[] parts = log.split(LoadingProbe.MARK);
        assertThat(parts).hasSize(2);
        return parts[0];
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void waitsForTheFirstProtectedStatement() throws Exception {
        assertThat(loadedBeforeTheProtectedStatement("false").lines().filter(line -> line.contains("calcite")))
                .isEmpty();
    }

    @Test
    void isDoneBeforeByTheWarmUp() throws Exception {
        assertThat(loadedBeforeTheProtectedStatement("true")).contains(GRAMMAR + ".sql.SqlNode");
    }
}
