package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.step.BegunPlans;
import io.jenkins.plugins.drawbridge.server.store.Journal;

/** Keeps in the journal which approved plans a run began to carry out. */
record JournalledPlans(Journal journal, long run) implements BegunPlans {

    @Override
    public boolean contains(Approval plan) {
        return journal.hasBegun(run, plan.salt());
    }

    @Override
    public void add(Approval plan) {
        journal.begin(run, plan.salt());
    }
}
