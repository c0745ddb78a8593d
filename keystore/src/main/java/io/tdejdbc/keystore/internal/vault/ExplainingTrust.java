package io.tdejdbc.keystore.internal.vault;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The Java platform's checks, and after a failure what one needs to know to mend it. It accepts nothing by itself. */
final class ExplainingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager checks;
    private final String source;

    /** @param source where the trusted authorities come from, for messages */
    ExplainingTrust(X509ExtendedTrustManager checks, String source) {
        this.checks = checks;
        this.source = source;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            checks.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw explained(chain, type, engine.getPeerHost(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            checks.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw explained(chain, type, socket.getInetAddress().getHostName(), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        checks.checkServerTrusted(chain, type);
    }

    private ServerCertificateException explained(
            X509Certificate[] chain, String type, String host, CertificateException failure) {
        X509Certificate server = chain[0];
        try {
            checks.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            return new ServerCertificateException(
                    "certificate of " + name(server.getSubjectX500Principal().getName()) + ", issued by "
                            + name(server.getIssuerX500Principal().getName()) + ", " + validity(server)
                            + "; trusted are " + checks.getAcceptedIssuers().length + " authorities from " + source,
                    false,
                    failure);
        }
        return new ServerCertificateException("certificate for " + names(server) + ", wanted " + host, true, failure);
    }

    private static String validity(X509Certificate certificate) {
        Instant now = Instant.now();
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        String word = now.isAfter(to) ? "expired" : now.isBefore(from) ? "not valid yet" : "not expired";
        return word + " (valid " + from + " to " + to + ")";
    }

    private static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(name(String.valueOf(name.get(1)))));
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        return names.isEmpty() ? "no host at all" : String.join(", ", names);
    }

    private static String name(String text) {
        return Answer.printable(text);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checks.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checks.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        checks.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return checks.getAcceptedIssuers();
    }
}
