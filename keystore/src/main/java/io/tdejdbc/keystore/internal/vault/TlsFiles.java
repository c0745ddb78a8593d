package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreError;
import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.internal.vault.VaultSettings.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes an {@link SSLContext} of PEM files and key stores. */
final class TlsFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");
    private static final String ALIAS = "client";

    private final Tls tls;

    private TlsFiles(Tls tls) {
        this.tls = tls;
    }

    static SSLContext context(Tls tls) throws KeystoreException {
        TlsFiles files = new TlsFiles(tls);
        char[] password = files.password();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(files.keys(password), new TrustManager[] {files.trust(password)}, null);
            return tls.serverName()
                    .map(name -> NamedServerContext.of(context, name))
                    .orElse(context);
        } catch (GeneralSecurityException e) {
            throw KeystoreError.VAULT_TLS.because(
                    "a Java platform that refuses: " + e.getClass().getSimpleName(), "TLS 1.3 and 1.2", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] password() throws KeystoreException {
        if (tls.passwordFile().isEmpty()) {
            return new char[0];
        }
        return SecretFile.read(tls.passwordFile().get(), VaultProperty.TLS_PASSWORD_FILE)
                .reveal()
                .toCharArray();
    }

    private ExplainingTrust trust(char[] password) throws KeystoreException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        String source = "the Java platform";
        if (tls.ca().isEmpty()) {
            factory.init((KeyStore) null);
        } else {
            Path file = tls.ca().get();
            factory.init(authorities(file, password));
            source = file.toString();
        }
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager checks) {
                return new ExplainingTrust(checks, source);
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static KeyStore authorities(Path file, char[] password) throws KeystoreException, GeneralSecurityException {
        byte[] bytes = SecretFile.bytes(file, VaultProperty.TLS_CA);
        if (!isPem(bytes)) {
            KeyStore store = keyStore(file, password, VaultProperty.TLS_CA);
            if (Collections.list(store.aliases()).isEmpty()) {
                throw unusable(file, VaultProperty.TLS_CA, "holds no certificate", Optional.empty());
            }
            return store;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : certificates(file, bytes, VaultProperty.TLS_CA)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    private KeyManager[] keys(char[] password) throws KeystoreException, GeneralSecurityException {
        KeyStore store;
        char[] keyPassword = password;
        if (tls.keyStore().isPresent()) {
            SecretFile.requirePrivate(tls.keyStore().get(), VaultProperty.TLS_KEY_STORE);
            store = keyStore(tls.keyStore().get(), password, VaultProperty.TLS_KEY_STORE);
        } else if (tls.certificate().isPresent()) {
            Path chainFile = tls.certificate().get();
            Path keyFile = tls.key().orElseThrow();
            X509Certificate[] chain = certificates(
                            chainFile,
                            SecretFile.bytes(chainFile, VaultProperty.TLS_CERTIFICATE),
                            VaultProperty.TLS_CERTIFICATE)
                    .toArray(X509Certificate[]::new);
            store = emptyStore();
            keyPassword = new char[0];
            store.setKeyEntry(ALIAS, privateKey(keyFile), keyPassword, chain);
        } else {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, keyPassword);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store reads nothing", e);
        }
        return store;
    }

    private static KeyStore keyStore(Path file, char[] password, String what) throws KeystoreException {
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(
                    file,
                    what,
                    "is no PEM, and no key store that opens with the password of " + VaultProperty.TLS_PASSWORD_FILE,
                    Optional.of(e));
        }
    }

    private static boolean isPem(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    /** All certificates of a file: a bundle during a change of authorities has two, and the new one may stand second. */
    private static List<X509Certificate> certificates(Path file, byte[] bytes, String what) throws KeystoreException {
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (blocks.find()) {
                if (blocks.group(1).equals("CERTIFICATE")) {
                    byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, what, "has a damaged certificate as number " + (found.size() + 1), Optional.of(e));
        }
        if (found.isEmpty()) {
            throw unusable(file, what, "holds no certificate in PEM", Optional.empty());
        }
        return found;
    }

    private static PrivateKey privateKey(Path file) throws KeystoreException {
        SecretFile.requirePrivate(file, VaultProperty.TLS_KEY);
        byte[] bytes = SecretFile.bytes(file, VaultProperty.TLS_KEY);
        Matcher blocks = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        String others = "";
        while (blocks.find()) {
            if (blocks.group(1).equals("PRIVATE KEY")) {
                return decoded(file, Base64.getMimeDecoder().decode(blocks.group(2)));
            }
            others = blocks.group(1);
        }
        throw unusable(
                file,
                VaultProperty.TLS_KEY,
                others.isEmpty()
                        ? "holds no key in PEM"
                        : "holds " + others + "; wanted is PKCS#8 without password, as openssl pkcs8 -topk8 -nocrypt "
                                + "makes it",
                Optional.empty());
    }

    private static PrivateKey decoded(Path file, byte[] der) throws KeystoreException {
        try {
            for (String algorithm : KEY_ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (InvalidKeySpecException e) {
                    // A key of one of the other algorithms, then; the file does not say which.
                    continue;
                }
            }
        } catch (GeneralSecurityException e) {
            throw unusable(file, VaultProperty.TLS_KEY, "cannot be read by this Java platform", Optional.empty());
        } finally {
            Arrays.fill(der, (byte) 0);
        }
        throw unusable(file, VaultProperty.TLS_KEY, "holds no key of " + KEY_ALGORITHMS, Optional.empty());
    }

    private static KeystoreException unusable(Path file, String what, String why, Optional<Exception> cause) {
        String found = file.toAbsolutePath() + " (" + what + ") " + why;
        String expected = "PEM or a key store";
        return cause.map(e -> KeystoreError.VAULT_FILE.because(found, expected, e))
                .orElseGet(() -> KeystoreError.VAULT_FILE.because(found, expected));
    }
}
