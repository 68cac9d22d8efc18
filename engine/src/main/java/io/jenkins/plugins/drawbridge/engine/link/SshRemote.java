package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import java.io.Closeable;
import java.time.Duration;

/**
 * An SSH server we are logged in to, to run commands there: how git is spoken over SSH. Its host key is pinned as that of
 * a hop, and it is reached through the hops of an access. Thread-safe.
 */
public final class SshRemote implements Closeable {

    private final HopLink way;
    private final SshSession session;

    private SshRemote(HopLink way, SshSession session) {
        this.way = way;
        this.session = session;
    }

    /**
     * Logs in, once.
     *
     * @throws LinkException naming the hop, or the server itself, and what to do
     */
    public static SshRemote open(Access access, Hop.Ssh server, Duration timeout) {
        Workers workers = new Workers();
        HopLink way = Links.open(access, LinkListener.SILENT, SshLink.ALIVE_INTERVAL, workers);
        SshHandshake handshake = new SshHandshake(server, way, LinkListener.SILENT, workers, SshLink.ALIVE_INTERVAL);
        try {
            return new SshRemote(way, handshake.open(Deadline.in(timeout)));
        } catch (RuntimeException refused) {
            way.close();
            throw refused;
        }
    }

    /**
     * Starts a command.
     *
     * @throws LinkException if the server does not let us
     */
    public SshCommand start(String command, Duration timeout) {
        return session.start(command, Deadline.in(timeout));
    }

    /** Ends all commands and logs out; idempotent. */
    @Override
    public void close() {
        session.close();
        way.close();
    }
}
