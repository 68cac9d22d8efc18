/** Doors of a private network, for tests: a CONNECT proxy, a SOCKS5 proxy and an SSH server on loopback, all able to misbehave. */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit.bastion;

import org.jspecify.annotations.NullMarked;
