package io.jenkins.plugins.drawbridge.server.web.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.RunState;
import io.jenkins.plugins.drawbridge.server.store.Runs;
import io.jenkins.plugins.drawbridge.server.web.Links;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs and jobs as Jenkins's API shows them. */
final class JenkinsJson {

    private static final int MOST_BUILDS = 100;
    private static final String BUILD = "org.jenkinsci.plugins.workflow.job.WorkflowRun";
    private static final String JOB = "org.jenkinsci.plugins.workflow.job.WorkflowJob";

    private final Runs runs;
    private final String root;

    /** @param root URL without a slash at its end */
    JenkinsJson(Runs runs, String root) {
        this.runs = runs;
        this.root = root;
    }

    ObjectNode queueItem(Run run) {
        return queueItem(run, 0);
    }

    ObjectNode queueItem(Run run, int depth) {
        ObjectNode json = object(queueClass(run));
        json.set("actions", actions(run));
        json.put("blocked", false).put("buildable", run.state() == RunState.QUEUED);
        json.put("id", run.id()).put("inQueueSince", run.queuedAt().toEpochMilli());
        json.put(
                "params",
                run.parameters().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(entry -> "\n" + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining()));
        json.put("stuck", false);
        ObjectNode task = json.putObject("task");
        task.put("_class", JOB).put("name", lastName(run.job())).put("url", root + Links.job(run.job()));
        json.put("url", "queue/item/" + run.id() + "/");
        if (run.state() == RunState.QUEUED) {
            json.put("why", "Waiting for its turn");
            json.put("pending", false);
            json.put("buildableStartMilliseconds", run.queuedAt().toEpochMilli());
        } else {
            json.putNull("why");
            json.put("cancelled", run.number() == 0);
            if (run.number() == 0) {
                json.putNull("executable");
            } else {
                json.set("executable", depth == 0 ? buildLink(run) : build(run));
            }
        }
        return json;
    }

    private static String queueClass(Run run) {
        return run.state() == RunState.QUEUED ? "hudson.model.Queue$BuildableItem" : "hudson.model.Queue$LeftItem";
    }

    ObjectNode build(Run run) {
        return build(run, estimated(run.job()));
    }

    private ObjectNode build(Run run, long estimated) {
        ObjectNode json = object(BUILD);
        json.set("actions", actions(run));
        json.put("building", !run.ended());
        json.put("description", run.reason().isEmpty() ? null : run.reason());
        json.put("displayName", "#" + run.number()).put("duration", duration(run));
        json.put("estimatedDuration", estimated);
        json.putNull("executor");
        json.put("fullDisplayName", run.job().replace("/", " » ") + " #" + run.number());
        json.put("id", String.valueOf(run.number())).put("keepLog", false);
        json.put("number", run.number()).put("queueId", run.id());
        json.put("result", result(run));
        json.put("timestamp", started(run).toEpochMilli());
        json.put("url", url(run));
        json.putArray("artifacts");
        json.putArray("changeSets");
        json.putArray("culprits");
        json.put("inProgress", !run.ended());
        return json;
    }

    /** Jenkins knows the result of some builds before they end; ours are told when they have. */
    private static @org.jspecify.annotations.Nullable String result(Run run) {
        RunResult result = run.result();
        return run.ended() && result != null ? result.name() : null;
    }

    private static long duration(Run run) {
        Instant ended = run.endedAt();
        return ended == null
                ? 0
                : Math.max(0, Duration.between(started(run), ended).toMillis());
    }

    private static Instant started(Run run) {
        return Optional.ofNullable(run.startedAt()).orElse(run.queuedAt());
    }

    private long estimated(String job) {
        return runs.last(job, RunResult.SUCCESS).map(JenkinsJson::duration).orElse(-1L);
    }

    private static ArrayNode actions(Run run) {
        ArrayNode actions = JsonNodeFactory.instance.arrayNode();
        ObjectNode causes = actions.addObject().put("_class", "hudson.model.CauseAction");
        causes.putArray("causes")
                .addObject()
                .put("_class", "hudson.model.Cause$UserIdCause")
                .put("shortDescription", cause(run))
                .put("userId", run.cause().who());
        ObjectNode parameters = actions.addObject().put("_class", "hudson.model.ParametersAction");
        ArrayNode list = parameters.putArray("parameters");
        run.parameters().forEach((name, value) -> list.addObject()
                .put("_class", "hudson.model.StringParameterValue")
                .put("name", name)
                .put("value", value));
        if (!run.facts().commit().isEmpty()) {
            ObjectNode git = actions.addObject().put("_class", "hudson.plugins.git.util.BuildData");
            git.putObject("lastBuiltRevision")
                    .put("SHA1", run.facts().commit())
                    .putArray("branch")
                    .addObject()
                    .put("SHA1", run.facts().commit())
                    .put("name", run.facts().revision());
        }
        return actions;
    }

