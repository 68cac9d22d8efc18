package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Which builds keep their log, steps and reports. A run's own row is never deleted. */
final class Retention {

    /** A log may be large, and so a transaction is to be small. */
    static final int AT_ONCE = 20;

    private static final String OVERDUE =
            """
            select run.id, run.build, coalesce(retention.builds, :keep) as keep
            from run left join retention on retention.job = run.job
            where not run.pruned and run.state = 'ENDED' and (:job = '' or run.job = :job)
              and (run.build is null
                or run.build <= (select max(build) from run other where other.job = run.job)
                  - coalesce(retention.builds, :keep))
            order by run.id limit :most
            """;

    private record Overdue(long run, int build, int keep) {}

    int retain(Handle handle, String job, int keep) {
        if (keep <= 0) {
            return handle.execute("delete from retention where job = ?", job);
        }
        int updated = handle.execute("update retention set builds = ? where job = ?", keep, job);
        return updated > 0 ? updated : handle.execute("insert into retention (job, builds) values (?, ?)", job, keep);
    }

    /** @param job empty: all jobs */
    int prune(Handle handle, String job, int keep) {
        List<Overdue> overdue = handle.createQuery(OVERDUE)
                .bind("job", job)
                .bind("keep", keep)
                .bind("most", AT_ONCE)
                .map((row, context) -> new Overdue(row.getLong("id"), row.getInt("build"), row.getInt("keep")))
                .list();
        overdue.forEach(run -> prune(handle, run));
        return overdue.size();
    }

    private static void prune(Handle handle, Overdue overdue) {
        int mine = handle.execute("update run set pruned = true where id = ? and not pruned", overdue.run());
        if (mine == 0 || overdue.build() == 0) {
            return;
        }
        for (String table : List.of("log", "step", "section", "question", "begun_plan")) {
            handle.execute("delete from " + table + " where run = ?", overdue.run());
        }
        LogRows.insert(
                handle,
                overdue.run(),
                0,
                "[Drawbridge] discarded: the newest " + overdue.keep()
                        + " builds of this job keep their log, stages and reports\n");
    }
}
