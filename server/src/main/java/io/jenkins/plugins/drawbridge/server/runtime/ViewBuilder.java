package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.plan.NaturalOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the objects of a namespace together: pods and events to their workloads. Pure. */
final class ViewBuilder {

    private final Map<Kind, List<ObjectNode>> objects;
    private final Words words;
    private final Instant now;
    private final Belonging belonging;
    private final Map<String, List<PodView>> podsByWorkload = new LinkedHashMap<>();

    /** @param objects each with {@code kind}; kinds that could not be read may be missing */
    ViewBuilder(Map<Kind, List<ObjectNode>> objects, Words words, Instant now) {
        this.objects = new EnumMap<>(objects);
        this.words = words;
        this.now = now;
        this.belonging = Belonging.of(this.objects);
    }

    RuntimeView build(Environment environment, List<String> gaps) {
        PodReading podReading = new PodReading(words, now);
        for (ObjectNode pod : sorted(Kind.POD)) {
            podsByWorkload
                    .computeIfAbsent(belonging.ofPod(pod), none -> new ArrayList<>())
                    .add(podReading.of(pod));
        }
        SurfaceReading surface = new SurfaceReading(words);
        return new RuntimeView(
                environment.id(),
                environment.cluster(),
                environment.namespace(),
                now,
                workloads(),
                podsByWorkload.getOrDefault(Belonging.NOBODY, List.of()),
                sorted(Kind.SERVICE).stream().map(surface::service).toList(),
                sorted(Kind.INGRESS).stream().map(surface::ingress).toList(),
                gaps);
    }

    private List<WorkloadView> workloads() {
        EventReading events = EventReading.of(objects.getOrDefault(Kind.EVENT, List.of()), belonging, words);
        WorkloadReading reading = new WorkloadReading(words, now);
        List<WorkloadView> workloads = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind.isWorkload()) {
                for (ObjectNode object : sorted(kind)) {
                    String key = kind.word() + "/" + Live.name(object);
                    workloads.add(reading.of(object, podsByWorkload.getOrDefault(key, List.of()), events.of(key)));
                }
            }
        }
        return workloads;
    }

    private List<ObjectNode> sorted(Kind kind) {
        return objects.getOrDefault(kind, List.of()).stream()
                .sorted(Comparator.comparing(Live::name, NaturalOrder.INSTANCE))
                .toList();
    }
}
