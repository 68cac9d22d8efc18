/**
 * The only package that opens sockets. A link is opened through another link; every way to fail names its hop.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.link;

import org.jspecify.annotations.NullMarked;
