package io.jenkins.plugins.drawbridge.webhook;

import hudson.model.Job;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call comes from who shares a job's secret: it signed the call (Standard Webhooks), or, where the job accepts
 * that, it sent the secret along. Takes as long for a job that is not there.
 */
final class TriggerGate {

    private static final Secret NOBODYS = Secret.of(HexFormat.of().formatHex(new SecureRandom().generateSeed(32)));

    private final Clock clock;

    TriggerGate(Clock clock) {
        this.clock = clock;
    }

    boolean opens(@Nullable Job<?, ?> job, Call call) {
        Optional<ConsoleTriggerProperty> property = job == null ? Optional.empty() : ConsoleTriggerProperty.of(job);
        Optional<Secret> secret = job == null ? Optional.empty() : property.flatMap(one -> one.secret(job));
        Secret expected = secret.orElse(NOBODYS);
        boolean proven = call.isSigned()
                ? StandardWebhook.verify(call.headers(), call.body(), List.of(expected), clock.instant())
                : call.token().filter(expected::equals).isPresent()
                        && property.filter(ConsoleTriggerProperty::isAcceptToken)
                                .isPresent();
        return proven && secret.isPresent();
    }
}
