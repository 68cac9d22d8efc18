package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Hands JSch a socket that the inner link has already connected, so that JSch itself never opens one. It notices two
 * things that JSch does not tell: that the server hung up, and that a write has been stuck for long (JSch's keep-alive
 * then waits behind the same write).
 */
final class SshTransport implements Proxy {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private volatile boolean ended;
    private volatile boolean timedOut;
    private volatile boolean closed;
    private volatile long writingSince;

    SshTransport(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new Watched(socket.getInputStream());
        this.out = new Timed(socket.getOutputStream());
    }

    /** The server closed or broke the connection. */
    boolean ended() {
        return ended;
    }

    /** We closed it. */
    boolean closed() {
        return closed;
    }

    /** The last read found nothing in the time it had. */
    boolean timedOut() {
        return timedOut;
    }

    boolean stuckFor(Duration time) {
        long since = writingSince;
        return since != 0 && System.nanoTime() - since > time.toNanos();
    }

    @Override
    public void connect(SocketFactory factory, String host, int port, int timeout) {
        // The inner link has connected it.
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public Socket getSocket() {
        return socket;
    }

    @Override
    public void close() {
        closed = true;
        Guard.closeQuietly(socket);
    }

    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int count = super.read(bytes, offset, length);
                ended |= count < 0;
                timedOut = false;
                return count;
            } catch (SocketTimeoutException nothingYet) {
                timedOut = true;
                throw nothingYet;
            } catch (IOException broken) {
                ended = true;
                throw broken;
            }
        }

        @Override
        public void close() {
            SshTransport.this.close();
        }
    }

    private final class Timed extends FilterOutputStream {

        Timed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writingSince = Math.max(1, System.nanoTime());
            try {
                out.write(bytes, offset, length);
                out.flush();
            } finally {
                writingSince = 0;
            }
        }

        @Override
        public void close() {
            SshTransport.this.close();
        }
    }
}
