package io.jenkins.plugins.drawbridge.server.store;

/**
 * What a run turned out to be about; filled in as it becomes known, empty texts until then.
 *
 * @param revision as asked for: branch, tag or commit
 * @param commit the commit it stood for, 40 hex digits
 * @param deployType {@code smart_deploy} or {@code deploy_all}
 * @param production whether it deployed to a production environment
 */
public record RunFacts(
        String environment, String namespace, String revision, String commit, String deployType, boolean production) {

    public static final RunFacts UNKNOWN = new RunFacts("", "", "", "", "", false);
}
