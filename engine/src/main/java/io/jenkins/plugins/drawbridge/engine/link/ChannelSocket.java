package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.ChannelDirectTCPIP;
import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code direct-tcpip} channel (RFC 4254, 7.2) as a socket. Reading honours the read timeout; closing never blocks and
 * frees whoever reads or writes; each direction can be shut down alone. When the session dies, reading and writing fail.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class ChannelSocket extends LinkSocket {

    private final HostPort target;
    private final ChannelDirectTCPIP channel;
    private final Workers workers;
    private final ChannelInput input;
    private @Nullable OutputStream channelOutput;
    private volatile boolean closed;
    private volatile boolean inputShutdown;
    private volatile boolean outputShutdown;

    /** The channel is not connected yet: JSch wants to know first where to put what arrives. */
    ChannelSocket(HostPort target, ChannelDirectTCPIP channel, Workers workers) {
        this.target = target;
        this.channel = channel;
        this.workers = workers;
        this.input = new ChannelInput(this::getSoTimeoutNow, new ChannelState(), ChannelInput.PATIENCE);
        channel.setOutputStream(input.sink());
    }

    @Override
    HostPort target() {
        return target;
    }

    private int getSoTimeoutNow() {
        try {
            return getSoTimeout();
        } catch (SocketException never) {
            throw new IllegalStateException("the read timeout is a field", never);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        requireOpen(inputShutdown);
        return new In(input.source());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        requireOpen(outputShutdown);
        return new Out();
    }

    private void requireOpen(boolean shutdown) throws SocketException {
        if (closed || shutdown) {
            throw new SocketException(closed ? "Socket closed" : "Socket is shut down");
        }
    }

    @Override
    public void shutdownInput() throws IOException {
        requireOpen(inputShutdown);
        inputShutdown = true;
    }

    @Override
    public void shutdownOutput() throws IOException {
        requireOpen(outputShutdown);
        outputShutdown = true;
        synchronized (this) {
            channelOutput().close();
        }
    }

    /** Not synchronized, unlike its parent's: it must not wait for whoever is writing. */
    @Override
    public void close() {
        synchronized (input) {
            if (closed) {
                return;
            }
            closed = true;
        }
        input.close();
        try {
            workers.pool().execute(channel::disconnect);
        } catch (RejectedExecutionException linkClosed) {
            // The session is being closed as a whole, and the channel with it.
        }
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    private synchronized OutputStream channelOutput() throws IOException {
        OutputStream known = channelOutput;
        if (known == null) {
            known = channel.getOutputStream();
            channelOutput = known;
        }
        return known;
    }

    private synchronized void send(byte[] bytes, int offset, int length) throws IOException {
        requireUsable();
        try {
            channelOutput().write(bytes, offset, length);
            channelOutput().flush();
        } catch (IOException | RuntimeException failed) {
            requireUsable();
            throw new SocketException("Connection reset: the SSH channel broke");
        }
    }

    /**
     * JSch drops what is written to a closed channel without a word. Asked before a write and not after it: the far side
     * may have closed because of it, and as with TCP whoever reads hears of that.
     */
    private void requireUsable() throws SocketException {
        requireOpen(outputShutdown);
        if (!channel.isConnected()) {
            throw new SocketException("Broken pipe: the far side or the SSH session has closed");
        }
    }

    private final class In extends InputStream {

        private final InputStream source;

        In(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            return inputShutdown ? -1 : source.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return inputShutdown ? -1 : source.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return inputShutdown ? 0 : source.available();
        }

        @Override
        public void close() {
            ChannelSocket.this.close();
        }
    }

    private final class Out extends OutputStream {

        @Override
        public void write(int single) throws IOException {
            send(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            send(bytes, offset, length);
        }

        @Override
        public void close() {
            ChannelSocket.this.close();
        }
    }

    private final class ChannelState implements ChannelInput.Lifeline {

        @Override
        public boolean alive() {
            return channel.isConnected();
        }

        @Override
        public boolean reset() {
            return channel.isClosed();
        }
    }
}
