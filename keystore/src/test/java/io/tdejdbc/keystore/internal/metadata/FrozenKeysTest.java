package io.tdejdbc.keystore.internal.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.ColumnState;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.KeyDomain;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.ProtectionMode;
import io.tdejdbc.keystore.TableName;
import io.tdejdbc.keystore.TypeFamily;
import io.tdejdbc.keystore.crypto.SecretKeyBytes;
import io.tdejdbc.keystore.internal.keys.KeyIdentity;
import io.tdejdbc.keystore.internal.keys.KeyKind;
import io.tdejdbc.keystore.internal.keys.KeyPayload;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Key files, wrapped keys and MACs that an independent program wrote stay readable for ever. */
class FrozenKeysTest {

    private static final Properties VECTORS = new Properties();

    @BeforeAll
    static void load() throws Exception {
        try (InputStream in = FrozenKeysTest.class.getResourceAsStream("/vectors/keys-v1.properties")) {
            VECTORS.load(new InputStreamReader(in, UTF_8));
        }
    }

    private static String vector(String name) {
        return Optional.ofNullable(VECTORS.getProperty(name)).orElseThrow();
    }

    private static UUID id(String name) {
        return UUID.fromString(vector(name));
    }

    private static KeyIdentity identity(KeyKind kind) {
        String word = kind.word();
        return new KeyIdentity(
                id("deployment"),
                id(word + ".id"),
                id(word + ".owner"),
                kind,
                KeyPayload.ALGORITHM,
                Long.parseLong(vector("created")));
    }

    private static SecretKeyBytes key(KeyKind kind) {
        return SecretKeyBytes.copyOf(HexFormat.of().parseHex(vector(kind.word() + ".key")));
    }

    @ParameterizedTest
    @EnumSource
    void payloadsAreAsFrozen(KeyKind kind) throws Exception {
        byte[] payload = HexFormat.of().parseHex(vector(kind.word() + ".payload"));
        assertThat(KeyPayload.encode(identity(kind), key(kind))).isEqualTo(payload);
        assertThat(KeyPayload.decode(identity(kind), payload)).isEqualTo(key(kind));
        assertThat(payload).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void frozenKeyFilesUnwrapFrozenKeys(KeyKind kind, @TempDir Path directory) throws Exception {
        Path file = Files.createFile(
                directory.resolve("frozen.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                "{\"format\":1,\"versions\":[\n"
                        + "{\"version\":1,\"created\":\"2026-01-01T00:00:00Z\",\"key\":\"" + vector("kek.1") + "\"},\n"
                        + "{\"version\":2,\"created\":\"2026-02-01T00:00:00.5Z\",\"key\":\"" + vector("kek.2")
                        + "\"}]}");
        try (MasterKeyProvider provider = FileMasterKey.open(file)) {
            byte[] payload = provider.unwrap(id(kind.word() + ".id"), vector(kind.word() + ".wrapped"));
            assertThat(KeyPayload.decode(identity(kind), payload)).isEqualTo(key(kind));
            assertThat(provider.fingerprint(1)).contains(vector("fingerprint.1"));
            assertThat(provider.fingerprint(2)).contains(vector("fingerprint.2"));
        }
    }

    @Test
    void macsAndDigestAreAsFrozen() {
        long created = Long.parseLong(vector("created"));
        try (RowMac mac = RowMac.of(key(KeyKind.DEPLOYMENT), id("deployment"))) {
            List<RawRow> keys = new ArrayList<>();
            for (KeyKind kind : KeyKind.values()) {
                String name = kind == KeyKind.DOMAIN ? "customer" : "";
                keys.add(mac.seal(new KeyRow(identity(kind), name, 1, KeyState.CURRENT).raw()));
            }
            RawRow column = mac.seal(ColumnRow.raw(new ColumnRecord(
                    UUID.fromString("7ab1e000-0000-4000-8000-000000000001"),
                    UUID.fromString("c0100000-0000-4000-8000-000000000002"),
                    new TableName("public", "Kunden \"Ü\""),
                    "ssn",
                    ProtectionMode.EQUALITY,
                    Optional.of(new KeyDomain(id("deployment"), "customer")),
                    "binary",
                    "VARCHAR(11)",
                    TypeFamily.TEXT,
                    ColumnState.ENCRYPTED,
                    created)));
            for (RawRow key : keys) {
                assertThat(key.mac()).isEqualTo(vector("mac.tde_key." + key.text(0)));
                assertThat(mac.verify(key)).isTrue();
            }
            assertThat(column.mac()).isEqualTo(vector("mac.tde_column." + column.text(0)));
            Manifest manifest = Manifest.of(id("deployment"), 7, keys, List.of(column), mac, created);
            assertThat(manifest.digest()).isEqualTo(vector("digest"));
            assertThat(manifest.mac()).isEqualTo(vector("mac.tde_manifest"));
        }
    }
}
