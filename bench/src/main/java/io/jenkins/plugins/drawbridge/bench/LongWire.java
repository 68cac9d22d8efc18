package io.jenkins.plugins.drawbridge.bench;

import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.testkit.bastion.Wire;
import io.jenkins.plugins.drawbridge.testkit.bastion.WireFault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A cluster that is 50 milliseconds away: half of it each way. Every piece of 16 KiB waits, one after another, so long
 * answers suffer more than on a real line of that length.
 */
final class LongWire {

    private static final Duration ONE_WAY = Duration.ofMillis(25);
    private static final int WARM_RUNS = 3;

    private final Cluster far;
    private final Figures figures;

    private LongWire(Cluster cluster, Wire wire, Figures figures) {
        this.figures = figures;
        this.far = new Cluster(
                cluster.id(),
                URI.create("https://127.0.0.1:" + wire.port()),
                cluster.authority(),
                null,
                false,
                cluster.credentials(),
                null,
                cluster.access());
        wire.fault(new WireFault.Slow(ONE_WAY, 0));
    }

    /** @param namespace where the small project is deployed already */
    static void measure(Cluster cluster, Path folder, String namespace, Figures figures) {
        try (Wire wire = Wire.to(cluster.url().getPort())) {
            LongWire line = new LongWire(cluster, wire, figures);
            line.measure(folder, namespace);
        }
    }

    private void measure(Path folder, String namespace) {
        cold("plan of 50 over 50 ms, cold", engine -> engine.plan(folder, namespace));
        cold("deploy of 50 over 50 ms, cold", engine -> engine.deploy(folder, namespace));
        try (Engine engine = new Engine(far)) {
            engine.plan(folder, namespace);
            for (int run = 0; run < WARM_RUNS; run++) {
                figures.time("plan of 50 over 50 ms, warm", () -> engine.plan(folder, namespace));
                figures.time("deploy of 50 over 50 ms, warm", () -> engine.deploy(folder, namespace));
            }
        }
    }

    private void cold(String name, java.util.function.Consumer<Engine> work) {
        figures.time(name, () -> {
            try (Engine engine = new Engine(far)) {
                work.accept(engine);
            }
        });
    }
}
