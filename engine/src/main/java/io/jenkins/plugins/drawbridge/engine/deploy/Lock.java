package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deploy at a time for each namespace and application: a Lease (coordination.k8s.io/v1) that is created to take the
 * lock, renewed while it is held, and deleted to release it. Holders that vanished lose it when it expires, so a killed
 * build server never blocks the next deploy for longer than {@link #EXPIRY}, and its continuation for a third of that.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/">Kubernetes leases</a>
 */
final class Lock implements Closeable {

    static final Duration EXPIRY = Duration.ofSeconds(60);

    private static final long LOOK_AGAIN_MILLIS = 1_000;
    private static final int CREATIONS = 3;

    private final KubeClient kube;
    private final Clock clock;
    private final String namespace;
    private final String name;
    private final LockLease own;
    private final Cancellation cancellation;
    private final ScheduledExecutorService renewer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "drawbridge-lock");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<?> renewal;
    private ObjectNode lease = JsonNodeFactory.instance.objectNode();

    private Lock(KubeClient kube, LockRequest request, Cancellation cancellation) {
        this.kube = kube;
        this.clock = request.clock();
        this.namespace = request.target().namespace();
        this.name = LockLease.PREFIX + request.target().applicationSlug();
        this.own = new LockLease(
                namespace, name, request.holder(), UUID.randomUUID().toString(), request.expiry());
        this.cancellation = cancellation;
    }

    /**
     * Takes the lock, waiting if need be.
     *
     * @throws LockHeldException when that was not enough
     */
    static Lock take(KubeClient kube, LockRequest request, Say say, Cancellation cancellation) {
        Lock lock = new Lock(kube, request, cancellation);
        try {
            lock.acquire(request.patience(), say);
            long pause = request.expiry().toMillis() / 4;
            lock.renewal = lock.renewer.scheduleAtFixedRate(lock::renew, pause, pause, TimeUnit.MILLISECONDS);
            return lock;
        } catch (DrawbridgeException failure) {
            lock.renewer.shutdownNow();
            throw failure;
        }
    }

    private void acquire(Duration patience, Say say) {
        Instant giveUp = clock.instant().plus(patience);
        String announced = "";
        while (true) {
            Optional<ObjectNode> other = tryOnce(say);
            if (other.isEmpty()) {
                return;
            }
            String current = LockLease.holderOf(other.get());
            String since = LockLease.since(other.get());
            if (cancellation.isCancelled() || !clock.instant().isBefore(giveUp)) {
                throw new LockHeldException(
                        current,
                        "the lock on namespace \"" + namespace + "\" (Lease " + name + ") is held by " + current
                                + " since " + since + "; wait for that deploy to end, or raise --lock-timeout");
            }
            if (!announced.equals(current)) {
                announced = current;
                say.event(new DeployEvent.LockAwaited(current, since));
            }
            cancellation.pause(LOOK_AGAIN_MILLIS);
        }
    }

    /** Empty if the lock is ours now, else the lease that is in the way. */
    private Optional<ObjectNode> tryOnce(Say say) {
        for (int creation = 0; creation < CREATIONS; creation++) {
            if (created()) {
                return Optional.empty();
            }
            Optional<ObjectNode> existing = kube.get(LockLease.LEASES, namespace, name);
            if (existing.isPresent()) {
                return settled(existing.get(), say);
            }
        }
        return Optional.of(JsonNodeFactory.instance.objectNode());
    }

    private boolean created() {
        try {
            lease = kube.create(LockLease.LEASES, namespace, own.fresh(now()));
            return true;
        } catch (ApiException refused) {
            if (!refused.isConflict()) {
                throw refused;
            }
            return false;
        }
    }

    /** A creation whose answer was lost left a lease of ours; one that expired is taken over. */
    private Optional<ObjectNode> settled(ObjectNode current, Say say) {
        if (own.isOurs(current)) {
            lease = current;
            return Optional.empty();
        }
        return own.isAbandoned(current, now()) && takeOver(current, say) ? Optional.empty() : Optional.of(current);
    }

    private boolean takeOver(ObjectNode abandoned, Say say) {
        ObjectNode mine = own.inPlaceOf(abandoned, now());
        try {
            lease = kube.replace(LockLease.LEASES, mine);
            say.event(new DeployEvent.LockTakenOver(LockLease.holderOf(abandoned)));
            return true;
        } catch (ApiException lost) {
            if (lost.isConflict() || lost.isNotFound()) {
                return false;
            }
            throw lost;
        }
    }

    /** By the server's clock, which all holders share. */
    private Instant now() {
        return kube.clock().instant();
    }

    private void renew() {
        try {
            var unused = isStillOurs();
        } catch (DrawbridgeException unreachable) {
            // The next turn tries again; the lease lasts for four of them.
            return;
        }
    }

    /** Renews the lock, and so learns whether it is still ours; the deploy is cancelled if it is not. */
    synchronized boolean isStillOurs() {
        try {
            lease = kube.replace(LockLease.LEASES, LockLease.renewed(lease, now()));
            return true;
        } catch (ApiException changed) {
            if (!changed.isConflict() && !changed.isNotFound()) {
                throw changed;
            }
            return isHeldByUs();
        }
    }

    /** The lease is not as we left it: taken, or only touched, or our own renewal arrived and its answer did not. */
    private boolean isHeldByUs() {
        Optional<ObjectNode> current = kube.get(LockLease.LEASES, namespace, name);
        if (current.filter(own::isOurs).isPresent()) {
            lease = current.get();
            return true;
        }
        cancellation.cancel("the lock was taken over by "
                + current.map(LockLease::holderOf).orElse("nobody: its Lease was deleted"));
        return false;
    }

    /**
     * Releases the lock, if it is still ours; a failure is left to the expiry. An interrupted thread does so too: the
     * interruption waits until the lock is released.
     */
    @Override
    public void close() {
        if (renewal != null) {
            renewal.cancel(false);
        }
        renewer.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            release();
        } catch (DrawbridgeException unreachable) {
            // It expires by itself.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void release() {
        try {
            kube.deleteUnchanged(LockLease.LEASES, lease);
        } catch (ApiException touched) {
            Optional<ObjectNode> current = kube.get(LockLease.LEASES, namespace, name);
            if (current.filter(own::isOurs).isPresent()) {
                kube.deleteUnchanged(LockLease.LEASES, current.get());
            }
        }
    }
}
