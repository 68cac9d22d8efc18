package io.jenkins.plugins.drawbridge.bench;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures in rounds: everybody does the same once in each round, in an order that turns, so that whatever else the
 * machine does meets all alike. Every first deploy has a namespace of its own; before anything unchanged is measured, the
 * cluster's controllers have finished with what was new.
 */
final class Rounds {

    private static final int CHANGES = 10;
    private static final int REPEATS = 3;

    /** The optimising compiler, on two processors that it shares, is done with this path after about so many runs. */
    private static final int WARM_UP = 40;

    private static final Duration SETTLE = Duration.ofMinutes(1);

    private final Setting setting;
    private final Cluster cluster;
    private final Figures figures = new Figures();
    private final Map<String, Map<String, Integer>> requests = new LinkedHashMap<>();
    private final Path files;
    private final Path changed;
    private final Path small;
    private final Path output;
    private final List<Manifest> manifests;

    Rounds(Setting setting) {
        this.setting = setting;
        this.cluster = setting.cluster();
        this.files = SampleProject.LARGE.write(setting.work().resolve("large"), 0);
        this.changed = SampleProject.LARGE.write(setting.work().resolve("changed"), CHANGES);
        this.small = SampleProject.SMALL.write(setting.work().resolve("small"), 0);
        this.output = setting.work().resolve("output");
        this.manifests = new ManifestReader(InputStream.nullInputStream(), ManifestLimits.DEFAULT)
                .read(List.of(files.toString()));
    }

    Result run(int rounds) {
        Machine machine = new Machine(setting);
        try (RawClient raw = new RawClient(cluster, setting.token())) {
            warmUp(raw);
            for (int round = 1; round <= rounds; round++) {
                System.err.println("round " + round + " of " + rounds + ", load " + Machine.load());
                round(round, raw);
            }
        }
        return new Result(Rows.of(figures, !setting.drawbridge().isEmpty()), figures, requests, machine.lines(rounds));
    }

    /** The engine is measured in a JVM that has done it before. */
    private void warmUp(RawClient raw) {
        deployTo("warm", new Figures());
        settle(raw);
        Figures unused = new Figures();
        for (int run = 0; run < WARM_UP; run++) {
            unchanged("warm", unused);
        }
        try (Engine engine = new Engine(cluster)) {
            engine.deploy(small, "small");
        }
        LongWire.measure(cluster, small, "small", unused);
    }

    private void round(int round, RawClient raw) {
        String ours = "ours-" + round;
        String theirs = "theirs-" + round;
        String bare = "raw-" + round;
        raw.createNamespace(theirs);
        raw.createNamespace(bare);
        turning(
                round,
                List.of(
                        () -> kubectl("kubectl, first", setting.kubectlApply(files, theirs)),
                        () -> deployTo(ours, figures),
                        () -> figures.time("server's limit, first", () -> raw.sendAll(raw.applies(manifests, bare)))),
                raw);
        turning(
                round,
                List.of(
                        () -> kubectl("kubectl, unchanged", setting.kubectlApply(files, theirs)),
                        () -> unchanged(ours, figures),
                        () -> process(ours)),
                raw);
        turning(
                round,
                List.of(() -> kubectl("kubectl diff", setting.kubectlDiff(changed, theirs)), () -> plan(ours)),
                raw);
        settled(raw, () -> figures.time("server's limit, unchanged", () -> raw.sendAll(raw.applies(manifests, bare))));
        settled(raw, () -> figures.time("list of all", () -> raw.list(ours)));
        settled(raw, () -> LongWire.measure(cluster, small, "small", figures));
    }

    private void turning(int round, List<Runnable> measurements, RawClient raw) {
        for (int turn = 0; turn < measurements.size(); turn++) {
            settled(raw, measurements.get((turn + round) % measurements.size()));
        }
    }

    private void settled(RawClient raw, Runnable measurement) {
        settle(raw);
        System.gc();
        measurement.run();
    }

    private void kubectl(String name, Program program) {
        figures.add(name, program.run(output));
    }

    private void deployTo(String namespace, Figures into) {
        try (Engine engine = new Engine(cluster)) {
            into.time("engine, first", () -> engine.deploy(files, namespace));
            requests.put("first deploy", engine.requests());
        }
    }

    private void unchanged(String namespace, Figures into) {
        for (int run = 0; run < REPEATS; run++) {
            into.time("engine, unchanged", () -> {
                try (Engine engine = new Engine(cluster)) {
                    engine.deploy(files, namespace);
                    requests.put("unchanged deploy", engine.requests());
                }
            });
        }
    }

    private void plan(String namespace) {
        for (int run = 0; run < REPEATS; run++) {
            figures.time("engine, plan", () -> {
                try (Engine engine = new Engine(cluster)) {
                    engine.plan(changed, namespace);
                    requests.put("plan with 10 changes", engine.requests());
                }
            });
        }
    }

    private void process(String namespace) {
        if (!setting.drawbridge().isEmpty()) {
            String[] flags = {"--wait=false", "--deploy-type", "smart_deploy"};
            for (int run = 0; run < 2; run++) {
                figures.add(
                        "process, unchanged",
                        setting.drawbridge("deploy", files, namespace, flags).run(output));
            }
        }
    }

    /** Until the controllers have made a pod for every Deployment there is. */
    private static void settle(RawClient raw) {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (raw.count("/api/v1/pods") < raw.count("/apis/apps/v1/deployments")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the controllers did not make the pods of the Deployments");
            }
            pause();
        }
        pause();
    }

    /** Statuses are written a little after the pods. */
    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
