package io.tdejdbc.it.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and the certificates that it issues, as files; made with the JDK's own keytool. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    private Certificates(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** A new authority. */
    public static Certificates authority(Path folder, String name) throws Exception {
        Certificates made = new Certificates(Files.createDirectories(folder), name);
        made.keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c",
                "-validity",
                "30",
                "-keystore",
                made.store(name));
        made.keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                made.store(name),
                "-file",
                made.file(name + ".pem").toString());
        return made;
    }

    /**
     * Issues a certificate; see {@link #chain}, {@link #key} and {@link #keyStore}.
     *
     * @param algorithm RSA or EC
     * @param extension such as {@code san=ip:127.0.0.1}
     */
    public void issue(String subject, String algorithm, String extension) throws Exception {
        issue(subject, algorithm, extension, 0);
    }

    /** As {@link #issue(String, String, String)}, for thirty days that began a number of days ago. */
    public void issue(String subject, String algorithm, String extension, int daysAgo) throws Exception {
        String size = algorithm.equals("EC") ? "256" : "2048";
        keytool(
                "-genkeypair",
                "-alias",
                subject,
                "-keyalg",
                algorithm,
                "-keysize",
                size,
                "-dname",
                "CN=" + subject,
                "-validity",
                "30",
                "-keystore",
                store(subject));
        keytool(
                "-certreq",
                "-alias",
                subject,
                "-keystore",
                store(subject),
                "-file",
                file(subject + ".csr").toString());
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store(name),
                "-infile",
                file(subject + ".csr").toString(),
                "-outfile",
                file(subject + ".crt").toString(),
                "-ext",
                extension,
                "-startdate",
                "-" + daysAgo + "d",
                "-validity",
                "30");
        KeyStore store = KeyStore.getInstance(Path.of(store(subject)).toFile(), PASSWORD.toCharArray());
        PrivateKey key = (PrivateKey) store.getKey(subject, PASSWORD.toCharArray());
        Path keyFile = file(subject + ".key");
        Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                keyFile,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(chain(subject), Files.readString(file(subject + ".crt")) + Files.readString(pem()));
        store.setKeyEntry(
                subject,
                key,
                PASSWORD.toCharArray(),
                certificates(chain(subject)).toArray(Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(Path.of(store(subject)))) {
            store.store(out, PASSWORD.toCharArray());
        }
        Files.setPosixFilePermissions(Path.of(store(subject)), PosixFilePermissions.fromString("rw-------"));
    }

    /** The authority's own certificate. */
    public Path pem() {
        return file(name + ".pem");
    }

    /** A certificate and its authority's. */
    public Path chain(String subject) {
        return file(subject + ".pem");
    }

    /** A key in PKCS#8, which its owner alone may read. */
    public Path key(String subject) {
        return file(subject + ".key");
    }

    /** Both in PKCS#12, under the password of {@link #passwordFile}. */
    public Path keyStore(String subject) {
        return Path.of(store(subject));
    }

    /** The password of the key stores. */
    public Path passwordFile() throws IOException {
        Path file = file("password");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, PASSWORD);
        }
        return file;
    }

    /** A context that trusts this authority. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(name, certificates(pem()).get(0));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(file)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    private Path file(String fileName) {
        return folder.resolve(fileName);
    }

    private String store(String alias) {
        return file(alias + ".p12").toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Path log = file("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + Files.readString(log));
        }
    }
}
