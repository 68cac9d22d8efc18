package io.jenkins.plugins.drawbridge.testkit.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import io.jenkins.plugins.drawbridge.testkit.kubelet.PodStory;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a pod, read from the names of its images:
 *
 * <ul>
 *   <li>{@code does-not-exist} or {@code broken}: the image cannot be pulled;
 *   <li>{@code crash}: the container ends with exit code 1, again and again;
 *   <li>{@code unready}: it runs, but its readiness probe fails;
 *   <li>{@code unschedulable}: no node takes the pod;
 *   <li>{@code stuck}: nothing happens;
 *   <li>{@code quota}: no pod is made at all (the ReplicaSet's business);
 *   <li>any other: it runs and becomes ready, or ends well if it is not to be restarted always.
 * </ul>
 *
 * The first init container whose name says so comes before the main ones. Immutable; for a private cluster and for a real one.
 */
public final class PodScript implements PodStory {

    private static final List<String> TROUBLES =
            List.of("does-not-exist", "broken", "crash", "unready", "unschedulable", "stuck", "quota");

    private final PodPace pace;

    public PodScript(PodPace pace) {
        this.pace = pace;
    }

    @Override
    public List<Chapter> of(JsonNode pod) {
        PodChapters chapters = new PodChapters(pod, pace);
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            String trouble = trouble(container);
            if (!trouble.isEmpty()) {
                return chapters.of(trouble, container, true);
            }
        }
        for (JsonNode container : pod.path("spec").path("containers")) {
            String trouble = trouble(container);
            if (!trouble.isEmpty()) {
                return chapters.of(trouble, container, false);
            }
        }
        return chapters.well();
    }

    static boolean exceedsQuota(JsonNode podSpec) {
        for (JsonNode container : podSpec.path("containers")) {
            if (trouble(container).equals("quota")) {
                return true;
            }
        }
        return false;
    }

    private static String trouble(JsonNode container) {
        String image = Json.text(container, "image");
        return TROUBLES.stream().filter(image::contains).findFirst().orElse("");
    }

    /** What a container of a pod says. */
    public static List<String> log(JsonNode pod, String container, boolean previous) {
        String image = "";
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode candidate : pod.path("spec").path(list)) {
                image = Json.text(candidate, "name").equals(container) ? Json.text(candidate, "image") : image;
            }
        }
        List<String> lines = new ArrayList<>(List.of("starting " + image, "reading configuration"));
        if (image.contains("crash")) {
            lines.add("FATAL cannot connect to database at db:5432: connection refused");
            lines.add("exiting with code 1");
        } else if (image.contains("unready")) {
            lines.add("listening on :8080, but the cache is not warm yet");
        } else if (!previous) {
            lines.add("listening on :8080");
        }
        return lines;
    }
}
