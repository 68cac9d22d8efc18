package io.jenkins.plugins.drawbridge.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A throw-away certificate authority for tests (EC P-256, valid for a day). Safe for use by several threads. */
public final class Pki {

    private static final Duration DAY = Duration.ofDays(1);

    private final Identity authority;
    private final Instant validFrom;

    private Pki(Identity authority, Instant validFrom) {
        this.authority = authority;
        this.validFrom = validFrom;
    }

    /** A new authority with keys of its own; two authorities of the same name do not trust each other. */
    public static Pki create(String name) {
        KeyPair keys = newKeys();
        X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
        Instant now = Clock.systemUTC().instant();
        try {
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            serialNumber(),
                            Date.from(now.minus(DAY.multipliedBy(30))),
                            Date.from(now.plus(DAY)),
                            subject,
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Pki(new Identity(sign(certificate, keys), keys.getPrivate()), now.minus(Duration.ofHours(1)));
        } catch (CertIOException problem) {
            throw cannotIssue(problem);
        }
    }

    /** The authority's own certificate, as PEM text. */
    public String authorityPem() {
        return authority.certificatePem();
    }

    /** The same authority, issuing certificates that ran out ten days ago. */
    public Pki expired() {
        return new Pki(authority, validFrom.minus(DAY.multipliedBy(11)));
    }

    /** A certificate for a server with these DNS names and IP addresses. */
    public Identity server(String... dnsNamesOrIps) {
        X500Name subject =
                new X500NameBuilder().addRDN(BCStyle.CN, dnsNamesOrIps[0]).build();
        GeneralName[] names = Arrays.stream(dnsNamesOrIps).map(Pki::generalName).toArray(GeneralName[]::new);
        return issue(subject, KeyPurposeId.id_kp_serverAuth, names);
    }

    /** A client's certificate; Kubernetes reads the common name as the user and the organisations as groups. */
    public Identity client(String commonName, String... organisations) {
        X500NameBuilder subject = new X500NameBuilder();
        for (String organisation : organisations) {
            subject.addRDN(BCStyle.O, organisation);
        }
        return issue(subject.addRDN(BCStyle.CN, commonName).build(), KeyPurposeId.id_kp_clientAuth);
    }

    X509Certificate authorityCertificate() {
        return authority.certificate();
    }

    private Identity issue(X500Name subject, KeyPurposeId purpose, GeneralName... names) {
        KeyPair keys = newKeys();
        try {
            X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                            authority.certificate(),
                            serialNumber(),
                            Date.from(validFrom),
                            Date.from(validFrom.plus(DAY)),
                            subject,
                            keys.getPublic())
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names.length > 0) {
                certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            KeyPair authorityKeys = new KeyPair(authority.certificate().getPublicKey(), authority.privateKey());
            return new Identity(sign(certificate, authorityKeys), keys.getPrivate());
        } catch (CertIOException problem) {
            throw cannotIssue(problem);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, KeyPair signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException problem) {
            throw cannotIssue(problem);
        }
    }

    private static GeneralName generalName(String nameOrIp) {
        boolean ip = nameOrIp.matches("[0-9.]+") || nameOrIp.contains(":");
        return new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, nameOrIp);
    }

    private static BigInteger serialNumber() {
        return new BigInteger(120, new SecureRandom()).setBit(1);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException problem) {
            throw cannotIssue(problem);
        }
    }

    private static IllegalStateException cannotIssue(Exception problem) {
        return new IllegalStateException("cannot issue a test certificate", problem);
    }
}
