package io.jenkins.plugins.drawbridge.server.web.access;

import io.jenkins.plugins.drawbridge.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords ({@code pbkdf2-sha256$iterations$salt$hash}) and tokens ({@code sha256$hex}) as they stand in the
 * configuration. Compares in constant time. Source: OWASP Password Storage Cheat Sheet, PBKDF2.
 */
public final class Hashes {

    private static final int ITERATIONS = 600_000;
    private static final int BITS = 256;
    private static final String PASSWORD = "pbkdf2-sha256";
    private static final String TOKEN = "sha256$";

    private Hashes() {}

    public static String ofPassword(Secret password) {
        byte[] salt = randomBytes(16);
        return PASSWORD + "$" + ITERATIONS + "$" + base64(salt) + "$" + base64(derive(password, salt, ITERATIONS));
    }

    /** Of a password that nobody knows; to compare with it takes as long as with anybody's, to make it takes no time. */
    static String ofNobody() {
        return PASSWORD + "$" + ITERATIONS + "$" + base64(randomBytes(16)) + "$" + base64(randomBytes(BITS / 8));
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** False also for a hash that is none. */
    public static boolean isPassword(Secret password, String hash) {
        String[] parts = hash.split("\\$");
        if (parts.length != 4 || !parts[0].equals(PASSWORD)) {
            return false;
        }
        try {
            int iterations = Integer.parseInt(parts[1]);
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] expected = Base64.getDecoder().decode(parts[3]);
            return iterations >= 1_000
                    && iterations <= 10_000_000
                    && MessageDigest.isEqual(expected, derive(password, salt, iterations));
        } catch (IllegalArgumentException damaged) { // a hash that nobody's password has
            return false;
        }
    }

    public static String ofToken(Secret token) {
        return TOKEN + sha256(token.reveal());
    }

    public static boolean isToken(Secret token, String hash) {
        return MessageDigest.isEqual(
                ofToken(token).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** 256 bits for tokens, cookies and forms. */
    public static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32));
    }

    /** Hexadecimal. */
    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte[] derive(Secret password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, iterations, BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has PBKDF2", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
