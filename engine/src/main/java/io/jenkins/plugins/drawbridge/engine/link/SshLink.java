package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.cluster.Hop;
import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passes an SSH server: one session, opened when first needed and again after it died; each connection is a channel of
 * it. Threads that wait for the same login share its outcome, and a refused login is never tried again.
 */
final class SshLink extends HopLink {

    static final Duration ALIVE_INTERVAL = Duration.ofSeconds(15);
    static final int ALIVE_COUNT = 3;

    private final Hop.Ssh hop;
    private final HopLink through;
    private final LinkListener listener;
    private final SshHandshake handshake;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable SshSession current;
    private volatile @Nullable LinkException refusal;
    private volatile @Nullable LinkException lastFailure;
    private volatile long lastFailureAt;

    SshLink(Hop.Ssh hop, HopLink through, LinkListener listener, SshHandshake handshake) {
        this.hop = hop;
        this.through = through;
        this.listener = listener;
        this.handshake = handshake;
    }

    @Override
    Socket connect(Target target, Deadline deadline) {
        refuseWhenClosed(target);
        for (int attempt = 0; attempt < 2; attempt++) {
            long started = System.nanoTime();
            SshSession session = session(deadline);
            try {
                Socket socket = session.open(target, deadline);
                passed("forwards to " + target.address(), started);
                return socket;
            } catch (SshSession.Died another) {
                session.close();
            }
        }
        throw new LinkException(
                Failure.PROTOCOL,
                hop.label(),
                "The " + hop.label() + " closed the session as soon as something was forwarded; look at its log.",
                null);
    }

    @Override
    public void close() {
        super.close();
        through.close();
        SshSession session = current;
        if (session != null) {
            session.close();
        }
    }

    private SshSession session(Deadline deadline) {
        SshSession known = current;
        if (known != null && known.alive()) {
            return known;
        }
        long asked = System.nanoTime();
        await(deadline);
        try {
            return sessionAlone(asked, deadline);
        } finally {
            opening.unlock();
        }
    }

    private SshSession sessionAlone(long asked, Deadline deadline) {
        SshSession known = current;
        if (known != null && known.alive()) {
            return known;
        }
        throwIfKnown(refusal);
        if (lastFailureAt - asked > 0) {
            throwIfKnown(lastFailure);
        }
        if (known != null) {
            known.close();
        }
        try {
            SshSession opened = handshake.open(deadline);
            current = opened;
            if (closed()) {
                opened.close();
            }
            return opened;
        } catch (LinkException failed) {
            remember(failed);
            throw failed;
        }
    }

    private void remember(LinkException failed) {
        if (failed.failure() == Failure.SSH_AUTHENTICATION && failed.hop().equals(hop.label())) {
            refusal = failed;
        }
        // A timeout is of the asker's own making: who has more time may try again.
        if (failed.failure() != Failure.TIMEOUT) {
            lastFailure = failed;
            lastFailureAt = System.nanoTime();
        }
    }

    private static void throwIfKnown(@Nullable LinkException known) {
        if (known != null) {
            throw new LinkException(known.failure(), known.hop(), String.valueOf(known.getMessage()), known.getCause());
        }
    }

    private void await(Deadline deadline) {
        try {
            if (opening.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new LinkException(
                Failure.TIMEOUT, hop.label(), "The " + hop.label() + " was not logged in to in time; check it.", null);
    }

    private void passed(String step, long started) {
        listener.passed(hop.label(), step, Duration.ofNanos(System.nanoTime() - started));
    }
}
