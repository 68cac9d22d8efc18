package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.engine.report.ReportMarkdown;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.web.JobRoutes;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.BuildView;
import io.jenkins.plugins.drawbridge.server.web.page.view.LogView;
import java.util.List;

/** {@code /job/NAME/12/}: a build, to look at. */
final class BuildPage {

    private static final int TAIL = 300;
    private static final int WHOLE_LOG = 100_000;
    private static final int REFRESH_SECONDS = 5;

    private final PageContext context;
    private final BuildModel model;
    private final LiveFeed feed;

    BuildPage(PageContext context, BuildModel model, LiveFeed feed) {
        this.context = context;
        this.model = model;
        this.feed = feed;
    }

    void addTo(JobRoutes jobs) {
        jobs.getBuild("", this::show);
        jobs.getBuild("console", this::console);
        jobs.getBuild("events", (request, job, run) -> feed.attach(request, run, caller(request)));
        jobs.getBuild("report.json", (request, job, run) -> download(request, run, "json"));
        jobs.getBuild("report.md", (request, job, run) -> download(request, run, "md"));
        jobs.getBuild("report.html", (request, job, run) -> download(request, run, "html"));
    }

    private Caller caller(Context request) {
        return context.caller(request, Role.VIEW);
    }

    private void show(Context request, JobSettings job, Run run) {
        Caller caller = caller(request);
        BuildView view = model.read(run, caller, LogReading.tail(context.store().journal(), run.id(), TAIL));
        int refresh = view.live() ? REFRESH_SECONDS : 0;
        context.show(request, "build", context.shell(job.id() + " " + view.run().name(), "", caller, refresh), view);
    }

    private void console(Context request, JobSettings job, Run run) {
        Caller caller = caller(request);
        LogView log = LogReading.last(context.store().journal(), run.id(), WHOLE_LOG);
        BuildView view = model.read(run, caller, log);
        int refresh = view.live() ? REFRESH_SECONDS : 0;
        context.show(
                request,
                "console",
                context.shell("Log of " + job.id() + " " + view.run().name(), "", caller, refresh),
                view);
    }

    /** {@code ?section=0-1}; without one, the last that has a report. */
    private void download(Context request, Run run, String format) {
        List<DeploySection> sections = context.store().journal().sections(run.id()).stream()
                .filter(section -> !section.report().isEmpty())
                .toList();
        if (sections.isEmpty()) {
            throw new Problem(404, "This build has no report, or not yet.");
        }
        String wanted = request.queryParam("section");
        DeploySection section = wanted == null
                ? sections.get(sections.size() - 1)
                : SectionId.find(sections, wanted).orElseThrow(Problem::notFound);
        Report report = ReportJson.read("the stored report", section.report());
        String name = run.job().replaceAll("[^A-Za-z0-9._-]", "-") + "-" + run.number();
        switch (format) {
            case "json" -> answer(request, "application/json", ReportJson.write(report));
            case "md" -> answer(request, "text/markdown", ReportMarkdown.render(report));
            default -> {
                answer(request, "text/html", ReportHtml.page(report));
                // The page brings its own policy, which is stricter but for its own style sheet.
                request.res().setHeader("Content-Security-Policy", "sandbox");
            }
        }
        request.header("Content-Disposition", "attachment; filename=\"" + name + "." + format + "\"");
    }

    private static void answer(Context request, String type, String text) {
        request.contentType(type + ";charset=utf-8");
        request.result(text);
    }

    /** {@code /queue/item/7/}: leads to the build as soon as there is one. */
    void queueItem(Context request) {
        Caller caller = caller(request);
        Run run = context.queued(request);
        if (run.number() != 0) {
            request.redirect(Links.run(run), HttpStatus.SEE_OTHER);
            return;
        }
        BuildView view = model.read(run, caller, new LogView(1, List.of(), 0));
        context.show(request, "queued", context.shell("Queued: " + run.job(), "", caller, run.ended() ? 0 : 1), view);
    }
}
