package io.jenkins.plugins.drawbridge.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What was measured, by name; every figure has as many samples as there were rounds, or more. */
final class Figures {

    private final Map<String, List<Double>> samples = new LinkedHashMap<>();

    void add(String name, double value) {
        samples.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    <T> T time(String name, Supplier<T> work) {
        long begun = System.nanoTime();
        T result = work.get();
        add(name, (System.nanoTime() - begun) / 1e6);
        return result;
    }

    void time(String name, Runnable work) {
        time(name, () -> {
            work.run();
            return name;
        });
    }

    void add(String name, Program.Run run) {
        add(name, run.millis());
        add(name + ", CPU", run.cpuMillis());
        add(name + ", memory", run.peakMegabytes());
    }

    double median(String name) {
        List<Double> sorted =
                samples.getOrDefault(name, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured under \"" + name + "\"");
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double worst(String name) {
        return samples.getOrDefault(name, List.of()).stream()
                .mapToDouble(sample -> sample)
                .max()
                .orElse(0);
    }

    Map<String, List<Double>> all() {
        return samples;
    }
}
