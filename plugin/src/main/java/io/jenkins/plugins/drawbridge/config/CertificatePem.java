package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;

/** A certificate credential's key store as the PEM texts that the engine reads. Stateless. */
final class CertificatePem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private CertificatePem() {}

    /** Our own certificate first. */
    static String chain(StandardCertificateCredentials credentials) {
        try {
            KeyStore store = credentials.getKeyStore();
            StringBuilder pem = new StringBuilder();
            for (Certificate certificate : store.getCertificateChain(alias(credentials, store))) {
                pem.append(block("CERTIFICATE", certificate.getEncoded()));
            }
            return pem.toString();
        } catch (GeneralSecurityException damaged) {
            throw unusable(credentials, damaged);
        }
    }

    static String key(StandardCertificateCredentials credentials) {
        try {
            KeyStore store = credentials.getKeyStore();
            char[] password = credentials.getPassword().getPlainText().toCharArray();
            Key key = store.getKey(alias(credentials, store), password);
            return block("PRIVATE KEY", key.getEncoded());
        } catch (GeneralSecurityException damaged) {
            throw unusable(credentials, damaged);
        }
    }

    private static String alias(StandardCertificateCredentials credentials, KeyStore store)
            throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new InputException("the credentials '" + credentials.getId() + "' hold no private key; upload a key store"
                + " with the certificate and its key");
    }

    private static InputException unusable(StandardCertificateCredentials credentials, GeneralSecurityException why) {
        return new InputException(
                "the key store of the credentials '" + credentials.getId() + "' cannot be read; check its password",
                why);
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + LINES.encodeToString(content) + "\n-----END " + type + "-----\n";
    }
}
