package io.jenkins.plugins.drawbridge.engine.deploy;

import java.util.List;

/** The API server would not accept some of the objects; nothing was changed. */
public final class PlanRefusedException extends DeployException {

    private static final long serialVersionUID = 1L;

    private final boolean forbidden;

    /**
     * @param refusals one masked sentence for each object
     * @param forbidden whether every one of them is for want of permission
     */
    PlanRefusedException(List<String> refusals, boolean forbidden) {
        super(String.join("\n", refusals));
        this.forbidden = forbidden;
    }

    public boolean isForbidden() {
        return forbidden;
    }
}
