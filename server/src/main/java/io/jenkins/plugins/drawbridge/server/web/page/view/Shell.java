package io.jenkins.plugins.drawbridge.server.web.page.view;

import io.jenkins.plugins.drawbridge.server.config.Role;
import io.jenkins.plugins.drawbridge.server.web.access.Caller;

/**
 * What is around every page.
 *
 * @param title of the browser's tab
 * @param area of the navigation that the page belongs to: {@code overview}, {@code clusters}, {@code audit} or none
 * @param files version of the style sheets and scripts
 * @param signedIn whether there is a session to end
 * @param refreshSeconds after which a browser without scripts loads the page again; 0: never
 */
public record Shell(String title, String area, String files, Caller caller, boolean signedIn, int refreshSeconds) {

    public boolean mayAdminister() {
        return caller.may(Role.ADMINISTER);
    }

    public boolean mayDeploy() {
        return caller.may(Role.DEPLOY);
    }
}
