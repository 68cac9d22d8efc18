package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.store.Run;
import io.jenkins.plugins.drawbridge.server.store.RunResult;
import io.jenkins.plugins.drawbridge.server.work.CallbackSender;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The server's figures, for Prometheus; docs/operating.md lists them. Their labels come from the configuration, never
 * from callers, so that nobody can make them many. Thread-safe.
 */
public final class Figures {

    private static final String BEGUN = "drawbridge.begun";
    private static final Set<String> METHODS = Set.of("GET", "POST", "HEAD");
    private static final Set<String> PARTS = Set.of(
            "job",
            "queue",
            "webhooks",
            "api",
            "health",
            "metrics",
            "static",
            "environments",
            "clusters",
            "audit",
            "sign-in",
            "sign-out");
    private static final Duration[] RUN_BUCKETS = seconds(1, 5, 15, 60, 300, 900, 3_600);
    private static final Duration[] REQUEST_BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(5)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Figures() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private static Duration[] seconds(long... seconds) {
        return java.util.Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }

    /** What is asked for when somebody looks. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    public void ended(Run run, RunResult result, Duration took) {
        Timer.builder("drawbridge.run")
                .description("Runs that ended, from their beginning to their end")
                .tags("job", run.job(), "environment", run.facts().environment(), "result", word(result))
                .serviceLevelObjectives(RUN_BUCKETS)
                .register(registry)
                .record(took);
    }

    public void told(CallbackSender.Answer answer) {
        registry.counter("drawbridge.console.callbacks", "answer", word(answer)).increment();
    }

    void begins(Context request) {
        request.attribute(BEGUN, System.nanoTime());
    }

    void answered(Context request) {
        Long begun = request.attribute(BEGUN);
        String part = request.path().replaceFirst("^/", "").replaceFirst("/.*", "");
        String method = request.method().name();
        Timer.builder("drawbridge.http.requests")
                .description("Answered requests")
                .tags(
                        "method",
                        METHODS.contains(method) ? method : "other",
                        "part",
                        part.isEmpty() ? "overview" : PARTS.contains(part) ? part : "other",
                        "status",
                        String.valueOf(request.statusCode()))
                .serviceLevelObjectives(REQUEST_BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(begun == null ? 0 : System.nanoTime() - begun));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    String scraped() {
        return registry.scrape();
    }
}
