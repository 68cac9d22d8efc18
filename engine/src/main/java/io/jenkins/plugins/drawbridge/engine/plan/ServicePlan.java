package io.jenkins.plugins.drawbridge.engine.plan;

import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.List;

/**
 * The objects that make one service, and what would become of it.
 *
 * @param runningVersion image tag that runs now; empty: unknown or none
 * @param newVersion image tag after the deploy; empty: none
 * @param objects its objects, the workload first
 */
public record ServicePlan(
        String name, Outcome outcome, String runningVersion, String newVersion, List<ObjectRef> objects) {

    public ServicePlan {
        objects = List.copyOf(objects);
    }
}
