package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;
import java.util.Optional;

/** The runs, to read. Thread-safe; every call sees what was committed before it. */
public interface Runs {

    Optional<Run> byId(long id);

    Optional<Run> byNumber(String job, int number);

    /** Newest first. */
    List<Run> ofJob(String job, int limit, long beforeId);

    /** Takes as long for the oldest as for the newest. */
    Page<Run> page(RunQuery query);

    /** Those that have begun, newest first. */
    List<Run> builds(String job, int limit);

    /** Newest first, of all jobs. */
    List<Run> recent(int limit);

    /** Waiting or running, oldest first; empty job: of all jobs. */
    List<Run> unfinished(String job);

    /** The last build of a job, of any or one of the given results; no result given: also one that still runs. */
    Optional<Run> last(String job, RunResult... results);

    /** The last builds that deployed to an environment, newest first. */
    List<Run> ofEnvironment(String environment, int limit);

    /** The number that the job's next build gets. */
    int nextNumber(String job);
}
