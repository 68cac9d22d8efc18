package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One holder's lock as a Lease: how it is written, and what others' leases say to this holder. Pure; what others wrote is
 * not trusted. Every moment is one of the server's clock, which all holders share.
 *
 * @param token tells this very lock from another one of the same holder, who may deploy twice at a time
 * @param expiry how long it outlives its last renewal
 */
record LockLease(String namespace, String name, LockHolder holder, String token, Duration expiry) {

    static final ApiResource LEASES = new ApiResource("coordination.k8s.io", "v1", "leases", "Lease", true);

    /** Of a lease's name; the slug of the application follows. */
    static final String PREFIX = "drawbridge-";

    private static final String TOKEN = "drawbridge/lock-token";
    private static final String LINEAGE = "drawbridge/lock-lineage";

    /** A holder renews four times in a lease's life; who missed one turn and some is no longer there to meet again. */
    private static final int LINEAGE_WAITS = 3;

    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    ObjectNode fresh(Instant now) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        lease.putObject("metadata").put("name", name).put("namespace", namespace);
        annotate(lease);
        String time = MICRO_TIME.format(now);
        lease.putObject("spec")
                .put("holderIdentity", holder.name())
                .put("leaseDurationSeconds", Math.max(1, expiry.toSeconds()))
                .put("acquireTime", time)
                .put("renewTime", time);
        return lease;
    }

    /** Ours in the place of another holder's, whose metadata it keeps. */
    ObjectNode inPlaceOf(JsonNode former, Instant now) {
        ObjectNode lease = fresh(now);
        lease.set("metadata", former.path("metadata").deepCopy());
        annotate(lease);
        return lease;
    }

    private void annotate(ObjectNode lease) {
        ObjectNode annotations = lease.withObject("/metadata").withObject("/annotations");
        annotations.put(TOKEN, token);
        annotations.remove(LINEAGE);
        if (!holder.lineage().isEmpty()) {
            annotations.put(LINEAGE, holder.lineage());
        }
    }

    static ObjectNode renewed(ObjectNode lease, Instant now) {
        ObjectNode renewed = lease.deepCopy();
        renewed.withObject("/spec").put("renewTime", MICRO_TIME.format(now));
        return renewed;
    }

    boolean isOurs(JsonNode lease) {
        return holderOf(lease).equals(holder.name()) && annotation(lease, TOKEN).equals(token);
    }

    /** Whether its holder need not be waited for: it expired, or it is of the dead deploy that we continue. */
    boolean isAbandoned(JsonNode lease, Instant now) {
        boolean continued = !holder.lineage().isEmpty() && holder.lineage().equals(annotation(lease, LINEAGE));
        return isPast(lease, continued ? LINEAGE_WAITS : 1, now);
    }

    static boolean isExpired(JsonNode lease, Instant now) {
        return isPast(lease, 1, now);
    }

    private static boolean isPast(JsonNode lease, int part, Instant now) {
        JsonNode spec = lease.path("spec");
        long seconds = Math.min(spec.path("leaseDurationSeconds").asLong(Lock.EXPIRY.toSeconds()), LONGEST_SECONDS);
        try {
            return Instant.parse(spec.path("renewTime").asText())
                    .plusSeconds(seconds / part)
                    .isBefore(now);
        } catch (DateTimeException unreadable) {
            // A lease nobody can read would block for ever.
            return true;
        }
    }

    static String holderOf(JsonNode lease) {
        return lease.path("spec").path("holderIdentity").asText("somebody unknown");
    }

    static String since(JsonNode lease) {
        return lease.path("spec").path("acquireTime").asText("an unknown time");
    }

    private static String annotation(JsonNode lease, String name) {
        return lease.path("metadata").path("annotations").path(name).asText();
    }
}
