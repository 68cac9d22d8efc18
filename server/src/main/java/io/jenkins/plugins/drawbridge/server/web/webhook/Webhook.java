package io.jenkins.plugins.drawbridge.server.web.webhook;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import io.jenkins.plugins.drawbridge.engine.console.TriggerBody;
import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.Message;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.WebPart;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import io.jenkins.plugins.drawbridge.server.web.access.Refusals;
import io.jenkins.plugins.drawbridge.server.web.jenkins.Trigger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/{job}}, signed by Standard Webhooks. The order of the checks tells a stranger nothing: size,
 * headers, time, signature over the raw bytes, and only then what the body says. The trigger's id names
 * the run, or the webhook's if it says none; the webhook's own id stands for one body ever after.
 */
public final class Webhook implements WebPart {

    /** Signs for jobs that have none, so that those take as long. */
    private static final List<Secret> NOBODYS = List.of(Secret.of(Hashes.random()));

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    private final Supplier<Settings> settings;
    private final Trigger trigger;
    private final Refusals refusals;
    private final Clock clock;

    public Webhook(Supplier<Settings> settings, Trigger trigger, Refusals refusals, Clock clock) {
        this.settings = settings;
        this.trigger = trigger;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/webhooks/*", this::answer);
    }

    private void answer(Context request) {
        byte[] body = request.bodyAsBytes();
        Optional<JobSettings> job = settings.get().job(name(request));
        List<Secret> secrets = secrets(job.map(JobSettings::webhookSecrets).orElse(List.of()));
        StandardWebhook.Headers headers = new StandardWebhook.Headers(
                request.header(StandardWebhook.ID),
                request.header(StandardWebhook.TIMESTAMP),
                request.header(StandardWebhook.SIGNATURE));
        boolean signed = StandardWebhook.verify(headers, body, secrets.isEmpty() ? NOBODYS : secrets, clock.instant());
        if (!signed || secrets.isEmpty()) {
            refusals.trigger(request.path(), request.ip(), "wrong signature");
            throw new Problem(401, "The webhook is not signed as this server expects.");
        }
        Map<String, String> parameters = TriggerParameters.settle(
                TriggerBody.json(new String(body, StandardCharsets.UTF_8)),
                job.get().paramsMap());
        String id = String.valueOf(headers.id());
        String key = parameters.getOrDefault(TriggerParameters.TRIGGER_ID, id);
        Cause cause = new Cause(Cause.Kind.CONSOLE, "console", request.ip());
        NewRun run = new NewRun(job.get().id(), parameters, key, cause, null);
        trigger.accept(request, job.get(), run.by(new Message(id, StandardWebhook.digest(body))));
    }

    /** What cannot be read signs nothing: a stranger is not told which file is missing here. */
    private static List<Secret> secrets(List<SecretSource> sources) {
        List<Secret> secrets = new ArrayList<>();
        for (SecretSource source : sources) {
            try {
                secrets.add(source.read());
            } catch (DrawbridgeException unreadable) {
                LOG.warn("a webhook cannot be checked: {}", unreadable.getMessage());
            }
        }
        return secrets;
    }

    private static String name(Context request) {
        String path = request.path().substring("/webhooks/".length());
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replaceAll("/$", "");
        } catch (IllegalArgumentException noEncoding) { // no job has such a name
            return "";
        }
    }
}
