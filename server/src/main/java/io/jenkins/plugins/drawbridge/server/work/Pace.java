package io.jenkins.plugins.drawbridge.server.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * How often a server looks for work and says that it lives.
 *
 * @param heartbeat one that misses four of them is taken for dead
 */
record Pace(Duration polling, Duration heartbeat) {

    static final Pace DEFAULT = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    /** What only a database that does not answer makes happen is tried again soon. */
    static FailureHandler<Void> retried() {
        return new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE);
    }

    SchedulerBuilder scheduler(DataSource source, List<Task<?>> tasks) {
        return Scheduler.create(source, tasks)
                .pollingInterval(polling)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(SHUTDOWN)
                .schedulerName(new SchedulerName.Fixed(
                        "drawbridge-" + UUID.randomUUID().toString().substring(0, 8)));
    }
}
