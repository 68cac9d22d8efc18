/** Tells the Console how a run ended. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.callback;

import org.jspecify.annotations.NullMarked;
