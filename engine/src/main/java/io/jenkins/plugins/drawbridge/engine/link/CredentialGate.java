package io.jenkins.plugins.drawbridge.engine.link;

import io.jenkins.plugins.drawbridge.engine.link.LinkException.Failure;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first attempt with a hop's credentials pass alone, so that a wrong password is sent once, however many
 * threads ask at the same time. A refusal is remembered for the life of the link and answered to all who come later.
 * Thread-safe.
 */
final class CredentialGate {

    private final String hop;
    private final ReentrantLock alone = new ReentrantLock();
    private volatile boolean accepted;
    private volatile @Nullable LinkException refusal;

    CredentialGate(String hop) {
        this.hop = hop;
    }

    /** Runs the attempt, which reports to {@link #accepted()} or {@link #refused}. */
    Socket pass(Supplier<Socket> attempt, Deadline deadline) {
        throwIfRefused();
        if (accepted) {
            return attempt.get();
        }
        await(deadline);
        try {
            throwIfRefused();
            if (!accepted) {
                return attempt.get();
            }
        } finally {
            alone.unlock();
        }
        return attempt.get();
    }

    void accepted() {
        accepted = true;
    }

    LinkException refused(LinkException sentence) {
        refusal = sentence;
        return sentence;
    }

    private void throwIfRefused() {
        LinkException known = refusal;
        if (known != null) {
            throw new LinkException(known.failure(), known.hop(), String.valueOf(known.getMessage()), known.getCause());
        }
    }

    private void await(Deadline deadline) {
        try {
            if (alone.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new LinkException(
                Failure.TIMEOUT,
                hop,
                "Cannot pass " + hop + ": the first login there got no answer in time; check that it works.",
                null);
    }
}
