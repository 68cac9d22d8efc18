/** Plays the controllers and the kubelet: workloads become ready or fail, with the real ones' words. */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit.rollout;

import org.jspecify.annotations.NullMarked;
