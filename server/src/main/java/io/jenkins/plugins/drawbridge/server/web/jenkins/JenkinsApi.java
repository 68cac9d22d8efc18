package io.jenkins.plugins.drawbridge.server.web.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import io.jenkins.plugins.drawbridge.server.store.LogPart;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.JobRoutes;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.WebPart;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.access.Gate;
import io.jenkins.plugins.drawbridge.server.work.Queue;
import java.time.Clock;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Jenkins's calls: trigger, queue item, job, build, log, stop. Source: Jenkins's Remote Access API. */
public final class JenkinsApi implements WebPart {

    private static final int DEEPEST = 2;
    private static final int LOG_PART = 1024 * 1024;

    private final Supplier<Settings> settings;
    private final Store store;
    private final Queue queue;
    private final Gate gate;
    private final Links links;
    private final Clock clock;
    private final Trigger trigger;

    public JenkinsApi(
            Supplier<Settings> settings,
            Store store,
            Queue queue,
            Gate gate,
            Links links,
            Clock clock,
            Trigger trigger) {
        this.settings = settings;
        this.store = store;
        this.queue = queue;
        this.gate = gate;
        this.links = links;
        this.clock = clock;
        this.trigger = trigger;
    }

    /** What lies below {@code /job/}. */
    public void addTo(JobRoutes jobs) {
        jobs.postOpen("", trigger::answer);
        // Jenkins does not look at what follows, and some clients put api/json behind every path.
        for (String rest : List.of("", "/api/json")) {
            jobs.postOpen("build" + rest, trigger::answer);
            jobs.postOpen("buildWithParameters" + rest, trigger::answer);
            jobs.postBuild("stop" + rest, this::stop);
            jobs.getBuild("consoleText" + rest, (request, job, build) -> console(request, build));
            jobs.getBuild("logText/progressiveText" + rest, (request, job, build) -> progressive(request, build));
            jobs.postBuild("logText/progressiveText" + rest, (request, job, build) -> progressive(request, build));
        }
        jobs.get(
                "api/json",
                (request, job) -> tell(
                        request, depth -> withAllBuilds(request, json(request).job(job, depth))));
        jobs.getBuild(
                "api/json",
                (request, job, build) -> tell(request, depth -> json(request).build(build)));
        jobs.postBuild("term", this::stop);
        jobs.postBuild("kill", this::stop);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/json", request -> {
            gate.require(request, Role.VIEW);
            tell(request, depth -> root(request, depth));
        });
        routes.get("/queue/api/json", request -> {
            gate.require(request, Role.VIEW);
            tell(request, depth -> queue(request));
        });
        routes.get("/queue/item/{id}/api/json", request -> {
            gate.require(request, Role.VIEW);
            Run run = run(request.pathParam("id"));
            tell(request, depth -> json(request).queueItem(run, depth));
        });
        routes.post("/queue/cancelItem", request -> cancel(request, String.valueOf(request.queryParam("id"))));
        routes.post("/queue/item/{id}/cancelQueue", request -> cancel(request, request.pathParam("id")));
        routes.get("/crumbIssuer/api/json", request -> {
            Caller caller = gate.require(request, Role.VIEW);
            tell(request, depth -> JenkinsJson.object("hudson.security.csrf.DefaultCrumbIssuer")
                    .put("crumb", caller.csrf().isEmpty() ? "none-needed" : caller.csrf())
                    .put("crumbRequestField", "Jenkins-Crumb"));
        });
        routes.get("/whoAmI/api/json", request -> {
            Caller caller = gate.require(request, Role.VIEW);
            tell(request, depth -> JenkinsJson.object("hudson.security.WhoAmI")
                    .put("anonymous", caller.id().equals("anonymous"))
                    .put("authenticated", true)
                    .put("name", caller.id()));
        });
    }

    private JenkinsJson json(Context request) {
        return new JenkinsJson(store.runs(), links.root(request));
    }

    /** With {@code tree}, as deep as that goes; else as {@code depth} says. */
    private static void tell(Context request, IntFunction<? extends JsonNode> atDepth) {
        String text = request.queryParam("tree");
        JsonNode shown;
        if (text == null) {
            shown = atDepth.apply(depth(request));
        } else {
            Tree tree = Tree.parse(text);
            shown = tree.of(atDepth.apply(Math.min(tree.depth(), DEEPEST)));
        }
        request.contentType("application/json;charset=utf-8");
        request.result(shown.toString());
    }

    private static int depth(Context request) {
        String depth = String.valueOf(request.queryParam("depth"));
        return depth.matches("[0-9]{1,3}") ? Math.min(Integer.parseInt(depth), DEEPEST) : 0;
    }

    /** Jenkins shows this one only to who asks for it by name; ours are the newest builds here too. */
    private static ObjectNode withAllBuilds(Context request, ObjectNode job) {
        if (String.valueOf(request.queryParam("tree")).contains("allBuilds")) {
            job.set("allBuilds", job.get("builds"));
        }
        return job;
    }

    private ObjectNode root(Context request, int depth) {
        JenkinsJson json = json(request);
        ObjectNode root = JenkinsJson.object("hudson.model.Hudson");
        root.put("mode", "NORMAL").put("nodeDescription", "Drawbridge").put("nodeName", "");
        root.put("numExecutors", settings.get().server().concurrentRuns());
        ArrayNode jobs = root.putArray("jobs");
        for (JobSettings job : settings.get().jobs()) {
            jobs.add(depth == 0 ? json.jobLink(job) : json.job(job, depth - 1));
        }
        root.putObject("primaryView").put("name", "all").put("url", links.root(request) + "/");
        root.put("quietingDown", false).put("useCrumbs", true).put("useSecurity", true);
        root.put("url", links.root(request) + "/");
        root.putArray("views").addObject().put("name", "all").put("url", links.root(request) + "/");
        return root;
    }

    private ObjectNode queue(Context request) {
        JenkinsJson json = json(request);
        ObjectNode all = JenkinsJson.object("hudson.model.Queue");
        ArrayNode items = all.putArray("items");
        store.runs().unfinished("").stream()
                .filter(run -> run.state() == RunState.QUEUED)
                .limit(1_000)
                .forEach(run -> items.add(json.queueItem(run)));
        return all;
    }

    private Run run(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw Problem.notFound();
        }
        return store.runs().byId(Long.parseLong(id)).orElseThrow(Problem::notFound);
    }

    private void console(Context request, Run build) {
        request.contentType("text/plain;charset=utf-8");
        request.result(new LogStream(store.journal(), build.id()));
    }

    private void progressive(Context request, Run build) {
        String asked = request.queryParam("start");
        String start = String.valueOf(asked == null ? request.formParam("start") : asked);
        long offset = start.matches("[0-9]{1,12}") ? Long.parseLong(start) : 0;
        LogPart part = store.journal().log(build.id(), offset, LOG_PART);
        request.header("X-Text-Size", String.valueOf(part.end()));
        if (part.more()) {
            request.header("X-More-Data", "true");
        }
        request.contentType("text/plain;charset=utf-8");
        request.result(part.bytes());
    }

    private void stop(Context request, JobSettings job, Run build) {
        end(request, build);
        request.redirect(links.root(request) + Links.run(build), io.javalin.http.HttpStatus.FOUND);
    }

    private void cancel(Context request, String id) {
        gate.require(request, Role.DEPLOY);
        Run run = run(id);
        if (run.state() == RunState.QUEUED) {
            end(request, run);
        }
        request.status(204);
    }

    private void end(Context request, Run run) {
        Caller caller = gate.require(request, Role.DEPLOY);
        boolean told = queue.abort(run.id(), caller.id());
        store.audit()
                .add(new AuditEntry(
                        clock.instant(),
                        caller.id(),
                        "abort",
                        run.job() + " #" + run.number() + " (" + run.id() + ")",
                        request.ip(),
                        told ? "accepted" : "had ended"));
    }
}
