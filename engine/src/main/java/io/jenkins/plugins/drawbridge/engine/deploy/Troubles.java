package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks behind a workload at its pods, and remembers since when each of them is in trouble. Used by one thread. */
final class Troubles {

    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "Pod");

    private final Feeds feeds;
    private final Diagnosis diagnosis;
    private final Patience patience;
    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();

    Troubles(Feeds feeds, Diagnosis diagnosis, Patience patience, Clock clock) {
        this.feeds = feeds;
        this.diagnosis = diagnosis;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param isFinal whether it has lasted so long that it counts as failure
     */
    record Found(JsonNode object, Trouble trouble, boolean isFinal, Diagnosis diagnosis) {

        /** {@code pod api-1, container api: ImagePullBackOff: ...}. */
        String sentence() {
            String kind = object.path("kind").asText().toLowerCase(java.util.Locale.ROOT);
            String where = kind + " " + object.path("metadata").path("name").asText();
            String container = trouble.container() == null ? "" : ", container " + trouble.container();
            return where + container + ": " + trouble.sentence();
        }

        /** The sentence with the last event and log lines; asks the cluster. */
        String explained() {
            return sentence() + diagnosis.details(object, trouble);
        }
    }

    /** The worst trouble of a workload's newest pods, final ones first. */
    Optional<Found> of(ObjectNode workload) {
        if (!WITH_PODS.contains(workload.path("kind").asText()) || Readiness.isUnseen(workload)) {
            return Optional.empty();
        }
        Optional<Found> worst = Optional.empty();
        Optional<Trouble> creation = notCreated(workload);
        if (creation.isPresent()) {
            worst = Optional.of(found(workload, creation.get()));
        }
        boolean isPod = workload.path("kind").asText().equals("Pod");
        for (ObjectNode pod : isPod ? List.of(workload) : feeds.podsOf(workload)) {
            Optional<Found> found = Trouble.of(pod, patience).map(trouble -> found(pod, trouble));
            if (found.isPresent()
                    && (worst.isEmpty()
                            || (found.get().isFinal() && !worst.get().isFinal()))) {
                worst = found;
            }
        }
        return worst;
    }

    /** A quota or an admission webhook kept the pods from being made at all. */
    private Optional<Trouble> notCreated(ObjectNode workload) {
        JsonNode failure = Conditions.find(workload, "ReplicaFailure");
        return failure.path("status").asText().equals("True")
                ? Optional.of(new Trouble(null, Conditions.said(failure), patience.creation(), false))
                : Optional.empty();
    }

    private Found found(ObjectNode object, Trouble trouble) {
        object.put("kind", object.path("kind").asText("Pod"));
        Duration allowed = trouble.patience();
        String key = object.path("metadata").path("uid").asText() + "/" + trouble.container() + "/" + allowed;
        Instant begun = since.computeIfAbsent(key, unknown -> clock.instant());
        boolean isFinal =
                allowed != null && Duration.between(begun, clock.instant()).compareTo(allowed) >= 0;
        return new Found(object, trouble, isFinal, diagnosis);
    }
}
