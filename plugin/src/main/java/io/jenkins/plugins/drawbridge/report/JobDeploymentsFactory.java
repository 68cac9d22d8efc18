package io.jenkins.plugins.drawbridge.report;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives the page <em>Deployments</em> to jobs whose last build deployed something. */
@Extension
@SuppressWarnings("rawtypes") // Jenkins asks for the raw type
public final class JobDeploymentsFactory extends TransientActionFactory<Job> {

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job target) {
        Job<?, ?> job = target;
        Run<?, ?> last = job.getLastBuild();
        boolean deploys = last != null && last.getAction(SmartDeployAction.class) != null;
        return deploys ? List.of(new JobDeployments(job)) : List.of();
    }
}
