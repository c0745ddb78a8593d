package io.tdejdbc.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tdejdbc.it.docs.Sandbox.Outcome;
import io.tdejdbc.it.harness.Backend;
import io.tdejdbc.it.harness.Certificates;
import io.tdejdbc.it.harness.Servers;
import io.tdejdbc.it.harness.VaultServer;
import io.tdejdbc.it.harness.Vaults;
import io.tdejdbc.micrometer.MicrometerMetrics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executes every block of every page, in the order of the page, with the jar that a user gets. What a page says the
 * output is, it must be, with {@code …} standing for anything.
 */
@Tag("one-jdk")
@ExtendWith({Vaults.Provider.class, Servers.Provider.class})
final class DocumentationIT {
    private static final Path ROOT = Path.of(property("tde.root"));
    private static final Path JAR = Path.of(property("tde.jar"));

    private static final String CUSTOMERS = """
            CREATE TABLE customers (id integer PRIMARY KEY, name varchar(60), phone varchar(20));
            INSERT INTO customers VALUES (1, 'Jörg Müller', '25-989-741-2988');
            """;

    /** What a reader of a page has in his database beforehand. */
    private static final Map<String, String> DATABASE_BEFORE = Map.of(
            "README.md",
            CUSTOMERS,
            "docs/operations.md",
            CUSTOMERS,
            "docs/rotation.md",
            CUSTOMERS,
            "docs/keys.md",
            CUSTOMERS,
            "docs/vault.md",
            CUSTOMERS,
            "docs/datasources.md",
            CUSTOMERS,
            "docs/calls.md",
            CUSTOMERS,
            "docs/metrics.md",
            CUSTOMERS,
            "docs/vault-tls.md",
            CUSTOMERS,
            "docs/configuration.md",
            CUSTOMERS + "CREATE SCHEMA sales; CREATE TABLE sales.orders (id integer, clerk varchar(15));");

    private static final String ENCRYPTED = """
            cat > tde.properties <<'END'
            protect.customers.name  = random
            protect.customers.phone = equality
            tde.keys.file.path = master.key
            tde.metadata.poll  = 100ms
            tde.metadata.lease = 1s
            END
            export TDE_CONFIG=tde.properties
            alias tde='java -cp tde-jdbc.jar:postgresql.jar io.tdejdbc.driver.cli.Main'
            tde keygen master.key
            tde init    --url jdbc:postgresql://localhost/shop
            tde encrypt --url jdbc:postgresql://localhost/shop
            """;

    /** What a reader of a page has done beforehand. */
    private static final Map<String, String> COMMANDS_BEFORE =
            Map.of("docs/operations.md", ENCRYPTED, "docs/rotation.md", ENCRYPTED);

    /** What proves that the properties file of a page is one. */
    private static final Map<String, String> COMMANDS_AFTER = Map.of("docs/configuration.md", """
            DB="--config tde.properties --url jdbc:postgresql://localhost/shop --driver-jar postgresql.jar"
            java -jar tde-jdbc.jar keygen master.key
            java -jar tde-jdbc.jar init    $DB
            java -jar tde-jdbc.jar encrypt $DB
            java -jar tde-jdbc.jar check   $DB
            """, "docs/keys.md", """
            echo 'protect.customers.name = random' >> tde.properties
            java -jar tde-jdbc.jar keygen /etc/myapp/master.key
            java -jar tde-jdbc.jar init --config tde.properties --url jdbc:postgresql://localhost/shop --driver-jar postgresql.jar
            """);

    /** Every block that is not executed, and why. */
    private static final Map<String, String> NOT_EXECUTED = Map.ofEntries(
            Map.entry(
                    "README.md: jdbc:postgresql://localhost/shop        →        jdbc:tde:postgresql://localhost/shop",
                    "shows two URLs; the second one is used further down"),
            Map.entry(
                    "README.md: ./mvnw -q -Dfast -Pmain-job -pl examples -am",
                    "a build inside the build; the main job itself is run by HostApplicationIT"),
            Map.entry("README.md: ./mvnw -B verify", "is what runs this test"),
            Map.entry(
                    "docs/benchmarks.md: ./mvnw -q -Dfast -DskipTests -Pend-to-end -pl integration-tests/benchmarks -am process-classes",
                    "takes minutes, and its figures mean nothing on a busy machine"),
            Map.entry(
                    "docs/configuration.md: protect.<[schema.]table>.<column> = random | equality [domain=<name>] [compare=binary] [small-domain=accepted]",
                    "a notation; ConfigurationReaderTest reads such lines"),
            Map.entry(
                    "docs/calls.md: call.<[schema.]routine>.<number> = [schema.]table.column",
                    "a notation; CallContract has such lines"),
            Map.entry("docs/testing.md: [shape.number] expectation", "an entry of the differential test's own files"),
            Map.entry(
                    "CONTRIBUTING.md: ./mvnw verify                    # everything: format, static checks, all tests, the one jar and its tests",
                    "builds inside the build"),
            Map.entry(
                    "docs/benchmarks.md: ./mvnw -q -Dfast -pl integration-tests/benchmarks -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath",
                    "a build inside the build"));

