package io.jenkins.plugins.drawbridge.engine.console;

import io.jenkins.plugins.drawbridge.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of Standard Webhooks 1.0.0, {@code v1} (HMAC-SHA256 over id, timestamp and the raw body). Pure.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
public final class StandardWebhook {

    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int LONGEST_ID = 200;
    private static final int MOST_SIGNATURES = 10;
    private static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";

    private StandardWebhook() {}

    /** The headers of a call; null where one is missing. */
    public record Headers(@Nullable String id, @Nullable String timestamp, @Nullable String signature) {}

    /** Whether one of the secrets signed this body, not long ago. Takes the same time for every wrong signature. */
    public static boolean verify(Headers headers, byte[] body, List<Secret> secrets, Instant now) {
        String id = headers.id();
        String timestamp = headers.timestamp();
        String signatures = headers.signature();
        if (id == null || id.isBlank() || id.length() > LONGEST_ID || timestamp == null || signatures == null) {
            return false;
        }
        if (!isRecent(timestamp, now)) {
            return false;
        }
        boolean signed = false;
        String[] given = signatures.split(" ", MOST_SIGNATURES + 1);
        for (Secret secret : secrets) {
            byte[] expected = sign(secret, id, timestamp, body).getBytes(StandardCharsets.US_ASCII);
            for (int index = 0; index < Math.min(given.length, MOST_SIGNATURES); index++) {
                signed |= MessageDigest.isEqual(expected, given[index].getBytes(StandardCharsets.UTF_8));
            }
        }
        return signed;
    }

    private static boolean isRecent(String timestamp, Instant now) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (RuntimeException noTime) { // neither a number nor a moment: not recent
            return false;
        }
    }

    /** The value of the signature's header. */
    public static String sign(Secret secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }

    /** Tells a repetition from another message under the same id: SHA-256 of the raw body, hexadecimal. */
    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** {@code whsec_} and base64, or the bytes of the text. */
    private static byte[] key(Secret secret) {
        String text = secret.reveal();
        if (text.startsWith(PREFIX)) {
            try {
                return Base64.getDecoder().decode(text.substring(PREFIX.length()));
            } catch (IllegalArgumentException noBase64) { // then its characters are the key
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
