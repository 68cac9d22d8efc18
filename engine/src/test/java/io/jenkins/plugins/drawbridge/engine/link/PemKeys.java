package io.jenkins.plugins.drawbridge.engine.link;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptor;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;

/** Private keys in the older PEM forms. */
final class PemKeys {

    private PemKeys() {}

    /** {@code BEGIN RSA PRIVATE KEY}, encrypted if there is a passphrase. */
    static byte[] pkcs1(KeyPair pair, String passphrase) throws IOException {
        PEMEncryptor encryptor = passphrase == null
                ? null
                : new JcePEMEncryptorBuilder("AES-128-CBC")
                        .setProvider(new BouncyCastleProvider())
                        .setSecureRandom(new SecureRandom())
                        .build(passphrase.toCharArray());
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaMiscPEMGenerator(pair.getPrivate(), encryptor));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
