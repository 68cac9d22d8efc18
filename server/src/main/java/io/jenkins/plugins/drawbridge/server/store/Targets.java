package io.jenkins.plugins.drawbridge.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who may deploy where, one run at a time. What a run that has ended holds is nobody's. */
final class Targets {

    /** The oldest ones: one of them goes on, and the next is told then. */
    private static final int MOST_TOLD = 10;

    private static Optional<Run> holder(Handle handle, String target) {
        return handle.createQuery("select run.* from run join deploy_lock on deploy_lock.run = run.id"
                        + " where deploy_lock.target = :target")
                .bind("target", target)
                .map(Rows::run)
                .findOne();
    }

    boolean lock(Handle handle, String target, long run) {
        Optional<Run> holder = holder(handle, target);
        if (holder.isEmpty()) {
            return handle.execute("insert into deploy_lock (target, run) values (?, ?)", target, run) > 0;
        }
        if (holder.get().ended()) {
            return handle.execute(
                            "update deploy_lock set run = ? where target = ? and run = ?",
                            run,
                            target,
                            holder.get().id())
                    > 0;
        }
        return holder.get().id() == run;
    }

    boolean isTaken(Handle handle, String target, long byOtherThan) {
        return holder(handle, target)
                .filter(run -> run.id() != byOtherThan && !run.ended())
                .isPresent();
    }

    int unlock(Handle handle, String target, long run) {
        return handle.execute("delete from deploy_lock where target = ? and run = ?", target, run);
    }

    /** One statement for each task, so that two that end at once cannot wait for each other. */
    void lookAgain(Jdbi jdbi, long inTheWay, Instant now) {
        jdbi.useHandle(handle -> {
            for (String task : putOff(handle, inTheWay, now)) {
                handle.createUpdate("update scheduled_tasks set execution_time = :now where task_name = 'run'"
                                + " and task_instance = :task and execution_time > :now and not picked")
                        .bind("now", Rows.at(now))
                        .bind("task", task)
                        .execute();
            }
        });
    }

    /** Of the same job, or to the same namespace. */
    private static List<String> putOff(Handle handle, long inTheWay, Instant now) {
        return handle.createQuery("select task.task_instance from run mine"
                        + " join run on run.job = mine.job or (mine.namespace <> '' and run.namespace = mine.namespace)"
                        + " join scheduled_tasks task on task.task_name = 'run'"
                        + " and task.task_instance = cast(run.id as varchar)"
                        + " where mine.id = :mine and run.id <> mine.id and run.state = 'RUNNING'"
                        + " and task.execution_time > :now and not task.picked order by run.id limit :most")
                .bind("mine", inTheWay)
                .bind("now", Rows.at(now))
                .bind("most", MOST_TOLD)
                .mapTo(String.class)
                .list();
    }
}
