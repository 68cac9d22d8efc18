package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A socket without a descriptor of its own, connected to a host that only the far side can resolve. Options that mean
 * nothing here are accepted and forgotten, so that TLS and HTTP libraries can treat it as any other socket. Unlike its
 * parent it never locks itself: there is nothing to guard, and closing must not wait.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
abstract class LinkSocket extends Socket {

    private static final byte[] UNRESOLVED = new byte[4];

    private volatile int readTimeoutMillis;

    /** Where the socket leads; null before it is connected. */
    abstract @Nullable HostPort target();

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        throw new SocketException("already connected");
    }

    @Override
    public void bind(SocketAddress bindpoint) throws IOException {
        throw new SocketException("a socket through a link has no local port");
    }

    /** The literal, or the name with the address 0.0.0.0 where only the far side knows the address. */
    @Override
    public @Nullable InetAddress getInetAddress() {
        HostPort target = target();
        if (target == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(target.host(), UNRESOLVED);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are always an address", impossible);
        }
    }

    @Override
    public int getPort() {
        HostPort target = target();
        return target == null ? 0 : target.port();
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        HostPort target = target();
        return target == null ? null : InetSocketAddress.createUnresolved(target.host(), target.port());
    }

    @Override
    public InetAddress getLocalAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getLocalPort() {
        return isConnected() ? 0 : -1;
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return isConnected() ? new InetSocketAddress(getLocalAddress(), 0) : null;
    }

    @Override
    public @Nullable SocketChannel getChannel() {
        return null;
    }

    @Override
    public boolean isBound() {
        return isConnected();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        if (timeout < 0) {
            throw new IllegalArgumentException("timeout can't be negative");
        }
        readTimeoutMillis = timeout;
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return readTimeoutMillis;
    }

    @Override
    public void sendUrgentData(int data) throws IOException {
        throw new SocketException("urgent data cannot pass a link");
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public boolean getKeepAlive() {
        return true;
    }

    @Override
    public void setSoLinger(boolean on, int linger) {}

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void setOOBInline(boolean on) {}

    @Override
    public boolean getOOBInline() {
        return false;
    }

    @Override
    public void setReuseAddress(boolean on) {}

    @Override
    public boolean getReuseAddress() {
        return false;
    }

    @Override
    public void setTrafficClass(int trafficClass) {}

    @Override
    public int getTrafficClass() {
        return 0;
    }

    @Override
    public void setSendBufferSize(int size) {}

    @Override
    public int getSendBufferSize() {
        return 1 << 16;
    }

    @Override
    public void setReceiveBufferSize(int size) {}

    @Override
    public int getReceiveBufferSize() {
        return 1 << 16;
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException("a socket through a link has no options");
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException("a socket through a link has no options");
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public String toString() {
        return "LinkSocket[" + target() + "]";
    }
}
