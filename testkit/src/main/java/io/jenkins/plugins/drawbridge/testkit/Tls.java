package io.jenkins.plugins.drawbridge.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts for tests. */
public final class Tls {

    private Tls() {}

    /** A context for a client that shows no certificate and trusts only these authorities. */
    public static SSLContext trusting(String authorityPem) {
        return context(null, trustManagers(authorityPem));
    }

    static TrustManager[] trustManagers(String authorityPem) {
        try {
            KeyStore store = emptyStore();
            int number = 0;
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate authority :
                    factory.generateCertificates(new ByteArrayInputStream(authorityPem.getBytes(US_ASCII)))) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (GeneralSecurityException problem) {
            throw new IllegalArgumentException("not a PEM text with certificates", problem);
        }
    }

    static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("this Java runtime has no TLS", problem);
        }
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException problem) {
            throw new IllegalStateException("an empty key store cannot be made", problem);
        }
    }
}
