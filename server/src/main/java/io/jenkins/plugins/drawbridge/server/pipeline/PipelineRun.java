package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.JenkinsfileReader;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Pipeline;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Post;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Stage;
import io.jenkins.plugins.drawbridge.server.source.Checkout;
import io.jenkins.plugins.drawbridge.server.store.Rollback;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.work.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt at one run, from the Jenkinsfile to the end. */
final class PipelineRun {

    private static final long LARGEST_JENKINSFILE = 256 * 1024;

    private final RunContext context;
    private final JenkinsfileReader reader;

    PipelineRun(RunContext context, JenkinsfileReader reader) {
        this.context = context;
        this.reader = reader;
    }

    Ending run() {
        refuseForeignEnvironment();
        Rollback rollback = context.run().rollback();
        if (rollback != null) {
            new RollbackRun(context).run(rollback);
            return new Ending.Ended(context.result(), context.reason());
        }
        String revision = revision();
        Checkout files = context.files(revision);
        context.log().line("Checking out " + revision + " (" + files.commit().id() + ")");
        Pipeline pipeline = reader.read(context.job().jenkinsfile(), jenkinsfile(files.folder()));
        new PipelineCheck(context.job(), context.run().parameters()).check(pipeline);
        waitForTurn(pipeline);
        Frame frame = frame(pipeline, files, revision);
        context.log().line("[Pipeline] Start of Pipeline");
        stages(pipeline, frame);
        context.log().line("[Pipeline] End of Pipeline");
        discard(pipeline);
        return new Ending.Ended(context.result(), context.reason());
    }

    private void refuseForeignEnvironment() {
        String asked = context.run().parameters().getOrDefault("ENVIRONMENT_TO_DEPLOY", "");
        List<String> allowed = context.job().environments();
        if (!asked.isEmpty() && !allowed.isEmpty() && !allowed.contains(asked)) {
            throw new InputException("the job " + context.job().id() + " may not deploy to '" + asked + "', only to "
                    + String.join(", ", allowed));
        }
    }

    private String revision() {
        String asked = context.run().parameters().getOrDefault("REVISION", "");
        return asked.isBlank() ? context.job().repository().revision() : asked.strip();
    }

    private String jenkinsfile(Path folder) {
        JobSettings job = context.job();
        Path file = folder.resolve(job.jenkinsfile()).normalize();
        try {
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                throw new InputException("there is no " + job.jenkinsfile() + " in the repository at this revision");
            }
            if (Files.size(file) > LARGEST_JENKINSFILE) {
                throw new InputException(job.jenkinsfile() + " is larger than 256 KiB");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new InputException(job.jenkinsfile() + " cannot be read; is it UTF-8?", unreadable);
        }
    }

    /** With disableConcurrentBuilds, the oldest goes first. */
    private void waitForTurn(Pipeline pipeline) {
        Run run = context.run();
        if (!pipeline.options().disableConcurrentBuilds()) {
            return;
        }
        Optional<Run> before = Obstacle.first(context.store().runs(), run);
        if (before.isPresent()) {
            context.look(Frame.first(new Variables(Map.of(), Map.of())));
            context.log().line("waiting: #" + before.get().number() + " of this job goes first");
            throw Interrupted.later(Obstacle.TURN);
        }
        context.log().loud();
    }

    private Frame frame(Pipeline pipeline, Checkout files, String revision) {
        Run run = context.run();
        RunParameters parameters = RunParameters.of(pipeline, context.job(), run.parameters());
        if (!parameters.leftOut().isEmpty()) {
            context.log()
                    .line("left out, since the Jenkinsfile declares no such parameters: "
                            + String.join(", ", parameters.leftOut()));
        }
        String number = String.valueOf(run.number());
        Map<String, String> environment = new HashMap<>(Map.of(
                "BUILD_NUMBER",
                number,
                "BUILD_ID",
                number,
                "BUILD_URL",
                context.page(),
                "JOB_NAME",
                run.job(),
                "BUILD_TAG",
                "drawbridge-" + run.job().replace('/', '-') + "-" + number,
                "BRANCH_NAME",
                revision,
                "GIT_COMMIT",
                files.commit().id(),
                "GIT_BRANCH",
                revision));
        Frame frame = Frame.first(new Variables(parameters.values(), environment));
        Duration timeout = pipeline.options().timeout();
        return timeout == null ? frame : frame.until(beginning(pipeline).plus(timeout));
    }

    /** A run that waits for its turn has not begun, however long that takes. */
    private Instant beginning(Pipeline pipeline) {
        Run run = context.run();
        if (pipeline.options().disableConcurrentBuilds()) {
            return context.journal().turn(run.id());
        }
        return Optional.ofNullable(run.startedAt()).orElse(context.clock().instant());
    }

    private void stages(Pipeline pipeline, Frame frame) {
        StageRunner stages = new StageRunner(context);
        Frame within = stages.bound(pipeline.environment(), frame);
        try {
            for (int index = 0; index < pipeline.stages().size(); index++) {
                Stage stage = pipeline.stages().get(index);
                if (context.result().compareTo(RunResult.UNSTABLE) > 0) {
                    stages.skipped(stage, within.at(String.valueOf(index)));
                } else {
                    stages.run(stage, within.at(String.valueOf(index)));
                }
            }
        } catch (Interrupted interrupted) {
            if (!interrupted.ends()) {
                throw interrupted;
            }
            context.worsen(interrupted.result(), interrupted.sentence());
        }
        post(pipeline.post(), within, stages);
    }

    private void post(Post post, Frame frame, StageRunner stages) {
        if (!post.equals(Post.NONE)) {
            context.log().line("[Pipeline] stage");
            context.log().line("[Pipeline] { (Post Actions)");
            stages.post(post, frame.closed());
            context.log().line("[Pipeline] }");
        }
    }

    private void discard(Pipeline pipeline) {
        context.store().writes().retain(context.run().job(), pipeline.options().buildsToKeep());
    }
}
