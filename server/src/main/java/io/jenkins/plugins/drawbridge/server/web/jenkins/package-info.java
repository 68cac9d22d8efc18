/** Jenkins's own calls, so that the Console and every Jenkins client work unmodified. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.web.jenkins;

import org.jspecify.annotations.NullMarked;
