/**
 * Secrets and ConfigMaps out of a short description, as mlp's {@code generate} reads it. Reads the files it names; the rest
 * is pure.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import org.jspecify.annotations.NullMarked;
