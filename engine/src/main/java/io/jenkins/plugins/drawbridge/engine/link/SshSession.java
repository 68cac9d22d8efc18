package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** One logged-in SSH session. Hands out channels; watches that its connection still moves. Thread-safe. */
final class SshSession implements Closeable {

    /** The session is gone; a new one may do. */
    static final class Died extends Exception {

        private static final long serialVersionUID = 1L;
    }

    private static final int PROHIBITED = 1;
    private static final int CONNECT_FAILED = 2;
    private static final int UNKNOWN_CHANNEL_TYPE = 3;
    private static final int NO_ANSWER = -1;
    private static final long LOOK_MILLIS = 20;

    private final Hop.Ssh hop;
    private final Session session;
    private final SshTransport transport;
    private final Workers workers;
    private final Duration patience;
    private final Future<?> supervision;
    private final Set<ChannelDirectTCPIP> unanswered = ConcurrentHashMap.newKeySet();

    SshSession(Hop.Ssh hop, Session session, SshTransport transport, Workers workers) {
        this.hop = hop;
        this.session = session;
        this.transport = transport;
        this.workers = workers;
        this.patience = Duration.ofMillis(session.getServerAliveInterval()).multipliedBy(SshLink.ALIVE_COUNT);
        this.supervision = workers.clock()
                .scheduleWithFixedDelay(
                        this::supervise,
                        session.getServerAliveInterval(),
                        session.getServerAliveInterval(),
                        TimeUnit.MILLISECONDS);
    }

    boolean alive() {
        return session.isConnected() && !transport.ended() && !transport.closed() && !transport.stuckFor(patience);
    }

    Socket open(Target target, Deadline deadline) throws Died {
        ChannelDirectTCPIP channel = newChannel(target);
        ChannelSocket socket = new ChannelSocket(target.address(), channel, workers);
        // A server that does not answer costs this channel only; one that takes no more bytes costs the session.
        Deadline withGrace = new Deadline(deadline.atNanos() + TimeUnit.SECONDS.toNanos(1));
        Guard stuck = Guard.over(transport::close, withGrace, workers);
        Waking waking = new Waking(channel);
        try {
            channel.connect(deadline.remainingMillis());
            if (channel.isConnected()) {
                return socket;
            }
            throw explained(channel, target, deadline);
        } catch (JSchException failed) {
            throw explained(channel, target, deadline);
        } finally {
            waking.close();
            stuck.close();
        }
    }

    /** Starts a command instead of forwarding. */
    SshCommand start(String command, Deadline deadline) {
        try {
            if (session.openChannel("exec") instanceof ChannelExec channel) {
                return new SshCommand(channel, command, deadline);
            }
            throw failure(Failure.PROTOCOL, "cannot run commands");
        } catch (JSchException | IOException refused) {
            throw failure(
                    Failure.REFUSED, "does not let " + hop.user() + " run a command; check what the login may do");
        }
    }

    /**
     * Frees whoever waits in {@link ChannelDirectTCPIP#connect} once the session is gone: JSch tells channels that are
     * open, and lets those that have no answer yet sleep out their time.
     */
    private final class Waking {

        private final ChannelDirectTCPIP channel;
        private final Future<?> look;

        Waking(ChannelDirectTCPIP channel) {
            this.channel = channel;
            unanswered.add(channel);
            this.look = look();
        }

        private Future<?> look() {
            Runnable wakeIfDead = () -> {
                if (!alive()) {
                    wake(channel);
                }
            };
            try {
                return workers.clock()
                        .scheduleWithFixedDelay(wakeIfDead, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException linkClosed) {
                // Closing the session wakes the channel, or has made it refuse to connect.
                return CompletableFuture.completedFuture(null);
            }
        }

        void close() {
            look.cancel(false);
            unanswered.remove(channel);
        }
    }

    private static void wake(ChannelDirectTCPIP channel) {
        synchronized (channel) {
            channel.notifyAll();
        }
    }

    @Override
    public void close() {
        supervision.cancel(false);
        transport.close();
        session.disconnect();
        unanswered.forEach(SshSession::wake);
    }

    private void supervise() {
        if (!session.isConnected()) {
            supervision.cancel(false);
        } else if (transport.stuckFor(patience)) {
            transport.close();
        }
    }

    private ChannelDirectTCPIP newChannel(Target target) throws Died {
        try {
            if (session.openChannel("direct-tcpip") instanceof ChannelDirectTCPIP channel) {
                channel.setHost(target.address().host());
                channel.setPort(target.address().port());
                return channel;
            }
            throw new Died();
        } catch (JSchException down) {
            throw new Died();
        }
    }

    private LinkException explained(ChannelDirectTCPIP channel, Target target, Deadline deadline) throws Died {
        int reason = channel.getExitStatus();
        if (reason == NO_ANSWER && deadline.remainingMillis() > LOOK_MILLIS) {
            // Asking failed before the time was over; that the session is gone may not have been noticed yet.
            throw new Died();
        }
        if (reason == NO_ANSWER) {
            return failure(Failure.TIMEOUT, "got no answer from " + target.label() + " in time; check that it runs");
        }
        return switch (reason) {
            case PROHIBITED ->
                failure(
                        Failure.REFUSED,
                        "does not allow forwarding to " + target.label()
                                + "; ask its owner for AllowTcpForwarding and PermitOpen");
            case CONNECT_FAILED ->
                failure(
                        Failure.UNREACHABLE,
                        "could not reach " + target.label()
                                + "; check that the name resolves there and that the target runs");
            case UNKNOWN_CHANNEL_TYPE ->
                failure(Failure.REFUSED, "does not know how to forward; use a server that does");
            default ->
                failure(Failure.UNREACHABLE, "has no means left to reach " + target.label() + "; try again later");
        };
    }

    private LinkException failure(Failure failure, String what) {
        return new LinkException(failure, hop.label(), "The " + hop.label() + " " + what + ".", null);
    }
}
