package io.jenkins.plugins.drawbridge.engine.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * What arrives on one SSH channel, between JSch's reader thread and ours. Thread-safe.
 *
 * <p>JSch opens the channel's window as soon as its reader thread has delivered, so only blocking that thread holds the
 * server back, and it serves all channels of the session. Hence a generous buffer, and an end to patience: a channel
 * that nobody reads is given up so that the others live.
 */
final class ChannelInput {

    static final int MOST_BYTES = 8 << 20;
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The state of the channel that feeds this input. */
    interface Lifeline {

        /** Whether anything can still arrive; asked now and then, because JSch can forget to close a channel. */
        boolean alive();

        /** Whether the channel was torn down, by the server or with its session, rather than ended. */
        boolean reset();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private final IntSupplier readTimeoutMillis;
    private final Lifeline lifeline;
    private final long patienceNanos;
    private int headOffset;
    private int buffered;
    private boolean ended;
    private boolean closed;
    private boolean broken;

    /** @param patience how long the reader thread waits for whoever owns a full channel */
    ChannelInput(IntSupplier readTimeoutMillis, Lifeline lifeline, Duration patience) {
        this.readTimeoutMillis = readTimeoutMillis;
        this.lifeline = lifeline;
        this.patienceNanos = patience.toNanos();
    }

    /** For JSch to write to; closing it means that the server has no more. */
    OutputStream sink() {
        return new Sink();
    }

    /** For the socket's owner. */
    InputStream source() {
        return new Source();
    }

    /** The owner closed the socket: readers and the reader thread go on at once. */
    void close() {
        lock.lock();
        try {
            closed = true;
            chunks.clear();
            buffered = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            long patience = patienceNanos;
            while (!closed && buffered > MOST_BYTES) {
                if (patience <= 0) {
                    broken = true;
                    changed.signalAll();
                    throw new IOException("nobody reads this channel");
                }
                patience = changed.awaitNanos(patience);
            }
            if (!closed) {
                chunks.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
                buffered += length;
                changed.signalAll();
            }
        } catch (InterruptedException sessionEnds) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] into, int offset, int length) throws IOException {
        lock.lock();
        try {
            awaitChunk();
            byte[] head = chunks.peek();
            if (head == null) {
                return -1;
            }
            int count = Math.min(length, head.length - headOffset);
            System.arraycopy(head, headOffset, into, offset, count);
            headOffset += count;
            if (headOffset == head.length) {
                chunks.remove();
                headOffset = 0;
            }
            buffered -= count;
            changed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns with a chunk, or without one at the end of the stream. */
    private void awaitChunk() throws IOException {
        int timeout = readTimeoutMillis.getAsInt();
        long left = timeout == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeout);
        try {
            while (nothingYet()) {
                if (left <= 0) {
                    throw new SocketTimeoutException("Read timed out");
                }
                long slice = Math.min(left, LOOK_NANOS);
                left -= slice - changed.awaitNanos(slice);
                broken |= chunks.isEmpty() && !ended && !lifeline.alive();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    private boolean nothingYet() throws IOException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
        if (!chunks.isEmpty() || ended) {
            return false;
        }
        if (broken) {
            throw new SocketException("Connection reset: the SSH session beneath has died");
        }
        return true;
    }

    private final class Sink extends OutputStream {

        @Override
        public void write(int single) throws IOException {
            put(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            put(bytes, offset, length);
        }

        @Override
        public void close() {
            lock.lock();
            try {
                broken |= lifeline.reset();
                ended |= !broken;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private final class Source extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return take(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
            return length == 0 ? 0 : take(bytes, offset, length);
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return buffered;
            } finally {
                lock.unlock();
            }
        }
    }
}
