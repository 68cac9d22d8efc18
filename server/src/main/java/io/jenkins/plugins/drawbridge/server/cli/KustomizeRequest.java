package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.LoadRestrictor;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Build a kustomization and write it down.
 *
 * @param output the file the objects are written to; null: standard output
 */
public record KustomizeRequest(String folder, LoadRestrictor restrictor, @Nullable Path output) {}
