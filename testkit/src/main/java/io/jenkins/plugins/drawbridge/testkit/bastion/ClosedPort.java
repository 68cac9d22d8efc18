package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port on loopback where surely nothing listens: it is bound, so that nobody else gets it meanwhile. The port of a
 * server that was just closed is no such thing: while its thread has not yet noticed, the kernel still takes connections.
 */
public final class ClosedPort implements AutoCloseable {

    private final Socket reservation = new Socket();

    private ClosedPort() throws IOException {
        reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public static ClosedPort reserve() {
        try {
            return new ClosedPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public int port() {
        return reservation.getLocalPort();
    }

    @Override
    public void close() {
        Daemons.closeQuietly(reservation);
    }
}
