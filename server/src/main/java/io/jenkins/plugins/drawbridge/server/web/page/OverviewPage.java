package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.Addresses;
import io.jenkins.plugins.drawbridge.server.web.page.view.OverviewView;
import io.jenkins.plugins.drawbridge.server.web.page.view.OverviewView.EnvironmentCard;
import io.jenkins.plugins.drawbridge.server.web.page.view.OverviewView.JobCard;
import io.jenkins.plugins.drawbridge.server.web.page.view.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /}: environments and jobs with their last deploy. */
final class OverviewPage {

    private static final int RECENT = 12;
    private static final int LOOKED_THROUGH = 50;
    private static final int REFRESH_SECONDS = 10;
    private static final int QUIET_REFRESH_SECONDS = 60;

    private final PageContext context;

    OverviewPage(PageContext context) {
        this.context = context;
    }

    void show(Context request) {
        Caller caller = context.caller(request, Role.VIEW);
        Settings settings = context.settings().get();
        Instant now = context.now();
        List<Run> running = context.store().runs().unfinished("");
        OverviewView view = new OverviewView(
                settings.shared().environments().stream()
                        .map(environment -> environment(environment, now))
                        .toList(),
                settings.jobs().stream().map(job -> job(job, now)).toList(),
                running.stream().limit(RECENT).map(run -> RunRow.of(run, now)).toList(),
                context.store().runs().recent(RECENT * 2).stream()
                        .filter(Run::ended)
                        .limit(RECENT)
                        .map(run -> RunRow.of(run, now))
                        .toList());
        context.show(
                request,
                "overview",
                context.shell(
                        "Overview", "overview", caller, running.isEmpty() ? QUIET_REFRESH_SECONDS : REFRESH_SECONDS),
                view);
    }

    private EnvironmentCard environment(Environment environment, Instant now) {
        List<Run> runs = context.store().runs().ofEnvironment(environment.id(), LOOKED_THROUGH);
        Optional<Run> good = runs.stream()
                .filter(run -> run.ended() && run.result() == RunResult.SUCCESS)
                .findFirst();
        Optional<Run> since = runs.stream()
                .filter(run -> run.ended() && run.result() != RunResult.NOT_BUILT)
                .findFirst()
                .filter(run -> run.result() != RunResult.SUCCESS);
        Optional<Run> going = runs.stream().filter(run -> !run.ended()).findFirst();
        return new EnvironmentCard(
                environment.id(),
                Addresses.environment(environment.id()),
                environment.cluster(),
                environment.namespace(),
                environment.production(),
                going.map(run -> RunRow.of(run, now)).orElse(null),
                good.map(run -> RunRow.of(run, now)).orElse(null),
                since.map(run -> RunRow.of(run, now)).orElse(null));
    }

    private JobCard job(JobSettings job, Instant now) {
        return new JobCard(
                job.id(),
                Links.job(job.id()),
                job.description(),
                context.store()
                        .runs()
                        .last(job.id())
                        .map(run -> RunRow.of(run, now))
                        .orElse(null));
    }
}
