package io.jenkins.plugins.drawbridge.report;

import java.util.List;

/** An environment, or a namespace, and the deploys to it, the latest first; at least one. */
public final class DeployedPlace {

    private final String name;
    private final List<Deployment> history;

    DeployedPlace(String name, List<Deployment> history) {
        this.name = name;
        this.history = List.copyOf(history);
    }

    public String getName() {
        return name;
    }

    public Deployment getLast() {
        return history.get(0);
    }

    public List<Deployment> getHistory() {
        return history;
    }
}
