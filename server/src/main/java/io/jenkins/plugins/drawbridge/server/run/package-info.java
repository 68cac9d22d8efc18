/** Carries out what the command line understood: calls of the engine, and events and reports as lines. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.run;

import org.jspecify.annotations.NullMarked;
