package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.List;

/** What a deploy would do, object by object and field by field. A value; holds no secret. */
public record Plan(
        String cluster,
        String namespace,
        String application,
        DeployType deployType,
        List<Change> changes,
        List<ServicePlan> services) {

    public Plan {
        changes = List.copyOf(changes);
        services = List.copyOf(services);
    }

    public boolean changesNothing() {
        return changes.stream().allMatch(change -> change instanceof Change.Unchanged);
    }
}
