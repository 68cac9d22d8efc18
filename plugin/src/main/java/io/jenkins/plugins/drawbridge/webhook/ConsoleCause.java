package io.jenkins.plugins.drawbridge.webhook;

import hudson.model.Cause;

/** A build that the Console asked for. Kept in {@code build.xml}. */
public final class ConsoleCause extends Cause {

    private final String key;
    private final String triggerId;
    private final String environment;

    ConsoleCause(TriggerRecord record) {
        this.key = record.key();
        this.triggerId = record.triggerId();
        this.environment = record.environment();
    }

    String key() {
        return key;
    }

    @Override
    public String getShortDescription() {
        String trigger = triggerId.isEmpty() ? key : triggerId;
        String where = environment.isEmpty() ? "" : ", environment " + environment;
        return "Started by the Console (trigger " + trigger + where + ")";
    }
}
