package io.tdejdbc.it.keystore;

import io.tdejdbc.keystore.ColumnRecord;
import io.tdejdbc.keystore.FileMasterKey;
import io.tdejdbc.keystore.Keystore;
import io.tdejdbc.keystore.Keystores;
import io.tdejdbc.keystore.MasterKeyProvider;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;

/** A process that initialises and registers when its standard input says so, and tells what came out. */
final class KeystoreRacer {

    private KeystoreRacer() {}

    /** Arguments: JDBC URL, user, schema, key file, deployment. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ServerMetadata access = new ServerMetadata(arguments[0], arguments[1], arguments[2]);
        UUID deployment = UUID.fromString(arguments[4]);
        try (MasterKeyProvider provider = FileMasterKey.open(Path.of(arguments[3]))) {
            access.open().close();
            out.println("ready");
            in.readLine();
            out.println(Keystores.initialise(access, provider, deployment));
            try (Keystore keystore = Keystores.open(KeystoreContract.settings(deployment), access, provider)) {
                in.readLine();
                for (ColumnRecord column :
                        keystore.register(KeystoreContract.COLUMNS).columns()) {
                    byte[] envelope = keystore.cipher(column.columnId()).encrypt(new byte[] {42});
                    out.println(column.columnId() + " " + HexFormat.of().formatHex(envelope));
                }
                out.println("done");
            }
        }
    }
}
