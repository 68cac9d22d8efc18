package io.jenkins.plugins.drawbridge.server.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run somebody asks for.
 *
 * @param job full name, {@code folder/name}
 * @param parameters as the Jenkinsfile will see them, names settled
 * @param key the caller's own name for this trigger ({@code webhook-id} or {@code TRIGGER_ID}); the same key of the same
 *     job gets the same answer, not a second run. Empty: none; then an equal run that still waits stands for this one.
 * @param message the signed webhook that asks for it; null: something else does
 * @param rollback what is deployed instead of the Jenkinsfile's run; null: the Jenkinsfile runs
 */
public record NewRun(
        String job,
        Map<String, String> parameters,
        String key,
        Cause cause,
        @Nullable Message message,
        @Nullable Rollback rollback) {

    public NewRun {
        parameters = Map.copyOf(parameters);
    }

    public NewRun(String job, Map<String, String> parameters, String key, Cause cause, @Nullable Rollback rollback) {
        this(job, parameters, key, cause, null, rollback);
    }

    /** The same, asked for by a signed webhook. */
    public NewRun by(Message webhook) {
        return new NewRun(job, parameters, key, cause, webhook, rollback);
    }
}
