package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest events of each workload. */
final class EventReading {

    private static final int MOST = 10;

    private final Map<String, List<ObjectNode>> byWorkload = new HashMap<>();
    private final Words words;

    private EventReading(Words words) {
        this.words = words;
    }

    static EventReading of(List<ObjectNode> events, Belonging belonging, Words words) {
        EventReading reading = new EventReading(words);
        for (ObjectNode event : events) {
            JsonNode object = event.path("involvedObject");
            String workload = belonging.of(
                    object.path("kind").asText(), object.path("name").asText());
            if (!workload.isEmpty()) {
                reading.byWorkload
                        .computeIfAbsent(workload, none -> new ArrayList<>())
                        .add(event);
            }
        }
        return reading;
    }

    /** The latest first. */
    List<EventView> of(String workload) {
        return byWorkload.getOrDefault(workload, List.of()).stream()
                .map(this::view)
                .sorted(Comparator.comparing(
                        EventView::lastSeen, Comparator.nullsLast(Comparator.<Instant>reverseOrder())))
                .limit(MOST)
                .toList();
    }

    private EventView view(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        return new EventView(
                event.path("type").asText().equals("Warning"),
                words.of(event.path("reason")),
                words.of(event.path("message")),
                words.of(
                        object.path("kind").asText() + "/" + object.path("name").asText()),
                Math.max(
                        1,
                        event.path("series")
                                .path("count")
                                .asInt(event.path("count").asInt(1))),
                lastSeen(event));
    }

    /** Old events have {@code lastTimestamp}, those of the newer recorder a series or the time of their one happening. */
    private static @Nullable Instant lastSeen(JsonNode event) {
        for (JsonNode time : List.of(
                event.path("series").path("lastObservedTime"),
                event.path("lastTimestamp"),
                event.path("eventTime"),
                event.path("firstTimestamp"))) {
            Instant instant = Live.instant(time);
            if (instant != null) {
                return instant;
            }
        }
        return Live.created(event);
    }
}
