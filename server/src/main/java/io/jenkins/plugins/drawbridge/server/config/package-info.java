/** The server's part of drawbridge.yaml, as values, read whole and checked at once. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.config;

import org.jspecify.annotations.NullMarked;
