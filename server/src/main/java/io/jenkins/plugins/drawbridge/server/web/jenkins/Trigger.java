package io.jenkins.plugins.drawbridge.server.web.jenkins;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.console.TriggerBody;
import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.UnknownJob;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.access.Gate;
import io.jenkins.plugins.drawbridge.server.web.access.Refusals;
import io.jenkins.plugins.drawbridge.server.work.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs: by trigger token, or by a user who may deploy. */
public final class Trigger {

    /** Of the call, not of the run. */
    private static final Set<String> OF_THE_CALL =
            Set.of("token", "triggerToken", "delay", "cause", "json", "csrf", "Jenkins-Crumb", ".crumb", "Submit");

    private static final Logger LOG = LoggerFactory.getLogger(Trigger.class);

    private final Queue queue;
    private final Gate gate;
    private final Store store;
    private final Links links;
    private final Refusals refusals;
    private final Clock clock;

    public Trigger(Queue queue, Gate gate, Store store, Links links, Refusals refusals, Clock clock) {
        this.queue = queue;
        this.gate = gate;
        this.store = store;
        this.links = links;
        this.refusals = refusals;
        this.clock = clock;
    }

    void answer(Context request, JobSettings job) {
        Cause cause = cause(request, job);
        Map<String, String> parameters = TriggerParameters.settle(sent(request), job.paramsMap());
        String key = parameters.getOrDefault(TriggerParameters.TRIGGER_ID, "");
        accept(request, job, new NewRun(job.id(), parameters, key, cause, null));
    }

    /** Queues the run and answers as Jenkins does. */
    public void accept(Context request, JobSettings job, NewRun run) {
        Accepted accepted = start(job, run);
        request.status(accepted.kind() == Accepted.Kind.MERGED ? 303 : 201);
        request.header("Location", links.root(request) + Links.queueItem(accepted.id()));
    }

    /** Queues the run. */
    public Accepted start(JobSettings job, NewRun run) {
        refuseForeignEnvironment(job, run.parameters());
        return start(run);
    }

    /** Queues a run that is allowed to the one who asks. */
    public Accepted start(NewRun run) {
        Accepted accepted = queue.accept(run);
        if (accepted.kind() == Accepted.Kind.CONTRADICTED) {
            throw new Problem(
                    409,
                    "This webhook-id came before with another body, so nothing was started;"
                            + " another message needs an id of its own.");
        }
        Cause cause = run.cause();
        if (accepted.kind() == Accepted.Kind.NEW && cause.kind() != Cause.Kind.CONSOLE) {
            String what = cause.kind() == Cause.Kind.ROLLBACK ? "roll back" : "trigger";
            store.audit()
                    .add(new AuditEntry(
                            clock.instant(),
                            cause.who(),
                            what,
                            run.job() + " (" + accepted.id() + ")",
                            cause.address(),
                            "accepted"));
        }
        return accepted;
    }

    private static void refuseForeignEnvironment(JobSettings job, Map<String, String> parameters) {
        String environment = parameters.getOrDefault(TriggerParameters.ENVIRONMENT, "");
        if (!environment.isEmpty()
                && !job.environments().isEmpty()
                && !job.environments().contains(environment)) {
            throw new InputException("this job may not deploy to '" + environment + "', only to "
                    + String.join(", ", job.environments()));
        }
    }

    private Cause cause(Context request, JobSettings job) {
        String token = firstOf(request.queryParam("token"), request.queryParam("triggerToken"));
        if (token == null) {
            Caller caller = gate.require(request, Role.DEPLOY);
            if (UnknownJob.is(job)) {
                throw Problem.notFound();
            }
            return new Cause(Cause.Kind.USER, caller.id(), request.ip());
        }
        SecretSource expected = job.triggerToken();
        // Compared also where there is nothing to compare with, so that a stranger learns no names of jobs.
        boolean right = read(expected).equals(Secret.of(token));
        if (!right || expected == null) {
            refusals.trigger(request.path(), request.ip(), "wrong token");
            throw new Problem(403, "The token is not this job's, or there is no such job.");
        }
        return new Cause(Cause.Kind.CONSOLE, "console", request.ip());
    }

    /** What cannot be read is nobody's: a stranger is not told which file is missing here. */
    private static Secret read(@Nullable SecretSource expected) {
        try {
            return expected == null ? NOBODYS : expected.read();
        } catch (DrawbridgeException unreadable) {
            LOG.warn("a trigger cannot be checked: {}", unreadable.getMessage());
            return NOBODYS;
        }
    }

    private static final Secret NOBODYS = Secret.of(io.jenkins.plugins.drawbridge.server.web.access.Hashes.random());

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static Map<String, String> sent(Context request) {
        Map<String, String> sent = new LinkedHashMap<>();
        request.queryParamMap().forEach((name, values) -> put(sent, name, values));
        if (request.isJson()) {
            sent.putAll(TriggerBody.json(new String(request.bodyAsBytes(), StandardCharsets.UTF_8)));
        } else if (request.isFormUrlencoded() || request.isMultipartFormData()) {
            request.formParamMap().forEach((name, values) -> put(sent, name, values));
            String form = request.formParam("json");
            if (form != null && !form.isBlank()) {
                TriggerBody.jenkinsForm(form).forEach(sent::putIfAbsent);
            }
        }
        OF_THE_CALL.forEach(sent::remove);
        return sent;
    }

    private static void put(Map<String, String> sent, String name, List<String> values) {
        if (!values.isEmpty()) {
            sent.put(name, values.get(0));
        }
    }
}
