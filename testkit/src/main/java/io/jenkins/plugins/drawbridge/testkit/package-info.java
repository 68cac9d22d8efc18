/** A private cluster in a box: an in-process Kubernetes API, a bastion, simulators. Uses nothing of the engine, so that a mistake cannot cancel itself out. */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit;

import org.jspecify.annotations.NullMarked;
