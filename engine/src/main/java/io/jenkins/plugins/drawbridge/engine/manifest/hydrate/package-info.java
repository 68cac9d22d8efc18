/**
 * A kustomization that names the files beside it, as mlp's {@code hydrate} writes it. Reads folders; writes nothing.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.manifest.hydrate;

import org.jspecify.annotations.NullMarked;
