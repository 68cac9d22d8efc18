package io.jenkins.plugins.drawbridge.engine.plan;

/** Whether a deploy rolls out everything or only what changed. */
public enum DeployType {
    SMART_DEPLOY("smart_deploy"),
    DEPLOY_ALL("deploy_all");

    private final String word;

    DeployType(String word) {
        this.word = word;
    }

    /** The word of the Console and of mlp's flag. */
    public String word() {
        return word;
    }
}
