package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.runtime.RuntimeReader;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.web.JobRoutes;
import io.jenkins.plugins.drawbridge.server.web.WebPart;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.access.Gate;
import io.jenkins.plugins.drawbridge.server.web.jenkins.Trigger;
import io.jenkins.plugins.drawbridge.server.work.Queue;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All pages, put together. Thread-safe; closing it lets go of the browsers that watch. */
public final class Pages implements WebPart, AutoCloseable {

    private final PageContext context;
    private final BuildPage builds;
    private final BuildActions actions;
    private final LiveFeed feed;

    public Pages(
            Supplier<Settings> settings,
            Store store,
            Queue queue,
            Gate gate,
            Trigger trigger,
            RuntimeReader runtime,
            Clock clock) {
        this.context = new PageContext(settings, store, queue, gate, trigger, runtime, new Templates(), clock);
        BuildModel model = new BuildModel(context);
        this.feed = new LiveFeed(context, model);
        this.builds = new BuildPage(context, model, feed);
        this.actions = new BuildActions(context);
    }

    /** What lies below {@code /job/}. */
    public void addTo(JobRoutes jobs) {
        JobPage page = new JobPage(context);
        jobs.get("", page::show);
        jobs.post("run", page::run);
        builds.addTo(jobs);
        actions.addTo(jobs);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        new StaticFiles().addTo(routes);
        routes.get("/", new OverviewPage(context)::show);
        routes.get("/sign-in", this::signIn);
        routes.get("/queue/item/{id}", builds::queueItem);
        actions.addTo(routes);
        RuntimePage runtime = new RuntimePage(context);
        routes.get("/environments/{id}", runtime::show);
        routes.get("/environments/{id}/log", runtime::log);
        ClustersPage clusters = new ClustersPage(context);
        routes.get("/clusters", clusters::show);
        routes.post("/clusters/{id}/check", clusters::check);
        routes.get("/audit", new AuditTrail(context)::show);
    }

    private void signIn(Context request) {
        String to = request.queryParam("to");
        context.templates()
                .show(
                        request,
                        "sign-in",
                        Map.of(
                                "shell",
                                context.shell("Sign in", "", new Caller("", "", Set.of(), "")),
                                "to",
                                to == null ? "/" : to,
                                "refused",
                                "true".equals(request.queryParam("refused"))));
    }

    /** How many browsers watch a build live; a gauge of the metrics. */
    public int watching() {
        return feed.watching();
    }

    @Override
    public void close() {
        feed.close();
    }
}
