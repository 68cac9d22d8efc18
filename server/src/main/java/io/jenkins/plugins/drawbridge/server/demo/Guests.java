package io.jenkins.plugins.drawbridge.server.demo;

import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Who may use the demo's server: the Console and one person. Made anew for each demo.
 *
 * @param webhookSecret as Standard Webhooks write it, {@code whsec_} and base64
 */
record Guests(String triggerToken, String webhookSecret, String apiToken, String password) {

    static final String PERSON = "ada";
    static final String CONSOLE = "console";

    static Guests invited() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Guests(
                Hashes.random(),
                "whsec_" + Base64.getEncoder().encodeToString(key),
                Hashes.random(),
                Hashes.random().substring(0, 12));
    }

    String passwordHash() {
        return Hashes.ofPassword(Secret.of(password));
    }

    String apiTokenHash() {
        return Hashes.ofToken(Secret.of(apiToken));
    }

    @Override
    public String toString() {
        return "the demo's guests";
    }
}
