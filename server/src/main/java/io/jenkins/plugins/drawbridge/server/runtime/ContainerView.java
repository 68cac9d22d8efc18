package io.jenkins.plugins.drawbridge.server.runtime;

/**
 * A container of a pod.
 *
 * @param state Running, Waiting or Terminated, with the reason where there is one: {@code Waiting: ErrImagePull}
 * @param init whether it runs before the others
 */
public record ContainerView(String name, ImageView image, boolean ready, int restarts, String state, boolean init) {}
