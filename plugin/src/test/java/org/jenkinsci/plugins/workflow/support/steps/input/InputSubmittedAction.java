package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.Action;

/** What Pipeline: Input Step leaves on the node of an input that was approved; known by its name alone. */
public final class InputSubmittedAction implements Action {

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Input Submitted";
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
