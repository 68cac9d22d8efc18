package io.jenkins.plugins.drawbridge.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Requests to rows: those that are known already get the answer they had. */
final class Intake {

    private static final Optional<Accepted> CONTRADICTION = Optional.of(new Accepted(0, Accepted.Kind.CONTRADICTED));

    private final Clock clock;

    Intake(Clock clock) {
        this.clock = clock;
    }

    /** @param room so many new ones at most */
    List<Optional<Accepted>> accept(Handle handle, List<NewRun> requests, long room, Consumer<List<Long>> alongside) {
        Messages messages = Messages.of(requests, handle);
        List<NewRun> rest = new ArrayList<>();
        List<Integer> contradicted = new ArrayList<>();
        for (int index = 0; index < requests.size(); index++) {
            if (messages.contradict(requests.get(index))) {
                contradicted.add(index);
            } else {
                rest.add(requests.get(index));
            }
        }
        List<Optional<Accepted>> answers = new ArrayList<>(acceptRest(handle, rest, room, alongside));
        messages.keep(IntStream.range(0, rest.size())
                .filter(index -> answers.get(index).isPresent())
                .mapToObj(rest::get)
                .toList());
        // In rising order, so that each comes to stand where its request does.
        contradicted.forEach(index -> answers.add(index, CONTRADICTION));
        return answers;
    }

    private List<Optional<Accepted>> acceptRest(
            Handle handle, List<NewRun> requests, long room, Consumer<List<Long>> alongside) {
        Map<List<String>, Accepted> known = known(handle, requests);
        Map<List<String>, NewRun> fresh = new HashMap<>();
        requests.forEach(request -> {
            if (!known.containsKey(identity(request)) && fresh.size() < room) {
                fresh.putIfAbsent(identity(request), request);
            }
        });
        // In the same order on all servers, so that two with the same requests cannot wait for each other.
        List<List<String>> order = fresh.keySet().stream()
                .sorted(Comparator.comparing((List<String> words) -> String.join("\n", words)))
                .toList();
        List<Long> ids = insert(handle, order.stream().map(fresh::get).toList());
        alongside.accept(ids);
        for (int index = 0; index < ids.size(); index++) {
            known.put(order.get(index), new Accepted(ids.get(index), Accepted.Kind.NEW));
        }
        return answers(requests, known);
    }

    private static List<Optional<Accepted>> answers(List<NewRun> requests, Map<List<String>, Accepted> known) {
        List<Optional<Accepted>> answers = new ArrayList<>();
        for (NewRun request : requests) {
            Accepted.Kind again = request.key().isEmpty() ? Accepted.Kind.MERGED : Accepted.Kind.REPEATED;
            Optional<Accepted> answer = Optional.ofNullable(known.get(identity(request)));
            answers.add(answer);
            answer.ifPresent(given -> known.put(identity(request), new Accepted(given.id(), again)));
        }
        return answers;
    }

    private static Map<List<String>, Accepted> known(Handle handle, List<NewRun> requests) {
        Map<String, List<NewRun>> byJob = new HashMap<>();
        requests.forEach(request ->
                byJob.computeIfAbsent(request.job(), job -> new ArrayList<>()).add(request));
        Map<List<String>, Accepted> known = new HashMap<>();
        byJob.forEach((job, ofJob) -> {
            known.putAll(find(handle, job, "trigger_key", ofJob, false));
            known.putAll(find(handle, job, "twin", ofJob, true));
        });
        return known;
    }

    private static Map<List<String>, Accepted> find(
            Handle handle, String job, String column, List<NewRun> requests, boolean keyless) {
        List<String> values = requests.stream()
                .filter(request -> request.key().isEmpty() == keyless)
                .map(request -> keyless ? twin(request) : request.key())
                .distinct()
                .toList();
        Map<List<String>, Accepted> found = new HashMap<>();
        if (values.isEmpty()) {
            return found;
        }
        Accepted.Kind kind = keyless ? Accepted.Kind.MERGED : Accepted.Kind.REPEATED;
        handle.createQuery(
                        "select id, " + column + " as word from run where job = :job and " + column + " in (<values>)")
                .bind("job", job)
                .bindList("values", values)
                .map((row, context) -> Map.entry(row.getString("word"), row.getLong("id")))
                .forEach(
                        entry -> found.put(List.of(job, column, entry.getKey()), new Accepted(entry.getValue(), kind)));
        return found;
    }

    /** Two requests with the same identity are one run. */
    private static List<String> identity(NewRun request) {
        return request.key().isEmpty()
                ? List.of(request.job(), "twin", twin(request))
                : List.of(request.job(), "trigger_key", request.key());
    }

    private static String twin(NewRun request) {
        String text = Json.write(request.parameters()) + "\n" + request.rollback();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private List<Long> insert(Handle handle, List<NewRun> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch = handle.prepareBatch("insert into run (job, state, parameters, trigger_key, twin,"
                + " cause_kind, cause_who, cause_address, rollback_build, rollback_section, callback, queued_at)"
                + " values (:job, 'QUEUED', :parameters, :key, :twin, :kind, :who, :address, :build, :section, 'NONE',"
                + " :now)");
        OffsetDateTime now = Rows.at(clock.instant());
        for (NewRun run : runs) {
            Rollback rollback = run.rollback();
            batch.bind("job", run.job())
                    .bind("parameters", Json.write(run.parameters()))
                    .bind("key", run.key().isEmpty() ? null : run.key())
                    .bind("twin", run.key().isEmpty() ? twin(run) : null)
                    .bind("kind", run.cause().kind().name())
                    .bind("who", Json.fit(run.cause().who(), 400))
                    .bind("address", Json.fit(run.cause().address(), 100))
                    .bind("build", rollback == null ? null : rollback.build())
                    .bind("section", rollback == null ? null : rollback.section())
                    .bind("now", now)
                    .add();
        }
        return batch.executePreparedBatch("id").mapTo(Long.class).list();
    }
}
