package io.jenkins.plugins.drawbridge.engine.deploy;

import java.util.List;

/** The plan that was approved is no longer the plan that would run; nothing was changed. */
public final class ApprovalException extends DeployException {

    private static final long serialVersionUID = 1L;

    ApprovalException(List<String> differences) {
        super("this is not the plan that was approved: " + String.join("; ", differences)
                + "; make a new plan and approve that");
    }
}
