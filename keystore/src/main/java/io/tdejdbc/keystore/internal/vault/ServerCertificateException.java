package io.tdejdbc.keystore.internal.vault;

import java.security.cert.CertificateException;

/** Why a server's certificate was not accepted, in words for a message. */
final class ServerCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final boolean otherName;

    ServerCertificateException(String message, boolean otherName, CertificateException cause) {
        super(message, cause);
        this.otherName = otherName;
    }

    /** Whether it is trusted, but for another host. */
    boolean otherName() {
        return otherName;
    }
}
