package io.jenkins.plugins.drawbridge.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.http.JsonAnswer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code /drawbridge/}: what the Console's Jenkins provider calls. Anybody reaches it, so every method asks first for the
 * job's secret, or for the permission to read the job; what is hidden looks like what is missing.
 */
@Extension
public final class ConsoleRoot implements UnprotectedRootAction {

    static final String URL = "drawbridge";

    private static final Logger LOG = Logger.getLogger(ConsoleRoot.class.getName());
    private static final int MOST_LOOKED_AT = 10;

    private final TriggerGate gate = new TriggerGate(Clock.systemUTC());

    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** {@code POST job/<name>[/build|/buildWithParameters]}. */
    @POST
    @WebMethod(name = "job")
    public HttpResponse doTriggerJob(StaplerRequest2 request) {
        return answer(() -> {
            Call call = Call.read(request);
            JobPath path = JobPath.ofTrigger(request.getRestOfPath()).orElseThrow(Refusal::unauthorised);
            Job<?, ?> job = Triggers.job(path.fullName());
            if (!gate.opens(job, call) || job == null) {
                throw Refusal.unauthorised();
            }
            TriggerRecord record = new Trigger(job).accept(call);
            return JsonAnswer.of(201, ConsoleJson.accepted(record).toString())
                    .with("Location", root(request) + URL + "/queue/item/" + record.queueId() + "/");
        });
    }

    /** {@code GET queue/item/<n>/api/json}. */
    @GET
    @WebMethod(name = "queue")
    public HttpResponse doQueue(StaplerRequest2 request) {
        return answer(() -> {
            String id = request.getRestOfPath().replaceFirst("^/item/([1-9][0-9]{0,17})/api/json/?$", "$1");
            if (!id.matches("[0-9]+")) {
                throw Refusal.unknown();
            }
            TriggerRecord record =
                    Triggers.get().store().queued(Long.parseLong(id)).orElseThrow(Refusal::unknown);
            return JsonAnswer.of(
                    200,
                    ConsoleJson.queueItem(readable(List.of(record), request), root(request))
                            .toString());
        });
    }

    /** {@code GET job/<name>/<build>/api/json}; without {@code api/json} it leads to the build's own page. */
    @GET
    @WebMethod(name = "job")
    public HttpResponse doBuild(StaplerRequest2 request) {
        return answer(() -> {
            JobPath path = JobPath.ofBuild(request.getRestOfPath()).orElseThrow(Refusal::unknown);
            TriggerRecord record =
                    Triggers.get().store().build(path.fullName(), path.build()).orElseThrow(Refusal::unknown);
            TriggerRecord now = readable(List.of(record), request);
            return path.isApi()
                    ? JsonAnswer.of(200, ConsoleJson.build(now, root(request)).toString())
                    : JsonAnswer.of(302, "{}").with("Location", ConsoleJson.buildUrl(now, root(request)));
        });
    }

    /** {@code GET trigger/<id>}. */
    @GET
    @WebMethod(name = "trigger")
    public HttpResponse doTrigger(StaplerRequest2 request) {
        return answer(() -> {
            String id = request.getRestOfPath().replaceFirst("^/", "");
            if (id.isEmpty()) {
                throw Refusal.unknown();
            }
            TriggerRecord record = readable(Triggers.get().store().called(id), request);
            return JsonAnswer.of(200, ConsoleJson.status(record, root(request)).toString());
        });
    }

    /** The first that the caller may see, as it is now; of many, few are looked at: anybody asks. */
    private TriggerRecord readable(List<TriggerRecord> records, StaplerRequest2 request) throws Refusal {
        Call call = Call.question(request);
        for (TriggerRecord record : records.subList(0, Math.min(records.size(), MOST_LOOKED_AT))) {
            Job<?, ?> job = Triggers.job(record.job());
            if (job != null && (job.hasPermission(Item.READ) || gate.opens(job, call))) {
                return Triggers.get().fresh(record, job);
            }
        }
        throw Refusal.unknown();
    }

    /** The configured URL, never one that a caller's Host header makes up; else a path. */
    private static String root(StaplerRequest2 request) {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).orElseGet(() -> request.getContextPath() + "/");
    }

    /** One call. */
    private interface Work {
        JsonAnswer answer() throws Refusal, IOException;
    }

    private static HttpResponse answer(Work work) {
        try {
            return work.answer();
        } catch (Refusal refused) {
            return error(refused.status(), String.valueOf(refused.getMessage()));
        } catch (DrawbridgeException badInput) {
            return error(400, String.valueOf(badInput.getMessage()));
        } catch (IOException broken) {
            LOG.log(Level.WARNING, "a call of the Console could not be answered", broken);
            return error(500, "the trigger could not be kept; Jenkins's log says why");
        }
    }

    private static HttpResponse error(int status, String sentence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("error", sentence);
        return JsonAnswer.of(status, json.toString());
    }
}
