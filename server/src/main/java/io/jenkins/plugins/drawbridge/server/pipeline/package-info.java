/** Carries runs out, step by step, and takes them up again where they were. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.pipeline;

import org.jspecify.annotations.NullMarked;
