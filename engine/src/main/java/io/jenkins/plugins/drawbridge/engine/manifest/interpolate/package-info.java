/**
 * Placeholders in texts, filled from variables before the texts are understood. Values are secrets: no message holds one.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import org.jspecify.annotations.NullMarked;
