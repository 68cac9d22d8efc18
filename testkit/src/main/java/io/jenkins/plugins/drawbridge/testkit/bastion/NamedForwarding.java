package io.jenkins.plugins.drawbridge.testkit.bastion;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/**
 * {@code direct-tcpip} with names of the far side. A name that does not exist leads to a port where nothing listens. A
 * request can be taken and never answered.
 */
final class NamedForwarding extends TcpipServerChannel.TcpipFactory {

    private static final int NOTHING_LISTENS = 1;

    private final Names names;
    private final Queue<CompletableFuture<Void>> silences;

    /** @param silences one for each request that is not answered; completed when it came */
    NamedForwarding(Names names, Queue<CompletableFuture<Void>> silences) {
        super(TcpForwardingFilter.Type.Direct);
        this.names = names;
        this.silences = silences;
    }

    @Override
    public Channel createChannel(Session session) {
        return new TcpipServerChannel(getType(), null) {
            @Override
            public OpenFuture open(long recipient, long windowSize, long packetSize, Buffer buffer) {
                CompletableFuture<Void> silence = silences.poll();
                if (silence != null) {
                    silence.complete(null);
                    return new DefaultOpenFuture(this, futureLock);
                }
                return super.open(recipient, windowSize, packetSize, renamed(buffer));
            }
        };
    }

    private Buffer renamed(Buffer asked) {
        InetSocketAddress address = resolve(asked.getString(), asked.getInt());
        Buffer renamed = new ByteArrayBuffer();
        renamed.putString(address.getAddress().getHostAddress());
        renamed.putInt(address.getPort());
        renamed.putString(asked.getString());
        renamed.putInt(asked.getInt());
        return renamed;
    }

    private InetSocketAddress resolve(String host, int port) {
        try {
            return names.resolve(host, port);
        } catch (UnknownHostException unknown) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), NOTHING_LISTENS);
        }
    }
}
