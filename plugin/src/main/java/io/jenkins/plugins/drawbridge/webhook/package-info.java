/** The Console's calls: triggers, their durable status, and the callback when a build ends. */
@NullMarked
package io.jenkins.plugins.drawbridge.webhook;

import org.jspecify.annotations.NullMarked;
