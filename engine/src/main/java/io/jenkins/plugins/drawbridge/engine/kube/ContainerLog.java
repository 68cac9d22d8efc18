package io.jenkins.plugins.drawbridge.engine.kube;

/**
 * Which log lines are wanted.
 *
 * @param container name of the container
 * @param lines how many of the last lines
 * @param previous of the container's last life rather than of this one
 */
public record ContainerLog(String container, int lines, boolean previous) {}
