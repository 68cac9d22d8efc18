package io.jenkins.plugins.drawbridge.engine.cluster;

import io.jenkins.plugins.drawbridge.engine.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads certificates and private keys from PEM text (RFC 7468), or from PEM that was base64-encoded once more, as a
 * kubeconfig's {@code *-data} fields hold it. Stateless.
 *
 * <p>Errors are {@link IllegalArgumentException} with one sentence that never repeats what was read.
 */
public final class Pem {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private record Block(String type, String body) {

        boolean encrypted() {
            return type.equals("ENCRYPTED PRIVATE KEY") || body.contains("ENCRYPTED");
        }

        byte[] bytes() {
            try {
                return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            } catch (IllegalArgumentException broken) {
                throw new IllegalArgumentException("the PEM block " + type + " is not valid base64");
            }
        }
    }

    private Pem() {}

    /** All certificates of the text, as authorities; other blocks are ignored. */
    public static CertificateAuthority authority(String text) {
        return new CertificateAuthority(certificates(text));
    }

    /** All certificates of the text in their order, at least one. */
    public static List<X509Certificate> certificates(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.type().equals("CERTIFICATE") || block.type().equals("TRUSTED CERTIFICATE")) {
                certificates.add(certificate(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in it (expected -----BEGIN CERTIFICATE-----)");
        }
        return certificates;
    }

    /** The first private key of the text: PKCS#8, PKCS#1 (RSA) or SEC1 (EC), not encrypted. */
    public static PrivateKey privateKey(Secret text) {
        for (Block block : blocks(text.reveal())) {
            if (block.type().endsWith("PRIVATE KEY")) {
                return privateKey(block);
            }
        }
        throw new IllegalArgumentException("there is no private key in it (expected -----BEGIN PRIVATE KEY-----)");
    }

    private static X509Certificate certificate(Block block) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.bytes()));
        } catch (CertificateException broken) {
            throw new IllegalArgumentException("a CERTIFICATE block in it is not an X.509 certificate");
        }
    }

    private static PrivateKey privateKey(Block block) {
        if (block.encrypted()) {
            throw new IllegalArgumentException("the private key is encrypted; decrypt it first (openssl pkey)");
        }
        return switch (block.type()) {
            case "PRIVATE KEY" -> pkcs8(block.bytes());
            case "RSA PRIVATE KEY" -> pkcs8(Der.wrapRsa(block.bytes()));
            case "EC PRIVATE KEY" -> pkcs8(Der.wrapEc(block.bytes()));
            case "OPENSSH PRIVATE KEY" ->
                throw new IllegalArgumentException(
                        "this is an OpenSSH key, which TLS does not know; convert it to PKCS#8 (ssh-keygen -p -m PKCS8)");
            default ->
                throw new IllegalArgumentException("private keys of the type " + block.type() + " are not known");
        };
    }

    private static PrivateKey pkcs8(byte[] encoded) {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException another) {
                // The encoding names its algorithm; the next factory may be the right one.
            }
        }
        throw new IllegalArgumentException("the private key in it is damaged, or neither RSA, EC nor EdDSA");
    }

    private static List<Block> blocks(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("it is longer than a megabyte, which no certificate or key is");
        }
        String pem = text.contains("-----BEGIN") ? text : unwrapped(text);
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("it is neither PEM (-----BEGIN ...-----) nor base64 of PEM");
        }
        return blocks;
    }

    private static String unwrapped(String text) {
        try {
            return new String(Base64.getDecoder().decode(text.replaceAll("\\s", "")), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
