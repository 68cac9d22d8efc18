package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.config.RoutesConfig;

/** A part of what the server answers. */
@FunctionalInterface
public interface WebPart {

    void addTo(RoutesConfig routes);
}
