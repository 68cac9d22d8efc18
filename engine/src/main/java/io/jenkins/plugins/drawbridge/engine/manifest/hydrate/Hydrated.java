package io.jenkins.plugins.drawbridge.engine.manifest.hydrate;

import java.nio.file.Path;

/**
 * A kustomization that lacked something.
 *
 * @param name as the user named its folder
 * @param text what the file shall hold
 */
public record Hydrated(String name, Path file, String text) {}
