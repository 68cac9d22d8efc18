package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Page;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunQuery;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import io.jenkins.plugins.drawbridge.server.web.page.view.HistoryView;
import io.jenkins.plugins.drawbridge.server.web.page.view.HistoryView.ResultChoice;
import io.jenkins.plugins.drawbridge.server.web.page.view.JobView;
import io.jenkins.plugins.drawbridge.server.web.page.view.JobView.EnvironmentChoice;
import io.jenkins.plugins.drawbridge.server.web.page.view.RunRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /job/NAME/}: history, durations, and a form to run it. */
final class JobPage {

    private static final int PAGE = 25;
    private static final int REFRESH_SECONDS = 10;
    private static final int QUIET_REFRESH_SECONDS = 60;
    private static final Set<String> OF_THE_FORM = Set.of(
            TriggerParameters.ENVIRONMENT,
            TriggerParameters.REVISION,
            TriggerParameters.DEPLOY_TYPE,
            TriggerParameters.FORCE,
            TriggerParameters.TRIGGER_ID);

    private final PageContext context;

    JobPage(PageContext context) {
        this.context = context;
    }

    /**
     * What the form holds.
     *
     * @param further one {@code NAME=value} a line
     * @param fault why it was refused; empty: it was not
     */
    private record Form(Map<String, String> values, String further, String fault) {}

    void show(Context request, JobSettings job) {
        show(request, job, context.caller(request, Role.VIEW), null);
    }

    /** @param refused null: the form starts as the last run was */
    private void show(Context request, JobSettings job, Caller caller, @Nullable Form refused) {
        Instant now = context.now();
        RunQuery query = new RunQuery(
                job.id(),
                Objects.requireNonNullElse(request.queryParam("environment"), ""),
                result(request.queryParam("result")),
                PageTurns.place(request, PAGE));
        Page<Run> page = context.store().runs().page(query);
        HistoryView history = history(job, query, page, now);
        boolean top = query.place().isNewest() && !history.filtered();
        List<Run> newest = top ? page.rows() : context.store().runs().ofJob(job.id(), PAGE, Long.MAX_VALUE);
        DurationChart chart = DurationChart.of(newest);
        Form form = refused == null ? new Form(defaults(job, newest), further(newest), "") : refused;
        JobView view = new JobView(
                job.id(),
                Links.job(job.id()),
                job.description(),
                job.repository().url(),
                job.jenkinsfile(),
                environments(job),
                form.values(),
                form.further(),
                form.fault(),
                history,
                chart.bars(),
                chart.longest());
        int refresh = newest.stream().allMatch(Run::ended) ? QUIET_REFRESH_SECONDS : REFRESH_SECONDS;
        context.show(request, "job", context.shell(job.id(), "", caller, top ? refresh : 0), view);
    }

    private static HistoryView history(JobSettings job, RunQuery query, Page<Run> page, Instant now) {
        String result = query.result() == null ? "" : query.result().name();
        return new HistoryView(
                page.rows().stream().map(run -> RunRow.of(run, now)).toList(),
                query.environment(),
                result,
                Arrays.stream(RunResult.values())
                        .map(one -> new ResultChoice(one.name(), RunRow.word(one)))
                        .toList(),
                PageTurns.of(Links.job(job.id()), Map.of("environment", query.environment(), "result", result), page));
    }

    /** Null for what is none. */
    private static @Nullable RunResult result(@Nullable String name) {
        return Arrays.stream(RunResult.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private List<EnvironmentChoice> environments(JobSettings job) {
        return context.settings().get().shared().environments().stream()
                .filter(environment ->
                        job.environments().isEmpty() || job.environments().contains(environment.id()))
                .map((Environment environment) -> new EnvironmentChoice(environment.id(), environment.production()))
                .toList();
    }

    private static Map<String, String> defaults(JobSettings job, List<Run> newest) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(TriggerParameters.REVISION, job.repository().revision());
        defaults.put(TriggerParameters.DEPLOY_TYPE, "smart_deploy");
        newest.stream()
                .findFirst()
                .ifPresent(run -> OF_THE_FORM.forEach(name -> {
                    String value = run.parameters().get(name);
                    if (value != null && !value.isBlank()) {
                        defaults.put(name, value);
                    }
                }));
        return defaults;
    }

    private static String further(List<Run> newest) {
        StringBuilder lines = new StringBuilder();
        newest.stream().findFirst().ifPresent(run -> new TreeMap<>(run.parameters()).forEach((name, value) -> {
            if (!OF_THE_FORM.contains(name) && value.indexOf('\n') < 0) {
                lines.append(name).append('=').append(value).append('\n');
            }
        }));
        return lines.toString();
    }

    /** {@code POST /job/NAME/run}: the form. */
    void run(Context request, JobSettings job) {
        Caller caller = context.caller(request, Role.DEPLOY);
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : OF_THE_FORM) {
            String value = request.formParam(name);
            if (value != null && !value.isBlank() && !name.equals(TriggerParameters.TRIGGER_ID)) {
                values.put(name, value.strip());
            }
        }
        String further = Objects.requireNonNullElse(request.formParam("further"), "");
        Cause cause = new Cause(Cause.Kind.USER, caller.id(), request.ip());
        try {
            Map<String, String> sent = new LinkedHashMap<>(furtherParameters(further));
            sent.putAll(values);
            Accepted accepted = context.trigger()
                    .start(job, new NewRun(job.id(), TriggerParameters.settle(sent, Map.of()), "", cause, null));
            request.redirect(Links.queueItem(accepted.id()), HttpStatus.SEE_OTHER);
        } catch (InputException refused) { // nothing that was typed is lost
            request.status(HttpStatus.BAD_REQUEST);
            show(request, job, caller, new Form(values, further, String.valueOf(refused.getMessage())));
        }
    }

    private static Map<String, String> furtherParameters(String lines) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String line : lines.split("\\R")) {
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1 || !line.substring(0, equals).strip().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new InputException("further parameters are lines of NAME=value, not '" + line.strip() + "'");
            }
            parameters.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
        return parameters;
    }
}
