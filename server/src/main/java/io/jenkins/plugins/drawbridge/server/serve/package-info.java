/** Puts the server together, starts, reloads and stops it. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.serve;

import org.jspecify.annotations.NullMarked;
