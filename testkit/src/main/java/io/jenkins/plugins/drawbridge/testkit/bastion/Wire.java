package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The cable to a server on loopback: a port of its own that can be slow, cut, frozen, or lie. Thread-safe. */
public final class Wire implements AutoCloseable {

    private final ServerSocket door;
    private final int backendPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile WireFault fault = new WireFault.None();
    private volatile boolean frozen;

    private Wire(ServerSocket door, int backendPort) {
        this.door = door;
        this.backendPort = backendPort;
    }

    /** Opens a port that leads to another one on loopback. */
    public static Wire to(int backendPort) {
        try {
            Wire wire = new Wire(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), backendPort);
            Daemons.start("wire", wire::acceptAll);
            return wire;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How many connections have been made so far. */
    public int connections() {
        return connections.get();
    }

    public void fault(WireFault next) {
        fault = next;
    }

    /** Nothing moves any more on any connection, old or new; nobody is told. */
    public void freeze() {
        frozen = true;
    }

    /** Cuts every connection that is open now. */
    public void cut() {
        open.forEach(Daemons::closeQuietly);
    }

    @Override
    public void close() {
        closed.countDown();
        Daemons.closeQuietly(door);
        cut();
    }

    private void acceptAll() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connections.incrementAndGet();
                open.add(client);
                Daemons.start("wire-connection", () -> serve(client, fault));
            } catch (IOException doorClosed) {
                return;
            }
        }
    }

    private void serve(Socket client, WireFault wrong) {
        try {
            if (wrong instanceof WireFault.Lie lie) {
                client.getOutputStream().write(lie.answer().getBytes(StandardCharsets.ISO_8859_1));
                client.getOutputStream().flush();
                client.shutdownOutput();
                client.getInputStream().readNBytes(1 << 16);
                Daemons.closeQuietly(client);
            } else if (!(wrong instanceof WireFault.Stall)) {
                connect(client, wrong);
            }
        } catch (IOException gone) {
            Daemons.closeQuietly(client);
        }
    }

    private void connect(Socket client, WireFault wrong) throws IOException {
        Socket backend = new Socket(InetAddress.getLoopbackAddress(), backendPort);
        client.setTcpNoDelay(true);
        backend.setTcpNoDelay(true);
        open.add(backend);
        Daemons.start("wire-up", () -> pump(client, backend, wrong, Long.MAX_VALUE));
        long limit = wrong instanceof WireFault.DropAfter drop
                ? drop.serverBytes()
                : wrong instanceof WireFault.StallAfter stall ? stall.serverBytes() : Long.MAX_VALUE;
        pump(backend, client, wrong, limit);
    }

    private void pump(Socket from, Socket to, WireFault wrong, long limit) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            long left = limit;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    to.shutdownOutput();
                    return;
                }
                brake(wrong, count);
                out.write(buffer, 0, count);
                left -= count;
            }
            if (wrong instanceof WireFault.StallAfter) {
                closed.await();
            }
            hangUp(from, to);
        } catch (IOException broken) {
            hangUp(from, to);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            hangUp(from, to);
        }
    }

    private void brake(WireFault wrong, int bytes) throws InterruptedException {
        if (frozen) {
            closed.await();
        }
        if (wrong instanceof WireFault.Slow slow) {
            long nanos = slow.delay().toNanos();
            nanos += slow.bytesPerSecond() == 0 ? 0 : bytes * 1_000_000_000L / slow.bytesPerSecond();
            boolean over = closed.await(nanos, TimeUnit.NANOSECONDS);
            if (over) {
                throw new InterruptedException("closed");
            }
        }
    }

    private void hangUp(Socket one, Socket other) {
        Daemons.closeQuietly(one);
        Daemons.closeQuietly(other);
        open.remove(one);
        open.remove(other);
    }
}
