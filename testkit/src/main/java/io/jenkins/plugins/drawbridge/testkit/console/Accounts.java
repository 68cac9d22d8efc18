package io.jenkins.plugins.drawbridge.testkit.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The Console's service account and the tokens it was given. Thread-safe. */
final class Accounts {

    static final String CLIENT_ID = "drawbridge";

    private final String clientSecret = "cs-" + UUID.randomUUID();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private volatile Duration lifetime = Duration.ofHours(1);

    String clientSecret() {
        return clientSecret;
    }

    void lifetime(Duration lives) {
        lifetime = lives;
    }

    String newToken() {
        String token = "at-" + UUID.randomUUID();
        good.add(token);
        return token;
    }

    void withdraw() {
        good.clear();
    }

    boolean mayCall(Exchange exchange) {
        String authorization = exchange.header("authorization");
        return authorization.startsWith("Bearer ") && good.contains(authorization.substring("Bearer ".length()));
    }

    /** {@code client_credentials} with HTTP Basic. */
    Scripted token(Exchange exchange) {
        if (!exchange.method().equals("POST") || !exchange.body().contains("grant_type=client_credentials")) {
            return Scripted.answer(400);
        }
        String login = CLIENT_ID + ":" + clientSecret;
        String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        if (!exchange.header("authorization").equals(basic)) {
            return Scripted.answer(401);
        }
        return Scripted.answer(200)
                .saying("{\"access_token\":\"" + newToken() + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                        + lifetime.toSeconds() + "}");
    }
}
