package io.jenkins.plugins.drawbridge.webhook;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.ScheduleResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jspecify.annotations.Nullable;

/**
 * Triggers in Jenkins's queue and among its builds. A build is a trigger's if one of its causes says so: ids of the queue come
 * again after a crash, numbers of builds after a job was made anew, and equal items are folded into one. Stateless.
 */
final class ConsoleBuilds {

    private static final int MOST = 100;

    private ConsoleBuilds() {}

    /** @return the id in the queue */
    static long schedule(Job<?, ?> job, Triggers.Wish wish, TriggerRecord record) throws Refusal {
        List<Action> actions = new ArrayList<>();
        actions.add(new CauseAction(new ConsoleCause(record)));
        actions.add(wish.parameters());
        int quiet = job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> paced ? paced.getQuietPeriod() : 0;
        if (!(job instanceof Queue.Task task)) {
            throw new Refusal(409, "the job cannot be built");
        }
        ScheduleResult result = Jenkins.get().getQueue().schedule2(task, quiet, actions);
        Queue.Item item = result.getItem();
        if (item == null) {
            throw new Refusal(503, "Jenkins takes no builds now; try again later");
        }
        return item.getId();
    }

    /** The triggers that are among the causes of an item or a build, by their keys. */
    static Stream<String> keys(List<Cause> causes) {
        return causes.stream().filter(ConsoleCause.class::isInstance).map(cause -> ((ConsoleCause) cause).key());
    }

    static boolean isQueued(TriggerRecord record) {
        Queue.Item item = Jenkins.get().getQueue().getItem(record.queueId());
        return item != null
                && isAskedForBy(record, item.getCauses())
                && !(item instanceof Queue.LeftItem left && left.isCancelled());
    }

    static @Nullable Run<?, ?> find(TriggerRecord record, Job<?, ?> job) {
        if (record.number() != 0) {
            Run<?, ?> run = job.getBuildByNumber(record.number());
            return run != null && isAskedForBy(record, run.getCauses()) ? run : null;
        }
        int looked = 0;
        for (Run<?, ?> run : job.getBuilds()) {
            if (isAskedForBy(record, run.getCauses())) {
                return run;
            }
            if (++looked == MOST) {
                break;
            }
        }
        return null;
    }

    private static boolean isAskedForBy(TriggerRecord record, List<Cause> causes) {
        return keys(causes).anyMatch(record.key()::equals);
    }
}
