package io.tdejdbc.keystore.internal.vault;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A TLS context whose engines ask for one server name and accept a certificate for no other, whatever host they are made
 * for. The JDK's HTTP client compares the certificate with the host of the address, and has no setting for another one.
 */
final class NamedServerContext extends SSLContext {

    private NamedServerContext(SSLContext context, String serverName) {
        super(new Spi(context, serverName), context.getProvider(), context.getProtocol());
    }

    /** The context's own checks, with a server name (RFC 6066) in place of the peer's host. */
    static SSLContext of(SSLContext context, String serverName) {
        return new NamedServerContext(context, serverName);
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLContext context;
        private final String serverName;

        Spi(SSLContext context, String serverName) {
            this.context = context;
            this.serverName = serverName;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return new NamedServerEngine(context.createSSLEngine(serverName, port), serverName);
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            throw unnamed();
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw unnamed();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw unnamed();
        }

        /** What would check another name, or none. */
        private static UnsupportedOperationException unnamed() {
            return new UnsupportedOperationException("engines for a host and port alone");
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("initialised already");
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return context.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }
    }
}
