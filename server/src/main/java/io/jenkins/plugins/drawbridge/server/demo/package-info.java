/**
 * The demo: a private cluster behind a bastion, in this process, and a story told by running the commands a user would type.
 * The only package outside tests that may use the testkit.
 */
@NullMarked
package io.jenkins.plugins.drawbridge.server.demo;

import org.jspecify.annotations.NullMarked;
