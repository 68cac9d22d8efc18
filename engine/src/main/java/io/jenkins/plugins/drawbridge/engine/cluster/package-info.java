/**
 * Values: clusters, how they are reached and with which credentials; parsing and validation. Opens no socket.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.engine.cluster;

import org.jspecify.annotations.NullMarked;
