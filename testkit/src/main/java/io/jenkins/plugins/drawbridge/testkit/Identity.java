package io.jenkins.plugins.drawbridge.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A certificate with its private key, as a throw-away {@link Pki} issued it. Immutable; safe for use by several threads. */
public record Identity(X509Certificate certificate, PrivateKey privateKey) {

    private static final char[] NO_PASSWORD = new char[0];

    /** The certificate as PEM text. */
    public String certificatePem() {
        return Pem.certificate(certificate);
    }

    /** The private key as PEM text (PKCS#8, not encrypted). */
    public String privateKeyPem() {
        return Pem.encode("PRIVATE KEY", privateKey.getEncoded());
    }

    /**
     * A TLS context that shows this identity.
     *
     * @param trustedAuthorityPem the authorities to believe in; {@code null} for those of the Java runtime
     */
    public SSLContext sslContext(@Nullable String trustedAuthorityPem) {
        return Tls.context(keyManagers(), trustedAuthorityPem == null ? null : Tls.trustManagers(trustedAuthorityPem));
    }

    SSLContext sslContext(TrustManager trustManager) {
        return Tls.context(keyManagers(), new TrustManager[] {trustManager});
    }

    private KeyManager[] keyManagers() {
        try {
            KeyStore store = Tls.emptyStore();
            store.setKeyEntry("identity", privateKey, NO_PASSWORD, new X509Certificate[] {certificate});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("cannot use a test identity", problem);
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
