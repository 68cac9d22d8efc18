package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import java.io.Closeable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

    private static final ApiResource LEASES = new ApiResource("coordination.k8s.io", "v1", "leases", "Lease", true);
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final long LOOK_AGAIN_MILLIS = 1_000;
    private static final int CREATIONS = 3;
    private static final long LONGEST_LEASE_SECONDS = Duration.ofDays(1).toSeconds();

    /** Tells this very lock from another one of the same holder, who may deploy twice at a time. */
    private static final String TOKEN = "drawbridge/lock-token";

    /** Tells a continuation that the lock is of the deploy it continues; see {@link LockHolder}. */
    private static final String LINEAGE = "drawbridge/lock-lineage";

    /** A holder renews four times in a lease's life; who missed one turn and some is no longer there to meet again. */
    private static final int LINEAGE_WAITS = 3;

    private final KubeClient kube;
    private final Clock clock;
    private final String namespace;
    private final String name;
    private final LockHolder holder;
    private final String token = UUID.randomUUID().toString();
    private final Duration expiry;
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
        this.name = "drawbridge-" + request.target().applicationSlug();
        this.holder = request.holder();
        this.expiry = request.expiry();
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
            String current = holderOf(other.get());
            String since = other.get().path("spec").path("acquireTime").asText("an unknown time");
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
            Optional<ObjectNode> existing = kube.get(LEASES, namespace, name);
            if (existing.isPresent()) {
                return settled(existing.get(), say);
            }
        }
        return Optional.of(JsonNodeFactory.instance.objectNode());
    }

    private boolean created() {
        try {
            lease = kube.create(LEASES, namespace, fresh());
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
        if (isOurs(current)) {
            lease = current;
            return Optional.empty();
        }
        return isAbandoned(current) && takeOver(current, say) ? Optional.empty() : Optional.of(current);
    }

    private boolean takeOver(ObjectNode expired, Say say) {
        ObjectNode mine = fresh();
        mine.set("metadata", expired.path("metadata").deepCopy());
        ObjectNode annotations = mine.withObject("/metadata").withObject("/annotations");
        annotations.remove(LINEAGE);
        annotations.setAll(annotations());
        try {
            lease = kube.replace(LEASES, mine);
            say.event(new DeployEvent.LockTakenOver(holderOf(expired)));
            return true;
        } catch (ApiException lost) {
            if (lost.isConflict() || lost.isNotFound()) {
                return false;
            }
            throw lost;
        }
    }

    private boolean isAbandoned(ObjectNode other) {
        String renewed = other.path("spec").path("renewTime").asText();
        long seconds = Math.min(
                other.path("spec").path("leaseDurationSeconds").asLong(EXPIRY.toSeconds()), LONGEST_LEASE_SECONDS);
        try {
            return Instant.parse(renewed)
                    .plusSeconds(isContinuedFrom(other) ? seconds / LINEAGE_WAITS : seconds)
                    .isBefore(kube.clock().instant());
        } catch (DateTimeException unreadable) {
            // A lease nobody can read would block for ever.
            return true;
        }
    }

    private boolean isContinuedFrom(ObjectNode other) {
        return !holder.lineage().isEmpty() && holder.lineage().equals(annotation(other, LINEAGE));
    }

    private ObjectNode fresh() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        ObjectNode metadata = body.putObject("metadata").put("name", name).put("namespace", namespace);
        metadata.set("annotations", annotations());
        String now = MICRO_TIME.format(kube.clock().instant());
        body.putObject("spec")
                .put("holderIdentity", holder.name())
                .put("leaseDurationSeconds", Math.max(1, expiry.toSeconds()))
                .put("acquireTime", now)
                .put("renewTime", now);
        return body;
    }

    private ObjectNode annotations() {
        ObjectNode annotations = JsonNodeFactory.instance.objectNode().put(TOKEN, token);
        return holder.lineage().isEmpty() ? annotations : annotations.put(LINEAGE, holder.lineage());
    }

    private synchronized void renew() {
        try {
            writeRenewed();
        } catch (ApiException changed) {
            if (changed.isConflict() || changed.isNotFound()) {
                lookWhoHolds();
            }
        } catch (DrawbridgeException unreachable) {
            // The next turn tries again; the lease lasts for four of them.
            return;
        }
    }

    private void writeRenewed() {
        ObjectNode renewed = lease.deepCopy();
        renewed.withObject("/spec")
                .put("renewTime", MICRO_TIME.format(kube.clock().instant()));
        lease = kube.replace(LEASES, renewed);
    }

    /** The lease is not as we left it: taken, or only touched, or our own renewal arrived and its answer did not. */
    private void lookWhoHolds() {
        try {
            Optional<ObjectNode> current = kube.get(LEASES, namespace, name);
            if (current.filter(this::isOurs).isPresent()) {
                lease = current.get();
                return;
            }
            cancellation.cancel("the lock was taken over by "
                    + current.map(Lock::holderOf).orElse("nobody: its Lease was deleted"));
        } catch (DrawbridgeException unreachable) {
            // The next turn meets the same conflict and looks again.
            return;
        }
    }

    private boolean isOurs(ObjectNode current) {
        return holderOf(current).equals(holder.name())
                && annotation(current, TOKEN).equals(token);
    }

    private static String annotation(ObjectNode lease, String name) {
        return lease.path("metadata").path("annotations").path(name).asText();
    }

    private static String holderOf(ObjectNode lease) {
        return lease.path("spec").path("holderIdentity").asText("somebody unknown");
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
            kube.deleteUnchanged(LEASES, lease);
        } catch (ApiException touched) {
            Optional<ObjectNode> current = kube.get(LEASES, namespace, name);
            if (current.filter(this::isOurs).isPresent()) {
                kube.deleteUnchanged(LEASES, current.get());
            }
        }
    }
}
