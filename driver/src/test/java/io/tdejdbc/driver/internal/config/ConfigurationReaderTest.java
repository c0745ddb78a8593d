package io.tdejdbc.driver.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdejdbc.driver.TdeConfigurationException;
import io.tdejdbc.keystore.ProtectionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    private static final String ID = "tde.deployment=11111111-2222-3333-4444-555555555555\n";

    @TempDir
    private Path folder;

    private TdeConfiguration read(String text) throws IOException, TdeConfigurationException {
        Path file = folder.resolve("tde.properties");
        Files.writeString(file, text);
        return ConfigurationReader.read(new ConfigurationSource(file, "a test"));
    }

    @Test
    void readsWhatIsThereAndTakesDefaultsForTheRest() throws Exception {
        TdeConfiguration configuration = read(ID
                + "# a comment\n! another\n\n"
                + "tde.keys.file.path : keys/master.key\n"
                + "tde.metadata.poll=250ms\n"
                + "tde.plan-cache.size=2M\n"
                + "tde.preflight.allow=view:a.b, \\\n   trigger:c.d\n"
                + "protect.customers.ssn = equality domain=person compare=binary\n"
                + "protect.sales.\"Odd.Table\".\"a\"\"b\"=random\n");
        assertThat(configuration.deployment()).isPresent();
        assertThat(configuration.provider().properties())
                .containsEntry(
                        "tde.keys.file.path",
                        folder.toRealPath().resolve("keys/master.key").toString());
        assertThat(configuration.poll()).isEqualTo(Duration.ofMillis(250));
        assertThat(configuration.lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.planCacheBytes()).isEqualTo(2 << 20);
        assertThat(configuration.warmUp()).isTrue();
        assertThat(configuration.allowedDependents()).containsExactlyInAnyOrder("view:a.b", "trigger:c.d");
        assertThat(configuration.init()).isFalse();
        assertThat(configuration.pendingTables()).isFalse();
        assertThat(configuration.migrationAllowed()).isFalse();
        ProtectionRule first = configuration.rules().get(0);
        assertThat(first.mode()).isEqualTo(ProtectionMode.EQUALITY);
        assertThat(first.domain()).isEqualTo(Optional.of("person"));
        assertThat(first.comparison()).isEqualTo("binary");
        assertThat(first.schema()).isEmpty();
        ProtectionRule second = configuration.rules().get(1);
        assertThat(second.schema()).isPresent();
        assertThat(second.table()).isEqualTo(new ProtectionRule.Identifier("Odd.Table", true));
        assertThat(second.column()).isEqualTo(new ProtectionRule.Identifier("a\"b", true));
    }

    @Test
    void tellsLineAndNearestNameOfAnUnknownProperty() {
        assertThatThrownBy(() -> read(ID + "\n\ntde.strickt=true\n"))
                .isInstanceOf(TdeConfigurationException.class)
                .hasMessageContainingAll("TDE-CFG-004", "tde.strickt", "line 4", "did you mean tde.strict?");
        assertThatThrownBy(() -> read(ID + "completely.other=1\n"))
                .hasMessageContaining("TDE-CFG-004")
                .hasMessageNotContaining("did you mean");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "tde.deployment=not-a-uuid -> TDE-CFG-006",
                "tde.deployment=1-2-3-4-5 -> TDE-CFG-006",
                "tde.strict=yes -> TDE-CFG-006",
                "tde.missing-table=ignore -> TDE-CFG-006",
                "tde.metadata.poll=5 -> TDE-CFG-006",
                "tde.metadata.poll=90s -> TDE-CFG-006",
                "tde.metadata.poll=30s -> TDE-CFG-006",
                "tde.plan-cache.size=1K -> TDE-CFG-006",
                "tde.keys.provider=vaultt -> TDE-CFG-015",
                "tde.driver= -> TDE-CFG-006",
                "protect.ssn=random -> TDE-CFG-006",
                "protect.a.b.c.d=random -> TDE-CFG-006",
                "protect.t.c=secret -> TDE-CFG-006",
                "protect.t.c=random domain=x -> TDE-CFG-006",
                "protect.t.c=equality domain=a/b -> TDE-CFG-006",
                "protect.t.\"c=random -> TDE-CFG-006",
                "protect.t..c=random -> TDE-CFG-006",
                "=5 -> TDE-CFG-003",
                "a=\\u12 -> TDE-CFG-003"
            })
    void refusesEachMistakeWithItsCodeAndLine(String line, String code) {
        assertThatThrownBy(() -> read(ID.replace("tde.deployment", "#") + "\n" + line + "\n"))
                .isInstanceOf(TdeConfigurationException.class)
                .hasMessageContainingAll(code, "| found: ", "| expected: ", "| fix: ")
                .satisfies(failure -> assertThat(((TdeConfigurationException) failure).getSQLState())
                        .isEqualTo("08001"));
    }

    @Test
    void refusesPropertiesOfTwoKeyManagers() {
        assertThatThrownBy(() -> read(ID + "tde.keys.provider=vault\ntde.keys.file.path=master.key\n"))
                .hasMessageContainingAll("TDE-CFG-030", "tde.keys.file.path in line 3", "vault");
        assertThatThrownBy(() -> read(ID + "tde.keys.file.path=master.key\ntde.keys.vault.key=k\n"))
                .hasMessageContainingAll("TDE-CFG-030", "tde.keys.vault.key in line 3", "(default) = file");
    }

    @Test
    void refusesAPropertyThatStandsTwice() {
        assertThatThrownBy(() -> read(ID + "tde.strict=true\ntde.strict=false\n"))
                .hasMessageContainingAll("TDE-CFG-005", "lines 2 and 3");
    }

    @Test
    void saysHowToGetADeploymentId() throws Exception {
        TdeConfiguration configuration = read("tde.strict=true\n");
        assertThatThrownBy(configuration::requiredDeployment)
                .hasMessageContainingAll("TDE-CFG-007", "tde init", "add tde.deployment=");
    }

    @Test
    void namesPathOriginAndWorkingDirectoryOfAMissingFile() {
        ConfigurationSource source = new ConfigurationSource(folder.resolve("none"), "the URL parameter tde.config");
        assertThatThrownBy(() -> ConfigurationReader.read(source))
                .isInstanceOf(TdeConfigurationException.class)
                .hasMessageContainingAll(
                        "TDE-CFG-002",
                        folder.resolve("none").toString(),
                        "the URL parameter tde.config",
                        Path.of("").toAbsolutePath().toString());
    }

    @Test
    void refusesOtherEncodings() throws Exception {
        Path file = folder.resolve("latin.properties");
        Files.write(file, new byte[] {'a', '=', (byte) 0xE4});
        assertThatThrownBy(() -> ConfigurationReader.read(new ConfigurationSource(file, "a test")))
                .hasMessageContainingAll("TDE-CFG-003", "UTF-8");
    }

    @Test
    void productionRefusesWhatIsMeantForDevelopment() throws Exception {
        String file = ID + "tde.keys.file.path=master.key\n";
        assertThat(read(file + "tde.mode=development\n").provider().factory().kind())
                .isEqualTo("file");
        assertThatThrownBy(() -> read(file + "tde.mode=production\n"))
                .hasMessageContainingAll(
                        "TDE-CFG-023", "tde.mode in line 3 of ", "tde.keys.file.allow-in-production=true");
        assertThat(read(file + "tde.mode=production\ntde.keys.file.allow-in-production=true\n")
                        .provider()
                        .factory()
                        .kind())
                .isEqualTo("file");
        assertThatThrownBy(() -> read(file + "tde.mode=prod\n")).hasMessageContaining("TDE-CFG-006");
        String vault = ID + "tde.mode=production\ntde.keys.provider=vault\n";
        assertThat(read(vault).provider().factory().kind()).isEqualTo("vault");
        for (String allowed : new String[] {"inline", "root"}) {
            String property = "tde.keys.vault.allow-" + allowed + "-token";
            assertThatThrownBy(() -> read(vault + property + "=true\n"))
                    .hasMessageContainingAll("TDE-CFG-023", property + " in line 4 of ");
            assertThat(read(vault + property + "=false\n").deployment()).isPresent();
        }
    }

    @Test
    void aFileThatHoldsATokenMustBeItsOwnersAlone() throws Exception {
        String token = "hvs.nobody-must-see-this";
        String text = ID + "tde.keys.provider=vault\ntde.keys.vault.allow-inline-token=true\ntde.keys.vault.token="
                + token + "\n";
        Path file = folder.resolve("secret.properties");
        Files.writeString(file, text);
        Path link = Files.createSymbolicLink(folder.resolve("link.properties"), file);
        for (String mode : new String[] {"rw-r--r--", "rw-r-----", "rw-----w-", "rw----r--"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            for (Path path : new Path[] {file, link}) {
                assertThatThrownBy(() -> ConfigurationReader.read(new ConfigurationSource(path, "a test")))
                        .isInstanceOf(TdeConfigurationException.class)
                        .hasMessageContainingAll(
                                "TDE-CFG-024",
                                "tde.keys.vault.token in line 4 of " + file.toRealPath(),
                                mode,
                                "chmod 600")
                        .hasMessageNotContaining(token);
            }
        }
        for (String mode : new String[] {"rw-------", "r--------"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThat(ConfigurationReader.read(new ConfigurationSource(file, "a test"))
                            .deployment())
                    .isPresent();
        }
    }

    @Test
    void agesMayBeGivenInDays() throws Exception {
        assertThat(read(ID).escrowMaxAge()).isEqualTo(Duration.ofDays(90));
        assertThat(read(ID + "tde.escrow.max-age=7d\n").escrowMaxAge()).isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> read(ID + "tde.escrow.max-age=0d\n")).hasMessageContaining("TDE-CFG-006");
    }
}
