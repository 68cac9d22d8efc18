package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.config.RoutesConfig;
import io.jenkins.plugins.drawbridge.server.store.Store;

/** Whether the server lives, whether it can work, and its figures for Prometheus. Tells nothing about anybody. */
public final class Health implements WebPart {

    private final Store store;
    private final Figures figures;

    public Health(Store store, Figures figures) {
        this.store = store;
        this.figures = figures;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(figures::begins);
        routes.after(figures::answered);
        routes.get("/health/live", request -> request.result("alive\n"));
        routes.get("/health/ready", request -> {
            boolean ready = store.alive();
            request.status(ready ? 200 : 503).result(ready ? "ready\n" : "the database does not answer\n");
        });
        routes.get("/metrics", request -> {
            request.contentType("text/plain; version=0.0.4; charset=utf-8");
            request.result(figures.scraped());
        });
    }
}
