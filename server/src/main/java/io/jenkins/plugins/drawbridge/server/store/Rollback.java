package io.jenkins.plugins.drawbridge.server.store;

/**
 * To deploy again what an earlier build deployed.
 *
 * @param build number of the earlier build
 * @param section which deploy of that build, see {@link DeploySection#path()}
 */
public record Rollback(int build, String section) {}
