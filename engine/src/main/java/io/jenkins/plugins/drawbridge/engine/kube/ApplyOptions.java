package io.jenkins.plugins.drawbridge.engine.kube;

/**
 * How an object is applied.
 *
 * @param manager field manager
 * @param force take fields over from other managers
 * @param dryRun let the server work it out and write nothing
 */
public record ApplyOptions(String manager, boolean force, boolean dryRun) {}
