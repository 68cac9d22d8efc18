package io.jenkins.plugins.drawbridge.engine.link;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket when its deadline passes, whatever blocks on it: a peer that sends one byte a second cannot outlast
 * it, as it could a read timeout. Used in a try statement around one phase.
 */
final class Guard implements AutoCloseable {

    private final Future<?> alarm;
    private volatile boolean fired;

    private Guard(Closeable socket, Deadline deadline, Workers workers) {
        Runnable ring = () -> {
            fired = true;
            closeQuietly(socket);
        };
        this.alarm = schedule(ring, deadline, workers);
    }

    static Guard over(Closeable socket, Deadline deadline, Workers workers) {
        return new Guard(socket, deadline, workers);
    }

    private static Future<?> schedule(Runnable ring, Deadline deadline, Workers workers) {
        try {
            return workers.clock().schedule(ring, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException linkClosed) {
            // The link was closed meanwhile: its sockets are closed as well, nothing can block for long.
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }
    }

    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // Nothing to save: the socket is given up either way.
        }
    }
}
