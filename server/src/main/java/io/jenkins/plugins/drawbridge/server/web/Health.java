package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.config.RoutesConfig;
import io.jenkins.plugins.drawbridge.server.store.Store;
import io.jenkins.plugins.drawbridge.server.work.Work;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Whether the server lives, whether it can work, and its figures for Prometheus. Tells nothing about anybody. */
public final class Health implements WebPart {

    private final Store store;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Health(Store store, Work work) {
        this.store = store;
        Gauge.builder("drawbridge.runs.queued", () -> store.writes().queued())
                .description("Runs that wait for their turn")
                .register(registry);
        Gauge.builder("drawbridge.runs.running", work::running)
                .description("Runs this server carries out")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/health/live", request -> request.result("alive\n"));
        routes.get("/health/ready", request -> {
            boolean ready = store.alive();
            request.status(ready ? 200 : 503).result(ready ? "ready\n" : "the database does not answer\n");
        });
        routes.get("/metrics", request -> {
            request.contentType("text/plain; version=0.0.4; charset=utf-8");
            request.result(registry.scrape());
        });
        routes.after(request -> {
            String part =
                    request.path().split("/", 3).length > 1 ? request.path().split("/", 3)[1] : "";
            String known = part.matches("job|queue|webhooks|api|health|metrics|static|environment|clusters|audit")
                    ? part
                    : "other";
            registry.counter(
                            "drawbridge.http.requests",
                            "method",
                            request.method().name().matches("GET|POST|HEAD")
                                    ? request.method().name()
                                    : "other",
                            "part",
                            known,
                            "status",
                            String.valueOf(request.statusCode()))
                    .increment();
        });
    }
}
