package io.jenkins.plugins.drawbridge.server.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The messages of one transaction's requests: an id that was accepted stands for one body, for good. */
final class Messages {

    private record Name(String job, String id) {

        static Name of(NewRun request, Message message) {
            return new Name(request.job(), message.id());
        }
    }

    private final Handle handle;
    private final Map<Name, String> kept = new HashMap<>();
    private final Map<Name, String> heard = new HashMap<>();

    private Messages(Handle handle) {
        this.handle = handle;
    }

    static Messages of(List<NewRun> requests, Handle handle) {
        Messages messages = new Messages(handle);
        Map<String, Set<String>> byJob = new TreeMap<>();
        for (NewRun request : requests) {
            Message message = request.message();
            if (message != null) {
                byJob.computeIfAbsent(request.job(), job -> new TreeSet<>()).add(message.id());
            }
        }
        byJob.forEach(messages::load);
        messages.heard.putAll(messages.kept);
        return messages;
    }

    private void load(String job, Set<String> ids) {
        handle.createQuery("select id, digest from message where job = :job and id in (<ids>)")
                .bind("job", job)
                .bindList("ids", List.copyOf(ids))
                .map((row, context) -> new Message(row.getString("id"), row.getString("digest")))
                .forEach(message -> kept.put(new Name(job, message.id()), message.digest()));
    }

    /** Whether the message's id came before with another body. */
    boolean contradict(NewRun request) {
        Message message = request.message();
        if (message == null) {
            return false;
        }
        String first = heard.putIfAbsent(Name.of(request, message), message.digest());
        return first != null && !first.equals(message.digest());
    }

    /** Remembers those that were accepted. */
    void keep(List<NewRun> accepted) {
        PreparedBatch batch = handle.prepareBatch("insert into message (job, id, digest) values (:job, :id, :digest)");
        for (NewRun request : accepted) {
            Message message = request.message();
            if (message != null && kept.putIfAbsent(Name.of(request, message), message.digest()) == null) {
                batch.bind("job", request.job())
                        .bind("id", message.id())
                        .bind("digest", message.digest())
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
