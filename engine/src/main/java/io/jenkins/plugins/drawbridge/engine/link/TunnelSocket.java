package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.io.IOException;
import java.net.Socket;

/**
 * A tunnel inside TLS to a proxy. Closing it closes the TCP connection beneath at once: a TLS socket would first say
 * farewell, and could wait for ever behind a write that does not move.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class TunnelSocket extends RelaySocket {

    private final HostPort target;
    private final Socket tls;
    private final Socket beneath;
    private volatile boolean closed;

    TunnelSocket(HostPort target, Socket tls, Socket beneath) {
        this.target = target;
        this.tls = tls;
        this.beneath = beneath;
    }

    @Override
    HostPort target() {
        return target;
    }

    @Override
    Socket carrier() {
        return tls;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        beneath.close();
    }

    @Override
    public boolean isClosed() {
        return closed || beneath.isClosed();
    }
}
