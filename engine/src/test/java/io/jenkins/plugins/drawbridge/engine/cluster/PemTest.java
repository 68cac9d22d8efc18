package io.jenkins.plugins.drawbridge.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.testkit.Identity;
import io.jenkins.plugins.drawbridge.testkit.Pki;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.Test;

public class PemTest {

    private static final Pki PKI = Pki.create("authority");

    @Test
    public void reads_certificates_from_pem_and_from_base64_of_pem() {
        String pem =
                "some text before\n" + PKI.authorityPem() + PKI.server("api").certificatePem();

        assertThat(Pem.certificates(pem)).hasSize(2);
        assertThat(Pem.authority(base64(pem))).isEqualTo(Pem.authority(pem));
        assertThat(Pem.certificates(pem.replace("\n", "\r\n"))).hasSize(2);
    }

    @Test
    public void reads_private_keys_in_each_form() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
            ec.initialize(new ECGenParameterSpec(curve));
            PrivateKey key = ec.generateKeyPair().getPrivate();
            String parameters = pem("EC PARAMETERS", new byte[] {6, 1, 1});
            assertThat(read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
            PrivateKey sec1 = read(parameters + pem("EC PRIVATE KEY", inner(key)));
            assertThat(((ECPrivateKey) sec1).getS()).as(curve).isEqualTo(((ECPrivateKey) key).getS());
            assertThat(((ECPrivateKey) sec1).getParams()).isEqualTo(((ECPrivateKey) key).getParams());
        }
        KeyPair pair = rsa.generateKeyPair();
        assertThat(read(pem("PRIVATE KEY", pair.getPrivate().getEncoded()))).isEqualTo(pair.getPrivate());
        assertThat(read(pem("RSA PRIVATE KEY", inner(pair.getPrivate())))).isEqualTo(pair.getPrivate());
        assertThat(read(base64(pem("RSA PRIVATE KEY", inner(pair.getPrivate())))))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    public void refuses_encrypted_keys_with_their_own_sentence() {
        assertRefused(pem("ENCRYPTED PRIVATE KEY", new byte[40]), "is encrypted");
        assertRefused(
                """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00

                AAAA
                -----END RSA PRIVATE KEY-----
                """,
                "is encrypted");
        assertRefused(pem("OPENSSH PRIVATE KEY", new byte[40]), "OpenSSH key");
    }

    @Test
    public void says_what_is_wrong_and_repeats_nothing_of_it() {
        Identity identity = PKI.server("api");
        String damaged = pem("PRIVATE KEY", new byte[40]);

        assertRefused("hunter2", "neither PEM");
        assertRefused("", "neither PEM");
        assertRefused(identity.certificatePem(), "no private key");
        assertRefused(damaged, "damaged");
        assertRefused(pem("EC PRIVATE KEY", new byte[] {0x30, 3, 2, 1}), "damaged");
        assertRefused("-----BEGIN PRIVATE KEY-----\nhunter2!\n-----END PRIVATE KEY-----", "not valid base64");
        assertThatThrownBy(() -> Pem.certificates(identity.privateKeyPem()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() -> Pem.certificates(pem("CERTIFICATE", new byte[10])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an X.509 certificate");
    }

    private static void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("hunter2");
    }

    private static PrivateKey read(String text) {
        return Pem.privateKey(Secret.of(text));
    }

    private static byte[] inner(PrivateKey key) throws Exception {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        if (key instanceof ECPrivateKey curveKey) {
            int bits = curveKey.getParams().getOrder().bitLength();
            return new org.bouncycastle.asn1.sec.ECPrivateKey(
                            bits, curveKey.getS(), info.getPrivateKeyAlgorithm().getParameters())
                    .getEncoded();
        }
        return info.parsePrivateKey().toASN1Primitive().getEncoded();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }
}
