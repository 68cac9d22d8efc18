/** Telling the Console how a deploy ended: one attempt at a time, over the Console's own access. */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.callback;

import org.jspecify.annotations.NullMarked;
