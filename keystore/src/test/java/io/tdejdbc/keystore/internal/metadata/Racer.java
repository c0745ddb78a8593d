package io.tdejdbc.keystore.internal.metadata;

import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.CUSTOMERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.ORDERS;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.equality;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.inDomain;
import static io.tdejdbc.keystore.internal.metadata.KeystoreFixture.random;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.KeystoreSettings;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.Metadata;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A process of its own that initialises a database and registers columns when told to, and says what came out. Each line
 * on standard input lets it go one step on, so that two of them start each step together.
 */
final class Racer {

    private Racer() {}

    /** Arguments: JDBC URL, key file, deployment. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        TestBackend backend = TestBackend.at(arguments[0]);
        UUID deployment = UUID.fromString(arguments[2]);
        KeystoreSettings settings =
                new KeystoreSettings(deployment, Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(30), true);
        try (MasterKeyProvider provider = FileMasterKey.open(Path.of(arguments[1]))) {
            // Loads classes and drivers, so that the race is about the work.
            backend.open().close();
            out.println("ready");
            in.readLine();
            out.println("initialised " + Keystores.initialise(backend, provider, deployment));
            try (Keystore keystore = Keystores.open(settings, backend, provider)) {
                in.readLine();
                Metadata metadata = keystore.register(List.of(
                        random(CUSTOMERS, "SSN"),
                        equality(CUSTOMERS, "MAIL"),
                        inDomain(CUSTOMERS, "ID", "customer"),
                        inDomain(ORDERS, "CUSTOMER", "customer")));
                for (ColumnRecord column : metadata.columns()) {
                    byte[] envelope = keystore.cipher(column.columnId()).encrypt(new byte[] {42});
                    out.println("column " + column.tableId() + " " + column.columnId() + " " + column.column() + " "
                            + HexFormat.of().formatHex(envelope));
                }
                out.println("done");
                in.readLine();
            }
        }
    }
}
