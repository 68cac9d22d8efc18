/** Clusters and environments as Jenkins keeps them, and the way from there to the engine's values. Secrets are credentials by id. */
@NullMarked
package io.jenkins.plugins.drawbridge.config;

import org.jspecify.annotations.NullMarked;
