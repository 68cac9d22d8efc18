package io.jenkins.plugins.drawbridge.engine.kube;

import io.jenkins.plugins.drawbridge.engine.http.HttpFaults;
import io.jenkins.plugins.drawbridge.engine.link.LinkException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    private static final List<String> UNFIT =
            List.of("failed to create typed patch object", "failed to convert new object");

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

    /** What 500 says of a manifest it says for ever: a field it does not know (1.20), data that is no base64. */
    static boolean worthRepeating(ApiException refusal) {
        return switch (refusal.code()) {
            case 429, 502, 503, 504 -> true;
            case 500 -> UNFIT.stream().noneMatch(refusal.getMessage()::contains);
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
