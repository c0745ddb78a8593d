package io.tdejdbc.it.keystore;

import io.tdejdbc.it.vault.VaultKeys;
import io.tdejdbc.keystore.KeyLife;
import io.tdejdbc.keystore.KeyLifeSettings;
import io.tdejdbc.keystore.KeyProgress;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;

/** A process that rewraps, says how far it is, and is killed. */
final class Rewrapper {

    /** Short, for a test that does not want to wait: whoever held it before is dead. */
    private static final Duration LEASE = Duration.ofMillis(50);

    private Rewrapper() {}

    /** Arguments: JDBC URL, user, schema, file with the properties of the key manager Vault, deployment. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ServerMetadata access = new ServerMetadata(arguments[0], arguments[1], arguments[2]);
        KeyLifeSettings settings = new KeyLifeSettings(UUID.fromString(arguments[4]), "rewrapper", LEASE);
        try (MasterKeyProvider provider = VaultKeys.open(properties(Path.of(arguments[3])));
                KeyLife life = Keystores.keyLife(settings, access, provider)) {
            access.open().close();
            out.println("ready");
            in.readLine();
            rewrap(life, new KeyProgress() {
                @Override
                public void begin(long keys) {
                    out.println("begin");
                }

                @Override
                public void advance(long keys) {
                    out.println("batch");
                }
            });
            out.println("done");
        }
    }

    private static Map<String, String> properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** As soon as the lease of the one before has run out. */
    static void rewrap(KeyLife life, KeyProgress progress) throws KeystoreException {
        while (true) {
            try {
                life.rewrap(progress);
                return;
            } catch (KeystoreException e) {
                if (!e.code().equals("TDE-KEY-020")) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }
}
