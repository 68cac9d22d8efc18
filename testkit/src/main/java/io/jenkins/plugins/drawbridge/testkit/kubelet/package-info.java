/** Stands in for the scheduler and the kubelets of a real API server that has none. Speaks plain HTTP, uses nothing of the engine. */
@NullMarked
package io.jenkins.plugins.drawbridge.testkit.kubelet;

import org.jspecify.annotations.NullMarked;
