package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.config.Settings;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.store.Runs;
import io.jenkins.plugins.drawbridge.server.web.access.Gate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything below {@code /job/}: folders as Jenkins writes them ({@code /job/a/job/b}), builds by number or by Jenkins's
 * names ({@code lastBuild}). Register first, then add.
 */
public final class JobRoutes implements WebPart {

    /** Answers about a job that is configured. */
    public interface JobHandler {
        void handle(Context request, JobSettings job);
    }

    /** Answers about a build. */
    public interface BuildHandler {
        void handle(Context request, JobSettings job, Run build);
    }

    private final Map<String, JobHandler> jobs = new HashMap<>();
    private final Map<String, BuildHandler> builds = new HashMap<>();
    private final Map<String, JobHandler> open = new HashMap<>();
    private final Supplier<Settings> settings;
    private final Runs runs;
    private final Gate gate;

    public JobRoutes(Supplier<Settings> settings, Runs runs, Gate gate) {
        this.settings = settings;
        this.runs = runs;
        this.gate = gate;
    }

    /** @param rest what follows the job's name, without slashes around it; callers need the role {@code view} */
    public void get(String rest, JobHandler handler) {
        jobs.put("GET " + rest, handler);
    }

    public void post(String rest, JobHandler handler) {
        jobs.put("POST " + rest, handler);
    }

    /** @param rest what follows the build's number */
    public void getBuild(String rest, BuildHandler handler) {
        builds.put("GET " + rest, handler);
    }

    public void postBuild(String rest, BuildHandler handler) {
        builds.put("POST " + rest, handler);
    }

    /** Who may call is decided by the handler itself, which is also asked about jobs that do not exist. */
    public void postOpen(String rest, JobHandler handler) {
        open.put("POST " + rest, handler);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/job/*", this::answer);
        routes.post("/job/*", this::answer);
    }

    private void answer(Context request) {
        List<String> segments = segments(request.path());
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at + 1 < segments.size() && segments.get(at).equals("job")) {
            names.add(segments.get(at + 1));
            at += 2;
        }
        String id = String.join("/", names);
        List<String> rest = segments.subList(at, segments.size());
        String method = request.method().name() + " ";
        JobHandler byAnyone = open.get(method + String.join("/", rest));
        Optional<JobSettings> job = settings.get().job(id);
        if (byAnyone != null) {
            byAnyone.handle(request, job.orElse(UnknownJob.INSTANCE));
            return;
        }
        gate.require(request, Role.VIEW);
        dispatch(request, job.orElseThrow(Problem::notFound), method, rest);
    }

    private void dispatch(Context request, JobSettings job, String method, List<String> rest) {
        JobHandler ofJob = jobs.get(method + String.join("/", rest));
        if (ofJob != null) {
            ofJob.handle(request, job);
            return;
        }
        if (method.equals("GET ") && isPostedToJob(rest)) {
            throw onlyPosted();
        }
        String ofOne = rest.isEmpty() ? "" : String.join("/", rest.subList(1, rest.size()));
        BuildHandler ofBuild = rest.isEmpty() ? null : builds.get(method + ofOne);
        if (ofBuild == null) {
            throw method.equals("GET ") && builds.containsKey("POST " + ofOne) ? onlyPosted() : Problem.notFound();
        }
        ofBuild.handle(request, job, build(job.id(), rest.get(0)).orElseThrow(Problem::notFound));
    }

    private boolean isPostedToJob(List<String> rest) {
        String posted = "POST " + String.join("/", rest);
        return open.containsKey(posted) || jobs.containsKey(posted);
    }

    private static Problem onlyPosted() {
        return new Problem(405, "This takes a POST.", Map.of("Allow", "POST"));
    }

    private Optional<Run> build(String job, String word) {
        return switch (word) {
            case "lastBuild" -> runs.last(job);
            case "lastCompletedBuild" -> runs.last(job, RunResult.values());
            case "lastSuccessfulBuild" -> runs.last(job, RunResult.SUCCESS, RunResult.UNSTABLE);
            case "lastStableBuild" -> runs.last(job, RunResult.SUCCESS);
            case "lastUnstableBuild" -> runs.last(job, RunResult.UNSTABLE);
            case "lastFailedBuild" -> runs.last(job, RunResult.FAILURE);
            case "lastUnsuccessfulBuild" ->
                runs.last(job, RunResult.UNSTABLE, RunResult.FAILURE, RunResult.ABORTED, RunResult.NOT_BUILT);
            default -> word.matches("[1-9][0-9]{0,8}") ? runs.byNumber(job, Integer.parseInt(word)) : Optional.empty();
        };
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment));
            }
        }
        return segments;
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) { // no job has such a name
            throw Problem.notFound();
        }
    }
}
