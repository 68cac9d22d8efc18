package io.jenkins.plugins.drawbridge.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Show the main job against an embedded private cluster.
 *
 * @param once end when everything was shown, rather than keep the cluster up
 * @param report where the HTML report goes; null: a place of the demo's choice
 */
public record DemoRequest(boolean once, @Nullable Path report) {}