    private static String cause(Run run) {
        return switch (run.cause().kind()) {
            case CONSOLE ->
                "Started by the Console"
                        + (run.key().isEmpty()
                                ? ""
                                : " (trigger " + run.key() + ", environment "
                                        + run.parameters().getOrDefault("ENVIRONMENT_TO_DEPLOY", "none") + ")");
            case USER -> "Started by user " + run.cause().who();
            case ROLLBACK -> "Rollback by user " + run.cause().who();
        };
    }

    /** @param depth how far what belongs to it is shown in full, rather than by name and URL */
    ObjectNode job(JobSettings job, int depth) {
        List<Run> builds = runs.builds(job.id(), MOST_BUILDS);
        long estimated = depth == 0 ? -1 : estimated(job.id());
        Function<Run, ObjectNode> shown = run -> depth == 0 ? buildLink(run) : build(run, estimated);
        List<Run> queued = runs.unfinished(job.id()).stream()
                .filter(run -> run.state() == RunState.QUEUED)
                .toList();
        ObjectNode json = object(JOB);
        json.putArray("actions");
        json.put("description", job.description()).put("displayName", lastName(job.id()));
        json.put("fullDisplayName", job.id().replace("/", " » ")).put("fullName", job.id());
        json.put("name", lastName(job.id())).put("url", root + Links.job(job.id()));
        json.put("buildable", true).put("color", colour(builds)).put("disabled", false);
        ArrayNode list = json.putArray("builds");
        builds.forEach(run -> list.add(shown.apply(run)));
        json.put("concurrentBuild", true).put("inQueue", !queued.isEmpty()).put("keepDependencies", false);
        notable(job.id())
                .forEach((name, run) ->
                        json.set(name, run.<JsonNode>map(shown).orElse(JsonNodeFactory.instance.nullNode())));
        json.put("nextBuildNumber", runs.nextNumber(job.id()));
        json.putArray("property");
        if (queued.isEmpty()) {
            json.putNull("queueItem");
        } else {
            json.set("queueItem", queueItem(queued.get(queued.size() - 1)));
        }
        json.put("resumeBlocked", false);
        return json;
    }

    private Map<String, Optional<Run>> notable(String job) {
        Map<String, Optional<Run>> builds = new LinkedHashMap<>();
        builds.put("firstBuild", runs.byNumber(job, 1));
        builds.put("lastBuild", runs.last(job));
        builds.put("lastCompletedBuild", runs.last(job, RunResult.values()));
        builds.put("lastFailedBuild", runs.last(job, RunResult.FAILURE));
        builds.put("lastStableBuild", runs.last(job, RunResult.SUCCESS));
        builds.put("lastSuccessfulBuild", runs.last(job, RunResult.SUCCESS, RunResult.UNSTABLE));
        builds.put("lastUnstableBuild", runs.last(job, RunResult.UNSTABLE));
        builds.put("lastUnsuccessfulBuild", runs.last(job, RunResult.UNSTABLE, RunResult.FAILURE, RunResult.ABORTED));
        return builds;
    }

    /** With what the oldest form of the Console's polling asks for. */
    private ObjectNode buildLink(Run run) {
        ObjectNode json = object(BUILD).put("number", run.number()).put("url", url(run));
        return json.put("queueId", run.id()).put("result", result(run)).put("building", !run.ended());
    }

    private String url(Run run) {
        return root + Links.run(run);
    }

    private static String colour(List<Run> builds) {
        Optional<Run> ended = builds.stream().filter(Run::ended).findFirst();
        boolean runs = !builds.isEmpty() && !builds.get(0).ended();
        String colour = ended.map(Run::result)
                .map(result -> switch (result) {
                    case SUCCESS -> "blue";
                    case UNSTABLE -> "yellow";
                    case FAILURE -> "red";
                    default -> "aborted";
                })
                .orElse("notbuilt");
        return runs ? colour + "_anime" : colour;
    }

    ObjectNode jobLink(JobSettings job) {
        List<Run> builds = runs.builds(job.id(), 5);
        return object(JOB)
                .put("name", lastName(job.id()))
                .put("fullName", job.id())
                .put("url", root + Links.job(job.id()))
                .put("color", colour(builds));
    }

    static ObjectNode object(String type) {
        return JsonNodeFactory.instance.objectNode().put("_class", type);
    }

    private static String lastName(String job) {
        return job.substring(job.lastIndexOf('/') + 1);
    }
}