    @TempDir
    Path folder;

    private static String property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .orElseThrow(() -> new IllegalStateException("run by the verify phase, which sets -D" + name));
    }

    static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .forEach(name -> pages.add("docs/" + name));
        }
        return pages;
    }

    @Test
    void allCodeStandsInFences() throws IOException {
        List<String> unfenced = new ArrayList<>();
        for (String page : pages()) {
            unfenced.addAll(Block.indented(ROOT, page));
        }
        assertThat(unfenced).isEmpty();
    }

    @Test
    void theListOfWhatIsNotExecutedIsTrue() throws IOException {
        Set<String> names = new HashSet<>();
        for (String page : pages()) {
            Block.of(ROOT, page).forEach(block -> names.add(block.name()));
        }
        assertThat(names).containsAll(NOT_EXECUTED.keySet());
    }

    @Test
    void everyCommandHasItsSection() throws Exception {
        Set<String> described = new TreeSet<>();
        Matcher headings =
                Pattern.compile("(?m)^## tde (\\w+)").matcher(Files.readString(ROOT.resolve("docs/operations.md")));
        while (headings.find()) {
            described.add(headings.group(1));
        }
        Set<String> offered = new TreeSet<>();
        try (Sandbox sandbox = new Sandbox(folder, JAR)) {
            Outcome help = sandbox.shell("java -jar tde-jdbc.jar --help");
            Matcher commands = Pattern.compile("(?m)^  (\\w+) {2,}\\S")
                    .matcher(help.output().substring(help.output().indexOf("Commands:")));
            while (commands.find()) {
                offered.add(commands.group(1));
            }
        }
        assertThat(offered).isEqualTo(described).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everythingOnThePageDoesWhatThePageSays(String page, Vaults vaults, Servers servers) throws Exception {
        List<Block> blocks = Block.of(ROOT, page).stream()
                .filter(block -> !NOT_EXECUTED.containsKey(block.name()))
                .toList();
        if (blocks.isEmpty()) {
            assertThat(Block.of(ROOT, page))
                    .as("executed or listed")
                    .allMatch(block -> NOT_EXECUTED.containsKey(block.name()));
            return;
        }
        try (Sandbox sandbox = new Sandbox(folder, JAR)) {
            if (DATABASE_BEFORE.containsKey(page)) {
                sandbox.sql("shop", DATABASE_BEFORE.get(page));
            }
            if (page.equals("docs/mariadb.md")) {
                sandbox.mariaDb(servers.plain(Backend.Kind.MARIADB).create("shop"));
            }
            if (page.equals("docs/vault.md")) {
                sandbox.vault(vaults.own(), ROOT.resolve("docs/vault"));
            }
            if (page.equals("docs/vault-tls.md")) {
                vaultWithTls(sandbox, vaults);
            }
            succeeds(sandbox, page, COMMANDS_BEFORE.getOrDefault(page, ""));
            Reading reading = new Reading(sandbox);
            for (Block block : blocks) {
                reading.execute(block);
            }
            succeeds(sandbox, page, COMMANDS_AFTER.getOrDefault(page, ""));
        }
    }

    private void vaultWithTls(Sandbox sandbox, Vaults vaults) throws Exception {
        Certificates authority = Certificates.authority(folder.resolve("authority"), "vault-ca");
        authority.issue("server", "EC", "san=ip:127.0.0.1");
        authority.issue("shop", "EC", "eku=clientAuth");
        sandbox.certificates(authority, "shop");
        List<String> options = List.of(
                "-tls-cert",
                authority.chain("server").toString(),
                "-tls-key",
                authority.key("server").toString());
        VaultServer server = VaultServer.start(vaults.newFolder("tls"), options, Optional.of(authority.trusting()));
        sandbox.vault(vaults.keep(server), ROOT.resolve("docs/vault"));
    }

    private static void succeeds(Sandbox sandbox, String what, String commands) throws Exception {
        Outcome outcome = sandbox.shell(sandbox.filledIn(commands));
        assertThat(outcome.status()).as("%s%n%s", what, outcome.output()).isZero();
    }

    /** A page on its way from top to bottom. */
    private static final class Reading {
        private final Sandbox sandbox;
        private String url = "";
        private Optional<String> output = Optional.empty();

        Reading(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        void execute(Block block) throws Exception {
            String text = sandbox.filledIn(block.text());
            Optional<String> before = output;
            output = Optional.empty();
            switch (block.language()) {
                case "sh" -> output = Optional.of(shell(block, text));
                case "console" -> console(block, text);
                case "sql" -> sandbox.sql("shop", text);
                case "java" -> output = Optional.of(java(block, text));
                case "properties" -> properties(block, text);
                case "xml" -> dependency(block, text);
                case "text" -> text(block, text, before);
                default -> fail("%s is of no language that this test can execute, nor listed", block);
            }
        }

        private String shell(Block block, String lines) throws Exception {
            Outcome outcome = sandbox.shell(lines);
            assertThat(outcome.status()).as("%s%n%s", block, outcome.output()).isZero();
            return outcome.output();
        }

        /** Lines with a dollar sign are commands, the others what they write. */
        private void console(Block block, String text) throws Exception {
            StringBuilder told = new StringBuilder();
            for (String line : text.lines().toList()) {
                if (line.startsWith("$ ")) {
                    told.append(line).append('\n');
                    told.append(sandbox.shell(line.substring(2) + " || true").output())
                            .append('\n');
                }
            }
            assertThat(told.toString()).as(block.toString()).matches(pattern(text));
        }

        private String java(Block block, String statements) throws Exception {
            Path source = sandbox.folder().resolve("Snippet.java");
            String imports = statements
                    .lines()
                    .filter(line -> line.startsWith("import "))
                    .collect(Collectors.joining("\n"));
            String body = statements
                    .lines()
                    .filter(line -> !line.startsWith("import "))
                    .collect(Collectors.joining("\n"));
            Files.writeString(source, """
                    import java.sql.*;
                    %imports

                    public class Snippet {
                        public static void main(String[] arguments) throws Exception {
                            String url = arguments[0];
                            String password = "the-server-asks-for-none";
                            %s
                        }
                    }
                    """.replace("%imports", imports).replace("%s", body));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            assertThat(compiler.run(
                            null, null, null, "-encoding", "UTF-8", "-cp", sandbox.libraries(), source.toString()))
                    .as("%s compiles", block)
                    .isZero();
            Outcome outcome = sandbox.java(sandbox.folder(), "Snippet", url);
            assertThat(outcome.status()).as("%s%n%s", block, outcome.log()).isZero();
            return outcome.output();
        }

        private void properties(Block block, String text) throws Exception {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            if (properties.containsKey("spring.datasource.url")) {
                connects(
                        block,
                        properties.getProperty("spring.datasource.driver-class-name"),
                        properties.getProperty("spring.datasource.url"));
            } else if (properties.containsKey("jakarta.persistence.jdbc.url")) {
                connects(
                        block,
                        properties.getProperty("jakarta.persistence.jdbc.driver"),
                        properties.getProperty("jakarta.persistence.jdbc.url"));
            } else {
                Files.writeString(sandbox.folder().resolve("tde.properties"), text);
            }
        }

        private void connects(Block block, String driver, String address) throws Exception {
            Outcome outcome =
                    sandbox.java(Sandbox.sourceOf(DriverProbe.class), DriverProbe.class.getName(), driver, address);
            assertThat(outcome.output())
                    .as("%s%n%s", block, outcome.log())
                    .isEqualTo("connected to " + sandbox.product());
        }

        private static void dependency(Block block, String text) {
            Matcher coordinates = Pattern.compile(
                            "(?s).*<groupId>io.tdejdbc</groupId>.*<artifactId>(.*)</artifactId>.*<version>(.*)</version>.*")
                    .matcher(text);
            assertThat(coordinates.matches()).as(block.toString()).isTrue();
            Path jar = coordinates.group(1).equals("tde-jdbc-micrometer")
                    ? Sandbox.sourceOf(MicrometerMetrics.class)
                    : JAR;
            assertThat(jar.getFileName()).hasToString(coordinates.group(1) + "-" + coordinates.group(2) + ".jar");
        }

        /** A URL, an error, or what the block before writes. */
        private void text(Block block, String text, Optional<String> before) throws Exception {
            if (text.startsWith("jdbc:tde:")) {
                url = text.strip();
                connects(block, "io.tdejdbc.driver.TdeDriver", url);
            } else if (text.startsWith("TDE-CFG-004")) {
                Files.writeString(sandbox.folder().resolve("tde.properties"), "\n\n\ntde.strickt = true\n");
                Outcome outcome = sandbox.shell("java -jar tde-jdbc.jar status --config " + sandbox.folder()
                        + "/tde.properties --url jdbc:postgresql:shop || true");
                assertThat(outcome.output()).as(block.toString()).matches(pattern("tde: " + text));
            } else {
                assertThat(before).as("%s follows what writes it", block).isPresent();
                assertThat(before.get()).as(block.toString()).matches(pattern(text));
            }
        }

        /** White space and the length of rules do not count, and an ellipsis is anything. */
        private static Pattern pattern(String expected) {
            String pattern = Stream.of(expected.strip().split("…", -1))
                    .map(part -> Stream.of(part.split("\\s+", -1))
                            .map(word -> word.matches("[-+]{2,}") ? "[-+]+" : Pattern.quote(word))
                            .collect(Collectors.joining("\\s+")))
                    .collect(Collectors.joining(".*"));
            return Pattern.compile("\\s*" + pattern + "\\s*", Pattern.DOTALL);
        }
    }
}
