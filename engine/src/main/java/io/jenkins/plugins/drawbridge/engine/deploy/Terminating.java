package io.jenkins.plugins.drawbridge.engine.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.kube.ApiResource;
import io.jenkins.plugins.drawbridge.engine.kube.KubeClient;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Objects that are being deleted: whatever is applied to one goes with it, so its successor is created once it is gone.
 * Thread-safe.
 *
 * @param over whether there is no more time
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/">Finalizers</a>
 */
record Terminating(KubeClient kube, Say say, Cancellation cancellation, BooleanSupplier over) {

    private static final long PAUSE_MILLIS = 500;
    private static final int SHOWN = 3;

    static boolean is(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** Told to whoever wants them to be there; empty if there are none. */
    static String notice(List<Step> steps) {
        List<String> leaving = steps.stream()
                .filter(step -> step.leaving() != null)
                .map(step -> step.ref().toString())
                .toList();
        if (leaving.isEmpty()) {
            return "";
        }
        String more = leaving.size() > SHOWN ? " and " + (leaving.size() - SHOWN) + " more" : "";
        return String.join(", ", leaving.subList(0, Math.min(leaving.size(), SHOWN))) + more
                + ": being deleted by somebody at the moment; created anew once gone";
    }

    /**
     * Waits until the object is gone, or another one has taken its place.
     *
     * @throws TerminatingException if it is still there when the time is over; names its finalizers
     */
    void awaitEnd(ObjectRef ref, ApiResource resource, ObjectNode leaving) {
        Optional<ObjectNode> still = Optional.of(leaving);
        String told = "";
        while (still.isPresent()) {
            String why = "the one before it is being deleted" + finalizers(still.get());
            if (over.getAsBoolean()) {
                throw new TerminatingException("not created in time: " + why);
            }
            if (!why.equals(told)) {
                say.event(new DeployEvent.Progress(ref, "waits: " + why));
                told = why;
            }
            cancellation.pause(PAUSE_MILLIS);
            still = kube.get(resource, ref.namespace(), ref.name())
                    .filter(found -> uid(found).equals(uid(leaving)));
        }
    }

    private static String finalizers(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(name -> names.add(name.asText()));
        return names.isEmpty() ? "" : ", which waits for its finalizers (" + String.join(", ", names) + ")";
    }

    private static String uid(ObjectNode object) {
        return object.path("metadata").path("uid").asText();
    }
}
