/** HTTPS over a link, for whoever speaks to something other than an API server. */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.http;

import org.jspecify.annotations.NullMarked;
