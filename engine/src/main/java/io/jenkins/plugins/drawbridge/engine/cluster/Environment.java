package io.jenkins.plugins.drawbridge.engine.cluster;

/**
 * A named place to deploy to, as the Console knows it.
 *
 * @param id for example {@code DEV}; {@code [A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?}
 * @param cluster id of the cluster
 * @param variablePrefix for example {@code DEV_}; may be empty
 * @param production whether a deploy asks first
 */
public record Environment(String id, String cluster, String namespace, String variablePrefix, boolean production) {}
