package io.jenkins.plugins.drawbridge.server.web.page;

import io.jenkins.plugins.drawbridge.engine.step.StepOrder;
import io.jenkins.plugins.drawbridge.engine.step.StepOrderJson;
import io.jenkins.plugins.drawbridge.server.store.DeploySection;

/**
 * What an earlier build deployed can be deployed again; what it ran as filtered jobs cannot, nor what it filled from
 * variables, which are not kept.
 */
final class RollbackRule {

    private RollbackRule() {}

    static boolean allows(DeploySection section) {
        if (!section.step().equals("smartDeploy")) {
            return false;
        }
        StepOrder order = StepOrderJson.read(section.order());
        return order.jobs() == null && !order.interpolate();
    }
}
