package io.jenkins.plugins.drawbridge.webhook;

import hudson.model.Job;
import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A trigger whose caller has been recognised: what it asks for is checked here, and queued. */
final class Trigger {

    private final Job<?, ?> job;
    private final ConsoleTriggerProperty property;

    Trigger(Job<?, ?> job) throws Refusal {
        this.job = job;
        this.property = ConsoleTriggerProperty.of(job).orElseThrow(Refusal::unauthorised);
    }

    /**
     * Queues the build, or finds the one that was queued before.
     *
     * @throws io.jenkins.plugins.drawbridge.engine.InputException if a parameter is not one of this job
     */
    TriggerRecord accept(Call call) throws Refusal, IOException {
        Map<String, String> sent = call.parameters();
        Map<String, String> settled = TriggerParameters.settle(sent, property.renames());
        String environment = settled.getOrDefault(TriggerParameters.ENVIRONMENT, "");
        Set<String> allowed = property.environmentIds();
        if (environment.isEmpty()) {
            throw new Refusal(403, "the call names no environment; send " + TriggerParameters.ENVIRONMENT);
        }
        if (!allowed.contains(environment)) {
            throw new Refusal(403, "this secret does not stand for that environment");
        }
        if (!job.isBuildable()) {
            throw new Refusal(409, "the job is disabled");
        }
        String triggerId = settled.getOrDefault(TriggerParameters.TRIGGER_ID, "");
        return Triggers.get()
                .accept(
                        job,
                        new Triggers.Wish(
                                key(call, triggerId),
                                triggerId,
                                call.message(),
                                environment,
                                JobParameters.of(job, settled, property.renames(), sent.keySet())));
    }

    /** The signed id comes first: a signature covers it, and a replay repeats it. */
    private static String key(Call call, String triggerId) {
        Message message = call.message();
        if (message != null) {
            return message.id();
        }
        return triggerId.isEmpty() ? UUID.randomUUID().toString() : triggerId;
    }
}
