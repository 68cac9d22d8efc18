package io.jenkins.plugins.drawbridge.engine.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run cost.
 *
 * @param requests number of requests by verb: list, get, dryRun, apply, delete, watch
 * @param timings milliseconds by phase
 */
public record Costs(Map<String, Long> requests, Map<String, Long> timings) {

    public static final Costs NONE = new Costs(Map.of(), Map.of());

    public Costs {
        requests = Collections.unmodifiableMap(new TreeMap<>(requests));
        timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
    }
}
