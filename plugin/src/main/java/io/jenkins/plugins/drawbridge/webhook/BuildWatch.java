package io.jenkins.plugins.drawbridge.webhook;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Hears of builds that start and end. */
@Extension
public final class BuildWatch extends RunListener<Run<?, ?>> {

    @Override
    public void onStarted(Run<?, ?> run, TaskListener listener) {
        Triggers.get().started(run);
    }

    @Override
    public void onFinalized(Run<?, ?> run) {
        Triggers.get().ended(run);
    }
}
