/** The durable queue: which run is carried out when, by which server, and what becomes of it after a crash. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.work;

import org.jspecify.annotations.NullMarked;
