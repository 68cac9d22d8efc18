package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.jenkins.plugins.drawbridge.engine.console.TriggerParameters;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Question;
import io.jenkins.plugins.drawbridge.server.store.Rollback;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.web.JobRoutes;
import io.jenkins.plugins.drawbridge.server.web.Links;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buttons of a build's page: approve, reject, run again, roll back; aborting is Jenkins's own call. */
final class BuildActions {

    private final PageContext context;

    BuildActions(PageContext context) {
        this.context = context;
    }

    void addTo(JobRoutes jobs) {
        jobs.postBuild("answer", this::answer);
        jobs.postBuild("again", (request, job, run) -> again(request, run));
        jobs.postBuild("rollback", this::rollBack);
    }

    /** What has not begun has no build's address yet. */
    void addTo(RoutesConfig routes) {
        routes.post("/queue/item/{id}/stop", this::cancel);
        routes.post("/queue/item/{id}/again", request -> again(request, context.queued(request)));
    }

    private void cancel(Context request) {
        Caller caller = context.caller(request, Role.DEPLOY);
        Run run = context.queued(request);
        boolean told = context.queue().abort(run.id(), caller.id());
        context.audit(request, caller, "abort", run.job() + " (" + run.id() + ")", told ? "accepted" : "had ended");
        request.redirect(Links.run(run), HttpStatus.SEE_OTHER);
    }

    private void answer(Context request, JobSettings job, Run run) {
        Caller caller = context.caller(request, Role.VIEW);
        String path = String.valueOf(request.formParam("path"));
        Question question = context.store().journal().questions(run.id()).stream()
                .filter(asked -> asked.path().equals(path))
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (!Approvers.may(caller, question)) {
            throw new Problem(403, "This is for " + Approvers.words(question) + " to answer.");
        }
        boolean approved =
                switch (String.valueOf(request.formParam("answer"))) {
                    case "approve" -> true;
                    case "reject" -> false;
                    default -> throw new Problem(400, "Answer with approve or reject.");
                };
        boolean taken = context.queue().answer(run.id(), path, approved, caller.id());
        context.audit(
                request,
                caller,
                approved ? "approve" : "reject",
                run.job() + " #" + run.number() + ": " + question.message(),
                taken ? "accepted" : "was answered already");
        if (!taken) {
            throw new Problem(409, "Somebody answered already, or the run has ended.");
        }
        request.redirect(Links.run(run), HttpStatus.SEE_OTHER);
    }

    private void again(Context request, Run run) {
        Caller caller = context.caller(request, Role.DEPLOY);
        if (!run.ended()) {
            throw new Problem(409, "It still runs.");
        }
        Cause cause = new Cause(Cause.Kind.USER, caller.id(), request.ip());
        start(request, run, cause, run.rollback());
    }

    private void rollBack(Context request, JobSettings job, Run run) {
        Caller caller = context.caller(request, Role.DEPLOY);
        if (!run.ended() || run.result() != RunResult.SUCCESS) {
            throw new Problem(409, "Only to a build that succeeded can be rolled back.");
        }
        String path = SectionId.find(
                        context.store().journal().sections(run.id()), String.valueOf(request.formParam("section")))
                .filter(RollbackRule::allows)
                .orElseThrow(Problem::notFound)
                .path();
        Cause cause = new Cause(Cause.Kind.ROLLBACK, caller.id(), request.ip());
        start(request, run, cause, new Rollback(run.number(), path));
    }

    /** With the parameters of the earlier run; its trigger was the Console's and is not repeated. */
    private void start(Context request, Run run, Cause cause, @Nullable Rollback rollback) {
        Map<String, String> parameters = new HashMap<>(run.parameters());
        parameters.remove(TriggerParameters.TRIGGER_ID);
        Accepted accepted = context.trigger().start(new NewRun(run.job(), parameters, "", cause, rollback));
        request.redirect(Links.queueItem(accepted.id()), HttpStatus.SEE_OTHER);
    }
}
