/** Measurements against kubectl, in the same run, through the same API server. */
@NullMarked
package io.jenkins.plugins.drawbridge.bench;

import org.jspecify.annotations.NullMarked;
