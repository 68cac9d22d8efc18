package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/** Key pairs for SSH, and the ways they are written. */
public final class SshKeys {

    private SshKeys() {}

    /** @param kind {@code ed25519}, {@code ecdsa} (P-256) or {@code rsa} (2048 bits) */
    public static KeyPair generate(String kind) {
        try {
            return switch (kind) {
                case "ed25519" -> KeyUtils.generateKeyPair("ssh-ed25519", 256);
                case "ecdsa" -> KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
                case "rsa" -> KeyUtils.generateKeyPair("ssh-rsa", 2048);
                default -> throw new IllegalArgumentException("no such kind of key: " + kind);
            };
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /** {@code SHA256:...}. */
    public static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    /** Type and base64, as known_hosts and authorized_keys write it. */
    public static String line(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** The private key in OpenSSH's own form. */
    public static String openSsh(KeyPair pair, @Nullable String passphrase) {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherType("256");
            encryption.setCipherName("AES");
            encryption.setCipherMode("CTR");
            encryption.setKdfRounds(4);
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException | GeneralSecurityException failed) {
            throw new UncheckedIOException(new IOException(failed));
        }
    }
}
