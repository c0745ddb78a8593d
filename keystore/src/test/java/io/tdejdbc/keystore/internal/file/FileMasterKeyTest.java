package io.tdejdbc.keystore.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProviderContract;
import io.tdejdbc.keystore.MasterKeyProviderFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileMasterKeyTest extends MasterKeyProviderContract {

    private static final UUID KEY = UUID.fromString("6f1de0f0-5a3e-4a36-8f0b-2a1a1f6f2f01");
    private static final String B64 =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    private static final String TIME = "2026-01-02T03:04:05Z";

    @TempDir
    private Path directory;

    @Override
    protected MasterKeyProvider open() throws Exception {
        Path file = directory.resolve("own.key");
        if (!Files.exists(file)) {
            FileMasterKey.generate(file);
        }
        return FileMasterKey.open(file);
    }

    @Override
    protected MasterKeyProvider openForeign() throws Exception {
        Path file = directory.resolve("foreign.key");
        FileMasterKey.generate(file);
        return FileMasterKey.open(file);
    }

    private Path write(String json) throws IOException {
        Path file = directory.resolve("written.key");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, json);
        return file;
    }

    private static String version(int number, String key) {
        return "{\"version\":" + number + ",\"created\":\"" + TIME + "\",\"key\":\"" + key + "\"}";
    }

    private static String file(String... versions) {
        return "{\"format\":1,\"versions\":[" + String.join(",", versions) + "]}";
    }

    @Test
    void readsTheDocumentedForm() throws Exception {
        try (MasterKeyProvider provider =
                FileMasterKey.open(write(file(version(2, B64), version(1, B64.replace('M', 'N')))))) {
            assertThat(provider.currentVersion()).isEqualTo(2);
            assertThat(provider.kind()).isEqualTo("file");
            assertThat(provider.fingerprint(1)).isNotEqualTo(provider.fingerprint(2));
        }
    }

    @Test
    void writesTheDocumentedForm() throws Exception {
        Path file = directory.resolve("new.key");
        String fingerprint = FileMasterKey.generate(file);
        assertThat(fingerprint).matches("[0-9a-f]{16}");
        Matcher written = Pattern.compile(
                        "\\{\"format\":1,\"versions\":\\[\\{\"version\":1,\"created\":\"[0-9TZ:-]+\",\"key\":\"([A-Za-z0-9+/]{43}=)\"\\}\\]\\}")
                .matcher(Files.readString(file).replaceAll("\\s", ""));
        assertThat(written.matches()).isTrue();
        assertThat(Base64.getDecoder().decode(written.group(1))).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (MasterKeyProvider provider = FileMasterKey.open(file)) {
            assertThat(provider.fingerprint(1)).contains(fingerprint);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("new.key")))
                    .containsExactly(file);
        }
    }

    @Test
    void neverOverwritesAFile() throws Exception {
        Path file = directory.resolve("present");
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> FileMasterKey.generate(file))
                .hasMessageStartingWith("TDE-KEY-004 ")
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("precious");
    }

    @Test
    void saysWhyNoFileCouldBeMade() {
        assertThatThrownBy(() -> FileMasterKey.generate(directory.resolve("missing/master.key")))
                .hasMessageStartingWith("TDE-KEY-005 ");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = directory.resolve("missing.key");
        assertThatThrownBy(() -> FileMasterKey.open(file))
                .hasMessageStartingWith("TDE-KEY-001 ")
                .hasMessageContaining(file.toString())
                .isInstanceOfSatisfying(
                        KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
        assertThatThrownBy(() -> FileMasterKey.open(directory))
                .hasMessageStartingWith("TDE-KEY-001 ")
                .hasMessageContaining("a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--", "rw--w----", "rwx------", "r--r-----"})
    void aFileThatOthersMayTouchIsRefused(String mode) throws Exception {
        Path file = write(file(version(1, B64)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> FileMasterKey.open(file))
                .hasMessageStartingWith("TDE-KEY-002 ")
                .hasMessageContainingAll(file.toString(), mode, "chmod 600");
    }

    @Test
    void theModeIsShownInOctal() {
        assertThat(KeyFileAccess.octal(PosixFilePermissions.fromString("rw-r--r--")))
                .isEqualTo("0644");
        assertThat(KeyFileAccess.octal(Set.of(PosixFilePermission.OWNER_READ))).isEqualTo("0400");
    }

    @Test
    void onlyTheUserAndRootMayOwnTheFile() {
        assertThat(KeyFileAccess.trusted(1000, 1000)).isTrue();
        assertThat(KeyFileAccess.trusted(0, 1000)).isTrue();
        assertThat(KeyFileAccess.trusted(1001, 1000)).isFalse();
        assertThat(KeyFileAccess.trusted(1001, 0)).isFalse();
    }

    @Test
    void readOnlyForTheOwnerIsFineAndStaysSoWhenRotated() throws Exception {
        Path file = write(file(version(1, B64)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        try (MasterKeyProvider provider = FileMasterKey.open(file)) {
            assertThat(provider.rotate()).isEqualTo(2);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");
    }

    @Test
    void behindASymbolicLinkTheTargetCounts() throws Exception {
        Path file = write(file(version(1, B64)));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        try (MasterKeyProvider provider = FileMasterKey.open(link)) {
            provider.rotate();
        }
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).contains("\"version\" : 2");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> FileMasterKey.open(link)).hasMessageStartingWith("TDE-KEY-002 ");
    }

    static Stream<Arguments> malformed() {
        String good = file(version(1, B64));
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("blank", "   \n"),
                Arguments.of("text", "secret key"),
                Arguments.of("an array", "[]"),
                Arguments.of("no fields", "{}"),
                Arguments.of("truncated", good.substring(0, good.length() - 2)),
                Arguments.of("truncated in the key", good.substring(0, good.indexOf(B64) + 20)),
                Arguments.of("two objects", good + good),
                Arguments.of("no version", file()),
                Arguments.of("no format", good.replace("\"format\":1,", "")),
                Arguments.of("format 2", good.replace("\"format\":1", "\"format\":2")),
                Arguments.of("format as text", good.replace("\"format\":1", "\"format\":\"1\"")),
                Arguments.of("format twice", good.replace("\"format\":1", "\"format\":1,\"format\":1")),
                Arguments.of("unknown field", good.replace("\"format\":1", "\"format\":1,\"x\":1")),
                Arguments.of("unknown field of a version", good.replace("\"version\":1", "\"version\":1,\"x\":1")),
                Arguments.of("version 0", file(version(0, B64))),
                Arguments.of("version -1", file(version(-1, B64))),
                Arguments.of("version 1.5", good.replace("\"version\":1", "\"version\":1.5")),
                Arguments.of("version too large", good.replace("\"version\":1", "\"version\":99999999999")),
                Arguments.of("version twice", file(version(1, B64), version(1, B64))),
                Arguments.of("no created", good.replace("\"created\":\"" + TIME + "\",", "")),
                Arguments.of("created that is no time", good.replace(TIME, "yesterday")),
                Arguments.of("no key", good.replace(",\"key\":\"" + B64 + "\"", "")),
                Arguments.of("key null", good.replace("\"" + B64 + "\"", "null")),
                Arguments.of(
                        "key of 31 bytes", file(version(1, Base64.getEncoder().encodeToString(new byte[31])))),
                Arguments.of(
                        "key of 33 bytes", file(version(1, Base64.getEncoder().encodeToString(new byte[33])))),
                Arguments.of("empty key", file(version(1, ""))),
                Arguments.of("key that is no base64", file(version(1, "!" + B64.substring(1)))),
                Arguments.of("key without padding", file(version(1, B64.substring(0, 43)))),
                Arguments.of("retired above", good.replace("]}", "],\"retired-below\":2}")),
                Arguments.of("retired below 1", good.replace("]}", "],\"retired-below\":0}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aDamagedFileIsRefusedWithoutShowingKeys(String what, String json) throws Exception {
        Path file = write(json);
        assertThatThrownBy(() -> FileMasterKey.open(file))
                .as(what)
                .hasMessageStartingWith("TDE-KEY-003 ")
                .hasMessageContaining(file.toString())
                .satisfies(e -> assertThat(everything(e)).doesNotContain(B64.substring(2, 12), "secret key"));
    }

    private static String everything(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(String.valueOf(cause)).append('\n');
        }
        return text.toString();
    }

    @Test
    void retirementIsAFieldOfTheFileAndKeepsTheKeys() throws Exception {
        Path file = write(file(version(1, B64), version(2, B64.replace('M', 'N'))));
        try (MasterKeyProvider provider = FileMasterKey.open(file)) {
            provider.retire(2);
            assertThat(Files.readString(file)).contains("\"retired-below\" : 2", B64);
            provider.retire(1);
            assertThat(Files.readString(file)).doesNotContain("retired-below").contains(B64);
        }
    }

    @Test
    void aFileThatWasExchangedIsReadAgain() throws Exception {
        Path file = write(file(version(1, B64)));
        try (MasterKeyProvider provider = FileMasterKey.open(file)) {
            String wrapped = provider.wrap(KEY, new byte[32]);
            write(file(version(1, B64.replace('M', 'N'))));
            assertThatThrownBy(() -> provider.unwrap(KEY, wrapped)).hasMessageStartingWith("TDE-KEY-006 ");
            write(file(version(1, B64)));
            assertThat(provider.unwrap(KEY, wrapped)).isEqualTo(new byte[32]);
            Files.delete(file);
            assertThatThrownBy(() -> provider.unwrap(KEY, wrapped))
                    .hasMessageStartingWith("TDE-KEY-001 ")
                    .isInstanceOfSatisfying(
                            KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
            write(file(version(1, B64)));
            assertThat(provider.unwrap(KEY, wrapped)).isEqualTo(new byte[32]);
        }
    }

    @Test
    void twoChangesAtOnceAreNotMade() throws Exception {
        Path file = write(file(version(1, B64)));
        Path lock = Files.createFile(directory.resolve("written.key.lock"));
        try (MasterKeyProvider provider = FileMasterKey.open(file)) {
            assertThatThrownBy(provider::rotate)
                    .hasMessageStartingWith("TDE-KEY-005 ")
                    .hasMessageContaining(lock.toString());
            Files.delete(lock);
            assertThat(provider.rotate()).isEqualTo(2);
            assertThat(lock).doesNotExist();
        }
    }

    @Test
    void isFoundByItsKind() throws Exception {
        Map<String, MasterKeyProviderFactory> providers = Keystores.providers();
        assertThat(providers).containsKey("file");
        MasterKeyProviderFactory factory = providers.get("file");
        assertThat(factory.properties())
                .containsExactlyInAnyOrder("tde.keys.file.allow-in-production", "tde.keys.file.path");
        Path file = write(file(version(1, B64)));
        try (MasterKeyProvider provider = factory.open(Map.of("tde.keys.file.path", file.toString()))) {
            assertThat(provider.keyName()).isEqualTo(file.toString());
        }
        for (Map<String, String> bad : List.of(
                Map.<String, String>of(), Map.of("tde.keys.file.path", " "), Map.of("tde.keys.file.path", "a\0b"))) {
            assertThatThrownBy(() -> factory.open(bad)).hasMessageStartingWith("TDE-KEY-012 ");
        }
    }
}
