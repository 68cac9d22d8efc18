package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.http.HttpFaults;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a request is worth repeating, and after how long. A broken connection is; a refused credential, an untrusted
 * certificate or a foreign protocol is not. With {@link #ATTEMPTS} attempts a bridge may be gone for about ten seconds.
 */
final class RepeatRule {

    static final int ATTEMPTS = 7;

    /** While the cluster has never answered. */
    static final int FIRST_ATTEMPTS = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private RepeatRule() {}

    static boolean worthRepeating(IOException failure) {
        LinkException link = HttpFaults.find(failure, LinkException.class);
        if (link != null) {
            return link.failure().worthRepeating();
        }
        return !HttpFaults.isCertificateFault(failure)
                && !(failure instanceof Answer.NotKubernetes)
                && !(failure instanceof BoundedStream.AnswerTooLong);
    }

    /** Old API servers (1.20) answer 500 to an apply with an unknown field; it would be 500 for ever. */
    static boolean worthRepeating(ApiException refusal) {
        return switch (refusal.code()) {
            case 429, 502, 503, 504 -> true;
            case 500 -> !refusal.getMessage().contains("failed to create typed patch object");
            default -> false;
        };
    }

    /** Doubling from 200 ms, jittered so that sixteen workers do not come back in step. */
    static Duration pause(int attempt) {
        long base = Math.min(200L << attempt, 5_000L);
        return Duration.ofMillis(base / 2 + ThreadLocalRandom.current().nextLong(base));
    }

    /** The server's own wish ({@code Retry-After}, RFC 9110 10.2.3, seconds form), bounded. */
    static Duration pause(int attempt, @Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("\\d{1,6}")) {
            return pause(attempt);
        }
        Duration wish = Duration.ofSeconds(Long.parseLong(retryAfter));
        return wish.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wish;
    }
}
