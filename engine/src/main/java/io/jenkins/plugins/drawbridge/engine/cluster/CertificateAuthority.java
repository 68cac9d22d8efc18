package io.jenkins.plugins.drawbridge.engine.cluster;

import java.security.cert.X509Certificate;
import java.util.List;

/** The certificates that are trusted to sign a server's certificate; replaces the system's trust, never adds to it. */
public record CertificateAuthority(List<X509Certificate> certificates) {

    public CertificateAuthority {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a certificate authority needs at least one certificate");
        }
    }
}
