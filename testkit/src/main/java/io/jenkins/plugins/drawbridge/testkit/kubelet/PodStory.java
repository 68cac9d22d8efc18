package io.jenkins.plugins.drawbridge.testkit.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** What becomes of a pod, as the scheduler and a kubelet would report it. */
@FunctionalInterface
public interface PodStory {

    /** The chapters of a new pod's life, in order; none leaves it Pending. */
    List<Chapter> of(JsonNode pod);

    /**
     * One change that is reported.
     *
     * @param after how long after the chapter before it, the first one after the pod was seen
     * @param status what the pod's status becomes; replaces the fields that it names
     * @param notes Events about it
     */
    record Chapter(Duration after, ObjectNode status, List<Note> notes) {

        public Chapter {
            notes = List.copyOf(notes);
        }
    }

    /**
     * An Event about the pod.
     *
     * @param component who reports it: {@code kubelet}, {@code default-scheduler}
     * @param type {@code Normal} or {@code Warning}
     */
    record Note(String component, String type, String reason, String message) {}
}
