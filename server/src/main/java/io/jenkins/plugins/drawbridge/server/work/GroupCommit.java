package io.jenkins.plugins.drawbridge.server.work;

import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Lets callers that arrive together share one commit: one thread writes what has gathered while it wrote before. A
 * caller's call returns when its own request is on disk.
 */
final class GroupCommit implements AutoCloseable {

    private static final int MOST_AT_ONCE = 500;

    private record Waiting(NewRun request, CompletableFuture<Accepted> answer) {}

    private final BlockingQueue<Waiting> arrivals = new ArrayBlockingQueue<>(10_000);
    private final Function<List<NewRun>, List<Accepted>> write;
    private final Thread writer;
    private volatile boolean closed;

    GroupCommit(Function<List<NewRun>, List<Accepted>> write) {
        this.write = write;
        this.writer = new Thread(this::run, "drawbridge-intake");
        writer.setDaemon(true);
        writer.start();
    }

    Accepted accept(NewRun request) {
        Waiting waiting = new Waiting(request, new CompletableFuture<>());
        if (closed || !arrivals.offer(waiting)) {
            throw new QueueFullException("More triggers arrive than can be written; come back in a moment.");
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        while (!closed || !arrivals.isEmpty()) {
            try {
                group.add(arrivals.take());
            } catch (InterruptedException stopped) {
                continue; // The condition of the loop says whether that was meant.
            }
            arrivals.drainTo(group, MOST_AT_ONCE - 1);
            answer(group);
            group.clear();
        }
    }

    private void answer(List<Waiting> group) {
        try {
            List<Accepted> answers =
                    write.apply(group.stream().map(Waiting::request).toList());
            for (int index = 0; index < group.size(); index++) {
                group.get(index).answer().complete(answers.get(index));
            }
        } catch (RuntimeException failed) {
            if (group.size() == 1) {
                group.get(0).answer().completeExceptionally(failed);
            } else {
                // One bad apple must not spoil the others: each alone.
                group.forEach(waiting -> answer(List.of(waiting)));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
    }
}
