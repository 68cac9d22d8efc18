package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Lets callers that arrive together share one commit: one thread writes what has gathered while it wrote before. A
 * caller's call returns when its own request is on disk. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {

    private static final int MOST_AT_ONCE = 500;
    private static final long LONGEST_IDLE_MILLIS = 100;
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

    private record Waiting(NewRun request, CompletableFuture<Optional<Accepted>> answer) {}

    private final BlockingQueue<Waiting> arrivals = new ArrayBlockingQueue<>(10_000);
    private final Function<List<NewRun>, List<Optional<Accepted>>> write;
    private final Duration longest;
    private final Thread writer;
    private volatile boolean closed;
    private volatile boolean over;

    GroupCommit(Function<List<NewRun>, List<Optional<Accepted>>> write) {
        this(write, LONGEST_WRITE);
    }

    /** @param longest that a caller waits for an answer */
    GroupCommit(Function<List<NewRun>, List<Optional<Accepted>>> write, Duration longest) {
        this.write = write;
        this.longest = longest;
        this.writer = new Thread(this::run, "drawbridge-intake");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * @return empty if it was turned away
     * @throws NoAnswerException if nobody knows in time whether it was taken
     */
    Optional<Accepted> accept(NewRun request) {
        Waiting waiting = new Waiting(request, new CompletableFuture<>());
        if (closed || !arrivals.offer(waiting)) {
            throw tooMany();
        }
        if (over) {
            refuseTheRest();
        }
        try {
            return waiting.answer()
                    .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof TimeoutException) {
                throw noAnswer(arrivals.remove(waiting));
            }
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** @param untouched whether nobody has begun to write it; then nobody will */
    private NoAnswerException noAnswer(boolean untouched) {
        String since = "The database has not answered for " + longest.toSeconds() + " seconds; ";
        return new NoAnswerException(since
                + (untouched
                        ? "nothing was started. Come back later."
                        : "look whether it started before you ask again."));
    }

    private static QueueFullException tooMany() {
        return new QueueFullException("More triggers arrive than can be written; come back in a moment.");
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        while (!closed || !arrivals.isEmpty()) {
            try {
                Waiting first = arrivals.poll(LONGEST_IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                }
            } catch (InterruptedException stopped) {
                continue; // The condition of the loop says whether that was meant.
            }
            arrivals.drainTo(group, MOST_AT_ONCE - 1);
            answer(group);
            group.clear();
        }
        over = true;
        refuseTheRest();
    }

    /** What came too late for the writer is answered by it, or by the one who brought it. */
    private void refuseTheRest() {
        for (Waiting late = arrivals.poll(); late != null; late = arrivals.poll()) {
            late.answer().completeExceptionally(tooMany());
        }
    }

    private void answer(List<Waiting> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            List<Optional<Accepted>> answers =
                    write.apply(group.stream().map(Waiting::request).toList());
            for (int index = 0; index < group.size(); index++) {
                group.get(index).answer().complete(answers.get(index));
            }
        } catch (RuntimeException | Error failed) {
            if (group.size() == 1 || Outage.is(failed)) {
                group.forEach(waiting -> waiting.answer().completeExceptionally(failed));
            } else {
                // One bad apple must not spoil the others: each alone.
                group.forEach(waiting -> answer(List.of(waiting)));
            }
        }
    }

    /** Writes what has arrived, and takes nothing more. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(LONGEST_WRITE.toMillis());
        } catch (InterruptedException hurried) {
            // What is being written then is answered or not, as if this process had been killed.
            Thread.currentThread().interrupt();
        }
    }
}
