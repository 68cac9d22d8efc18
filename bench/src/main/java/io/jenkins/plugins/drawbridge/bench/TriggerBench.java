package io.jenkins.plugins.drawbridge.bench;

import io.jenkins.plugins.drawbridge.server.config.DatabaseSettings;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import io.jenkins.plugins.drawbridge.server.serve.DeployServer;
import io.jenkins.plugins.drawbridge.server.store.Accepted;
import io.jenkins.plugins.drawbridge.server.store.Cause;
import io.jenkins.plugins.drawbridge.server.store.NewRun;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.work.CallbackSender;
import io.jenkins.plugins.drawbridge.server.work.Ending;
import io.jenkins.plugins.drawbridge.server.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * How many triggers a server accepts, on its default database, each on disk before it is answered, compared with a plain loop
 * of INSERTs on the same disk in the same round. Started by {@code bench/triggers}. Exits with 0 whatever the figures are.
 */
public final class TriggerBench {

    private static final int CALLERS = 32;
    private static final int CALLS = 8_000;
    private static final double DUE_PER_SECOND = 1_000;
    private static final double TARGET_MILLIS = 50;
    private static final String TOKEN = "bench-trigger-token";

    private final Path work;
    private final Figures figures = new Figures();
    private int databases;

    private TriggerBench(Path work) {
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        int exit = 1;
        try {
            new TriggerBench(work).run(rounds);
            exit = 0;
        } catch (RuntimeException | IOException failed) {
            System.err.println("The triggers could not be measured: " + failed);
        } finally {
            // A server that is measured has threads of its own.
            Runtime.getRuntime().halt(exit);
        }
    }

    private void run(int rounds) throws IOException {
        System.out.println(
                Runtime.getRuntime().availableProcessors() + " processors, load " + Machine.load() + " before");
        for (int round = 0; round <= rounds; round++) {
            round(round);
        }
        print(rounds);
    }

    /** The first one only warms up. */
    private void round(int round) throws IOException {
        Callers.Seen plain = new Disk(Files.createDirectories(work.resolve("plain" + round))).inserts(CALLS);
        Callers.Seen queue = queue(0);
        Callers.Seen queueSteady = queue(DUE_PER_SECOND);
        Callers.Seen http = http(0);
        Callers.Seen httpSteady = http(DUE_PER_SECOND);
        System.err.printf(
                Locale.ROOT,
                "round %d: plain %s%n queue %s%n       %s%n http  %s%n       %s%n",
                round,
                plain,
                queue,
                queueSteady,
                http,
                httpSteady);
        if (round > 0) {
            figures.add("plain", plain.perSecond());
            add("queue", queue);
            add("queue, steady", queueSteady);
            add("http", http);
            add("http, steady", httpSteady);
        }
    }

    private void add(String name, Callers.Seen seen) {
        figures.add(name, seen.perSecond());
        figures.add(name + ", p99", seen.p99());
        figures.add(name + ", worst", seen.worst());
    }

    /** All threads of the queue are busy with runs that take their time, as deploys do. */
    private Callers.Seen queue(double perSecond) throws IOException {
        Semaphore busy = new Semaphore(0);
        try (Store store = Store.open(new DatabaseSettings(fresh(), "", "", null), Clock.systemUTC());
                Work queue = Work.start(
                        store,
                        (run, signals) -> {
                            store.journal().start(run.id());
                            signals.onChange(busy::release);
                            busy.acquireUninterruptibly();
                            return new Ending.HandedOver();
                        },
                        CallbackSender.NOBODY,
                        new Work.Bounds(4, 10 * CALLS))) {
            return Callers.run(CALLERS, CALLS, perSecond, () -> number -> accept(queue, number));
        }
    }

    private static void accept(Work queue, int number) {
        String key = "trigger-" + number;
        Map<String, String> parameters = Map.of(
                "ENVIRONMENT_TO_DEPLOY", "DEV",
                "KUBE_NAMESPACE", "shop",
                "DEPLOY_TYPE", "smart_deploy",
                "REVISION", "main",
                "TRIGGER_ID", key);
        Cause cause = new Cause(Cause.Kind.CONSOLE, "console", "127.0.0.1");
        Accepted accepted = queue.accept(new NewRun("team/shop", parameters, key, cause, null));
        if (accepted.kind() != Accepted.Kind.NEW) {
            throw new IllegalStateException(key + " was answered with " + accepted);
        }
    }

    private Callers.Seen http(double perSecond) throws IOException {
        Path folder = fresh();
        try (SilentHost git = new SilentHost()) {
            Path file = Files.createDirectories(folder).resolve("drawbridge.yaml");
            Files.writeString(file, configuration(git.port()));
            try (DeployServer server = DeployServer.start(SettingsFile.read(file, Map.of()), Clock.systemUTC());
                    git) {
                return Callers.run(CALLERS, CALLS, perSecond, () -> desk(server.port()));
            }
        }
    }

    @SuppressWarnings("MustBeClosed") // a caller's connection goes with its server
    private static Callers.Call desk(int port) throws IOException {
        WebhookConnection connection =
                new WebhookConnection(port, "/job/team/job/shop/buildWithParameters?token=" + TOKEN);
        return number -> {
            int status = connection.post("trigger-" + number);
            if (status != 201) {
                throw new IllegalStateException("trigger " + number + " was answered with " + status);
            }
        };
    }

    private static String configuration(int port) {
        return """
                clusters:
                  - id: private
                    url: https://kube.internal:6443
                    credentials: {token: unused}
                environments:
                  - {id: DEV, cluster: private, namespace: shop, variablePrefix: DEV_}
                server: {port: 0}
                database: {folder: database}
                jobs:
                  - id: team/shop
                    repository: {url: "https://127.0.0.1:%d/shop.git"}
                    triggerToken: %s
                    environments: [DEV]
                """
                .formatted(port, TOKEN);
    }

    private Path fresh() {
        return work.resolve("database" + ++databases);
    }

    private void print(int rounds) {
        double plain = figures.median("plain");
        System.out.printf(
                Locale.ROOT,
                "medians of %d rounds of %d triggers by %d callers; plain INSERTs by one caller: %.0f a second%n%n",
                rounds,
                CALLS,
                CALLERS,
                plain);
        System.out.println(
                "| accepted triggers                        | a second | of plain | p99 ms | worst |      |");
        System.out.println(
                "|------------------------------------------|---------:|---------:|-------:|------:|------|");
        line("the queue itself, as fast as it can", "queue", plain);
        line("the queue itself, 1,000 due each second", "queue, steady", plain);
        line("by HTTP, as fast as it can", "http", plain);
        line("by HTTP, 1,000 due each second", "http, steady", plain);
        System.out.println();
        figures.all()
                .forEach((name, samples) -> System.out.printf(
                        Locale.ROOT,
                        "  %-24s %s%n",
                        name,
                        samples.stream()
                                .map(sample -> String.format(Locale.ROOT, "%.1f", sample))
                                .toList()));
    }

    private void line(String title, String name, double plain) {
        double perSecond = figures.median(name);
        double p99 = figures.median(name + ", p99");
        // Who calls 1,000 times a second cannot be answered more often; a hundredth is the clock's.
        boolean reached = perSecond >= DUE_PER_SECOND * 0.99 && p99 < TARGET_MILLIS;
        System.out.printf(
                Locale.ROOT,
                "| %-40s | %8.0f | %7.2fx | %6.1f | %5.0f | %4s |%n",
                title,
                perSecond,
                perSecond / plain,
                p99,
                figures.worst(name + ", worst"),
                reached ? "PASS" : "MISS");
    }
}
