package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.cluster.CertificateAuthority;
import io.jenkins.plugins.drawbridge.engine.cluster.ClientCertificate;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS from our values: whom to trust and what to show. Immutable, thread-safe. Never reads or changes a default of the
 * JVM other than its list of trusted authorities.
 *
 * @param context TLS 1.2 and 1.3
 * @param trustManager the one inside the context, as OkHttp wants it besides
 */
public record Tls(SSLContext context, X509TrustManager trustManager) {

    private static final char[] NO_PASSWORD = new char[0];

    /**
     * Checks the other side's certificate.
     *
     * @param authority who must have signed it; null: the system's trust
     * @param clientCertificate what we show when asked; read now
     */
    public static Tls verifying(
            @Nullable CertificateAuthority authority, @Nullable ClientCertificate clientCertificate) {
        try {
            return build(trust(authority == null ? null : store(authority.certificates())), clientCertificate);
        } catch (GeneralSecurityException | IOException broken) {
            throw new InputException("The certificate authority cannot be used by this Java.", broken);
        }
    }

    /** Accepts any certificate. The caller must also switch off the check of the host name, and say so to the user. */
    public static Tls dangerouslySkipTlsVerify(@Nullable ClientCertificate clientCertificate) {
        return build(new TrustsAnybody(), clientCertificate);
    }

    /**
     * Initialises this Java's certificates, ciphers and key exchange, up to a greeting that nobody is sent.
     *
     * @return trusts nobody
     */
    public static Tls prepared() {
        try {
            CertificateFactory.getInstance("X.509");
            Tls tls = build(trust(store(List.of())), null);
            SSLEngine engine = tls.context().createSSLEngine();
            engine.setUseClientMode(true);
            engine.wrap(
                    ByteBuffer.allocate(0),
                    ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
            return tls;
        } catch (GeneralSecurityException | IOException noTls) {
            throw new IllegalStateException("this Java has no TLS", noTls);
        }
    }

    public SSLSocketFactory socketFactory() {
        return context.getSocketFactory();
    }

    private static Tls build(X509TrustManager trust, @Nullable ClientCertificate certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(certificate == null ? new KeyManager[0] : keys(certificate), new TrustManager[] {trust}, null);
            return new Tls(context, trust);
        } catch (GeneralSecurityException noTls) {
            throw new IllegalStateException("this Java has no TLS", noTls);
        }
    }

    private static X509TrustManager trust(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("this Java has no X.509 trust manager");
    }

    private static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : authorities) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    private static KeyManager[] keys(ClientCertificate certificate) {
        try {
            List<X509Certificate> chain =
                    Pem.certificates(certificate.chain().read().reveal());
            Secret keyText = certificate.key().read();
            return keys(chain, Pem.privateKey(keyText));
        } catch (IllegalArgumentException badPem) {
            throw new InputException("The client certificate cannot be used: " + badPem.getMessage() + ".");
        } catch (GeneralSecurityException | IOException mismatch) {
            throw new InputException("The client certificate cannot be used: its private key does not fit.");
        }
    }

    private static KeyManager[] keys(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** Extended, because JSSE would otherwise wrap a plain trust manager with checks of its own. */
    private static final class TrustsAnybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
