/**
 * Builds a kustomization folder as kustomize does. Reads the files below it and nothing else: no network, no program.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import org.jspecify.annotations.NullMarked;
