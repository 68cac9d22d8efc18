package io.jenkins.plugins.drawbridge.server.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

final class JdbiRuns implements Runs {

    private final Jdbi jdbi;

    JdbiRuns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Run> byId(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from run where id = :id")
                .bind("id", id)
                .map(Rows::run)
                .findOne());
    }

    @Override
    public Optional<Run> byNumber(String job, int number) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from run where job = :job and build = :build")
                .bind("job", job)
                .bind("build", number)
                .map(Rows::run)
                .findOne());
    }

    @Override
    public List<Run> ofJob(String job, int limit, long beforeId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from run where job = :job and id < :before order by id desc limit :limit")
                .bind("job", job)
                .bind("before", beforeId)
                .bind("limit", limit)
                .map(Rows::run)
                .list());
    }

    @Override
    public Page<Run> page(RunQuery query) {
        return jdbi.withHandle(handle -> new Turning<Run>(
                        (place, id, limit) -> rows(handle, query, place)
                                .bind("id", id)
                                .bind("limit", limit)
                                .map(Rows::run)
                                .list(),
                        Run::id)
                .page(query.place()));
    }

    private static Query rows(Handle handle, RunQuery query, String place) {
        RunResult result = query.result();
        String only = (query.environment().isEmpty() ? "" : "environment = :environment and ")
                + (result == null ? "" : "state = 'ENDED' and result = :result and ");
        return handle.createQuery("select * from run where job = :job and " + only + place + " limit :limit")
                .bind("job", query.job())
                .bindMap(Map.of(
                        "environment", Json.clean(query.environment()), "result", result == null ? "" : result.name()));
    }

    @Override
    public List<Run> builds(String job, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from run where job = :job"
                        + " and build is not null order by build desc limit :limit")
                .bind("job", job)
                .bind("limit", limit)
                .map(Rows::run)
                .list());
    }

    @Override
    public List<Run> recent(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from run order by id desc limit :limit")
                .bind("limit", limit)
                .map(Rows::run)
                .list());
    }

    @Override
    public List<Run> unfinished(String job) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from run"
                        + " where state in ('QUEUED', 'RUNNING', 'WAITING') and (:job = '' or job = :job) order by id")
                .bind("job", job)
                .map(Rows::run)
                .list());
    }

    @Override
    public Optional<Run> last(String job, RunResult... results) {
        if (results.length == 0) {
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select * from run where job = :job and build is not null order by build desc limit 1")
                    .bind("job", job)
                    .map(Rows::run)
                    .findOne());
        }
        return jdbi.withHandle(handle -> handle.createQuery("select * from run where job = :job and build is not null"
                        + " and state = 'ENDED' and result in (<results>) order by build desc limit 1")
                .bind("job", job)
                .bindList("results", Arrays.stream(results).map(RunResult::name).toList())
                .map(Rows::run)
                .findOne());
    }

    @Override
    public List<Run> ofEnvironment(String environment, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from run where environment = :environment"
                        + " and build is not null order by id desc limit :limit")
                .bind("environment", environment)
                .bind("limit", limit)
                .map(Rows::run)
                .list());
    }

    @Override
    public int nextNumber(String job) {
        return jdbi.withHandle(handle -> JdbiJournal.nextNumber(handle, job));
    }
}
