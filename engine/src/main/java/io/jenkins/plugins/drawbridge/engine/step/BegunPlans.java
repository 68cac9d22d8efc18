package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.plan.Approval;

/**
 * Which approved plans a run began to carry out. After a restart, or in another attempt of a {@code retry}, the cluster is no
 * longer as it was approved, because the run itself has changed it. Called on any thread, one at a time.
 */
public interface BegunPlans {

    boolean contains(Approval plan);

    /** What comes next changes the cluster: has to be kept when this returns. A plan may be added again. */
    void add(Approval plan);
}
