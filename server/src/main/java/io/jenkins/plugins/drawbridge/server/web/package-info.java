/** What the server answers over HTTP: the Javalin server, limits, headers, errors. The only place that knows Javalin. */
@NullMarked
package io.jenkins.plugins.drawbridge.server.web;

import org.jspecify.annotations.NullMarked;
