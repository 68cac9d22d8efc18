package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets an HTTP client ride on a link: whatever address the client asks for, its socket is connected through the link to
 * the one target this factory was made for. So the client never leaves the bridge, and the host name in its URLs may be
 * the one the target's certificate carries. A failing link surfaces as an {@link IOException} whose cause is the {@link
 * LinkException}, because that is what HTTP clients expect of a socket. Thread-safe.
 */
public final class LinkSocketFactory extends SocketFactory {

    private static final InetSocketAddress IGNORED = InetSocketAddress.createUnresolved("target", 1);

    private final Link link;
    private final HostPort target;
    private final Duration timeout;

    /** @param timeout bound on reaching the target, where the client sets none of its own */
    public LinkSocketFactory(Link link, HostPort target, Duration timeout) {
        this.link = link;
        this.target = target;
        this.timeout = timeout;
    }

    @Override
    public Socket createSocket() {
        return new LazySocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected();
    }

    private Socket connected() throws IOException {
        Socket socket = createSocket();
        socket.connect(IGNORED, 0);
        return socket;
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private final class LazySocket extends RelaySocket {

        private volatile @Nullable Socket carrier;
        private volatile boolean closed;

        @Override
        HostPort target() {
            return target;
        }

        @Override
        @Nullable Socket carrier() {
            return carrier;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
            if (closed || carrier != null) {
                throw new SocketException(closed ? "Socket closed" : "already connected");
            }
            Socket reached = reach(timeoutMillis > 0 ? Duration.ofMillis(timeoutMillis) : timeout);
            reached.setSoTimeout(getSoTimeout());
            carrier = reached;
            if (closed) {
                reached.close();
            }
        }

        private Socket reach(Duration bound) throws IOException {
            try {
                return link.connect(target, bound);
            } catch (LinkException failed) {
                throw new IOException(failed.getMessage(), failed);
            }
        }

        @Override
        public void close() throws IOException {
            closed = true;
            Socket reached = carrier;
            if (reached != null) {
                reached.close();
            }
        }

        @Override
        public boolean isClosed() {
            Socket reached = carrier;
            return closed || (reached != null && reached.isClosed());
        }
    }
}
