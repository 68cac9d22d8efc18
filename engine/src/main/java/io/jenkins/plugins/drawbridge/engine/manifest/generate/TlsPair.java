package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** A certificate and its key, checked to belong together: the certificate verifies what the key signs. */
record TlsPair(String certificate, String key) {

    private static final byte[] PROBE = {1, 2, 3};

    /** @throws IllegalArgumentException with a sentence that repeats nothing of the two */
    static TlsPair of(Content certificate, Content key) {
        TlsPair pair = new TlsPair(text(certificate, "cert"), text(key, "key"));
        PublicKey certified =
                named("cert", () -> Pem.certificates(pair.certificate).get(0).getPublicKey());
        PrivateKey own = named("key", () -> Pem.privateKey(Secret.of(pair.key)));
        if (!belongTogether(certified, own)) {
            throw new IllegalArgumentException(
                    "the certificate is not of this key; give the pair that belongs together");
        }
        return pair;
    }

    private static String text(Content content, String name) {
        return content.text()
                .filter(text -> text.contains("-----BEGIN"))
                .orElseThrow(() -> new IllegalArgumentException(name + ": this is no PEM text (-----BEGIN ...-----)"));
    }

    /** A parser of one of the two. */
    private interface Parser<T> {
        T parse();
    }

    private static <T> T named(String name, Parser<T> parser) {
        try {
            return parser.parse();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(name + ": " + refused.getMessage(), refused);
        }
    }

    private static boolean belongTogether(PublicKey certified, PrivateKey own) {
        try {
            Signature signature = Signature.getInstance(algorithm(own));
            signature.initSign(own);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) { // an RSA certificate with an EC key, say
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    /** The key is a secret. */
    @Override
    public String toString() {
        return "TLS pair";
    }
}
