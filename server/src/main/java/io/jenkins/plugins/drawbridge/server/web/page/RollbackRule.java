package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;

/** What an earlier build deployed can be deployed again; what it ran as filtered jobs cannot. */
final class RollbackRule {

    private RollbackRule() {}

    static boolean allows(DeploySection section) {
        return section.step().equals("smartDeploy")
                && StepOrderJson.read(section.order()).jobs() == null;
    }
}
