package io.tdejdbc.keystore.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.KeystoreException.Kind;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProvider.WrappedKey;
import io.tdejdbc.keystore.internal.keys.FakeProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditedProviderTest {

    private static final UUID KEY = UUID.fromString("00000000-0000-0000-0000-0000000000aa");
    private static final UUID OTHER = UUID.fromString("00000000-0000-0000-0000-0000000000bb");

    private Path file;
    private FakeProvider real;
    private MasterKeyProvider audited;

    @BeforeEach
    void prepare(@TempDir Path directory) throws Exception {
        file = directory.resolve("audit.jsonl");
        FileMasterKey.generate(directory.resolve("master \"1\".key"));
        real = new FakeProvider(FileMasterKey.open(directory.resolve("master \"1\".key")));
        audited = Keystores.audited(real, file, "jane@host\nprocess 7");
    }

    @AfterEach
    void close() {
        audited.close();
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(file);
    }

    private static String field(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(line);
        return matcher.find() ? matcher.group(1) : "none";
    }

    /** event, action, key, version, result of each line. */
    private List<List<String>> events() throws Exception {
        List<List<String>> events = new ArrayList<>();
        for (String line : lines()) {
            List<String> event = new ArrayList<>();
            for (String name : List.of("event", "action", "key", "version", "result")) {
                event.add(field(line, name));
            }
            events.add(event);
        }
        return events;
    }

    @Test
    void everyUseIsRecordedAndNothingThatIsSecret() throws Exception {
        byte[] payload = "the payload, which is secret".getBytes(StandardCharsets.UTF_8);
        String wrapped = audited.wrap(KEY, payload);
        assertThat(audited.unwrap(KEY, wrapped)).isEqualTo(payload);
        assertThat(audited.rotate()).isEqualTo(2);
        String other = audited.wrap(OTHER, payload);
        audited.rewrap(List.of(new WrappedKey(KEY, wrapped), new WrappedKey(OTHER, other)));
        audited.retire(2);
        assertThatThrownBy(() -> audited.unwrap(KEY, wrapped)).hasMessageContaining("TDE-KEY-015");
        audited.forgotten(OTHER);
        assertThat(events())
                .containsExactly(
                        List.of("create", "create", KEY.toString(), "1", "ok"),
                        List.of("unwrap", "unwrap", KEY.toString(), "1", "ok"),
                        List.of("rotate", "rotate", "none", "2", "ok"),
                        List.of("create", "create", OTHER.toString(), "2", "ok"),
                        List.of("rewrap", "rewrap", KEY.toString(), "2", "ok"),
                        List.of("rewrap", "rewrap", OTHER.toString(), "2", "ok"),
                        List.of("retire", "retire", "none", "2", "ok"),
                        List.of("deny", "unwrap", KEY.toString(), "1", "TDE-KEY-015"),
                        List.of("evict", "evict", OTHER.toString(), "none", "ok"));
        List<String> correlations =
                lines().stream().map(line -> field(line, "correlation")).toList();
        assertThat(correlations.get(4)).isEqualTo(correlations.get(5));
        assertThat(correlations.stream().distinct()).hasSize(8);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String all = Files.readString(file);
        assertThat(all)
                .contains("\"actor\":\"jane@host\\u000aprocess 7\"", "master \\\"1\\\".key\"")
                .doesNotContain("secret")
                .doesNotContain(HexFormat.of().formatHex(payload))
                .doesNotContain(Base64.getEncoder().encodeToString(payload))
                .doesNotContain(wrapped.substring("file:v1:".length()));
    }

    @Test
    void eachKeyOfManyIsRecordedWithWhatBecameOfIt() throws Exception {
        String wrapped = audited.wrap(KEY, new byte[] {1});
        List<WrappedKey> keys = List.of(new WrappedKey(KEY, wrapped), new WrappedKey(OTHER, "file:v1:AAAA"));
        assertThat(audited.unwrapAll(keys).get(0).payload()).containsExactly(1);
        real.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        assertThatThrownBy(() -> audited.unwrapAll(keys)).hasMessageContaining("TDE-KEY-011");
        assertThat(audited.unwrapAll(List.of())).isEmpty();
        assertThat(events().subList(1, 5))
                .containsExactly(
                        List.of("unwrap", "unwrap", KEY.toString(), "1", "ok"),
                        List.of("deny", "unwrap", OTHER.toString(), "1", "TDE-KEY-006"),
                        List.of("unwrap", "unwrap", KEY.toString(), "1", "TDE-KEY-011"),
                        List.of("unwrap", "unwrap", OTHER.toString(), "1", "TDE-KEY-011"));
        List<String> correlations =
                lines().stream().map(line -> field(line, "correlation")).toList();
        assertThat(correlations.get(1)).isEqualTo(correlations.get(2)).isNotEqualTo(correlations.get(3));
    }

    @Test
    void anOutageIsNoRefusal() throws Exception {
        String wrapped = audited.wrap(KEY, new byte[] {1});
        real.fail(KeystoreError.MASTER_KEY_UNAVAILABLE);
        assertThatThrownBy(() -> audited.unwrap(KEY, wrapped)).hasMessageContaining("TDE-KEY-011");
        real.fail(KeystoreError.MASTER_KEY_REFUSED);
        assertThatThrownBy(() -> audited.unwrap(KEY, wrapped)).hasMessageContaining("TDE-KEY-010");
        assertThat(events().subList(1, 3))
                .containsExactly(
                        List.of("unwrap", "unwrap", KEY.toString(), "1", "TDE-KEY-011"),
                        List.of("deny", "unwrap", KEY.toString(), "1", "TDE-KEY-010"));
    }

    @Test
    void whatCannotBeRecordedIsNotHandedOut() throws Exception {
        String wrapped = audited.wrap(KEY, new byte[] {1});
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(() -> audited.unwrap(KEY, wrapped)).isInstanceOfSatisfying(KeystoreException.class, e -> {
            assertThat(e.code()).isEqualTo("TDE-KEY-025");
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
        });
        assertThatThrownBy(() -> Keystores.audited(real, file, "jane"))
                .isInstanceOfSatisfying(
                        KeystoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
        Files.delete(file);
        assertThat(audited.unwrap(KEY, wrapped)).containsExactly(1);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void severalWritersShareAFileThatMayBeMovedAway(@TempDir Path directory) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MasterKeyProvider mine = Keystores.audited(real, file, "writer " + i);
            threads.add(new Thread(
                    () -> {
                        for (int j = 0; j < 50; j++) {
                            mine.forgotten(KEY);
                        }
                    },
                    "writer"));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(lines())
                .hasSize(200)
                .allSatisfy(line -> assertThat(line).startsWith("{\"time\"").endsWith("\"}"));
        Files.move(file, directory.resolve("old"));
        audited.forgotten(KEY);
        assertThat(lines()).hasSize(1);
    }
}
