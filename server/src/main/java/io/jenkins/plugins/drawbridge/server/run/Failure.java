package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployException;

/** Tells a cluster that was lost from a deploy that failed. */
final class Failure {

    private Failure() {}

    static boolean isOfObjects(DrawbridgeException failure) {
        return failure instanceof DeployException;
    }
}
