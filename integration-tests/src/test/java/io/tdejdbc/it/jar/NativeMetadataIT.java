package io.tdejdbc.it.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.h2.Driver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metadata for native images in the jar, against what the jar's classes ask for by reflection while an application and
 * the commands use them. {@code -Dtde.native.write=true} writes the file anew.
 */
@Tag("one-jdk")
final class NativeMetadataIT {
    private static final String ENTRY = "META-INF/native-image/io.tdejdbc/tde-jdbc/reachability-metadata.json";

    /** What is asked for, is not there, and is done without. */
    private static final List<String> MISSING = List.of("groovy.lang.Closure", "io.tdejdbc.shaded.saffron.properties");

    @TempDir
    Path folder;

    private static Path sourceOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void namesWhatIsAskedForByReflection() throws Exception {
        ShadedJar jar = ShadedJar.built();
        String path = Stream.of(jar.path(), sourceOf(Driver.class), sourceOf(NativeProbe.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        NativeMetadata metadata = NativeMetadata.of(ReflectionObserver.run(
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp " + path, NativeProbe.class.getName() + " " + folder));
        SortedSet<String> missing = new TreeSet<>();
        metadata.types().stream().filter(name -> !isThere(jar, name)).forEach(missing::add);
        metadata.resources().stream()
                .filter(name -> !jar.entries().contains(name))
                .forEach(missing::add);
        assertThat(missing).containsExactlyElementsOf(MISSING);
        assertThat(metadata.bundles()).isEmpty();
        metadata.leaveOut(missing);
        Path file = Path.of(ShadedJar.property("tde.root"), "driver", "shaded", "reachability-metadata.json");
        if (Boolean.getBoolean("tde.native.write")) {
            Files.writeString(file, metadata.json());
        }
        assertThat(Files.readString(file)).isEqualTo(metadata.json());
        // A run that shows little proves nothing.
        assertThat(metadata.types())
                .hasSizeGreaterThan(60)
                .contains("io.tdejdbc.driver.cli.EncryptCommand", "org.h2.result.LocalResult")
                .anyMatch(name -> name.startsWith("io.tdejdbc.shaded.com.github.benmanes.caffeine."));
    }

    @Test
    void isInTheJarAloneOfItsKind() throws Exception {
        ShadedJar jar = ShadedJar.built();
        assertThat(jar.entries().stream().filter(name -> name.startsWith("META-INF/native-image/")))
                .containsExactly(ENTRY);
        try (JarFile file = new JarFile(jar.path().toFile())) {
            ZipEntry entry = file.getEntry(ENTRY);
            assertThat(new String(file.getInputStream(entry).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(
                            Path.of(ShadedJar.property("tde.root"), "driver", "shaded", "reachability-metadata.json")));
        }
    }

    /** Ours by the jar itself; those of the platform and of the databases by this test's class path. */
    private static boolean isThere(ShadedJar jar, String name) {
        if (name.startsWith("io.tdejdbc.")) {
            return jar.hasClass(name);
        }
        try {
            Class.forName(name, false, NativeMetadataIT.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
