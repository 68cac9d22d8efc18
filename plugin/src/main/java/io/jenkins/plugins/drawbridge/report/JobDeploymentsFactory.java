package io.jenkins.plugins.drawbridge.report;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;

/** Gives the page <em>Deployments</em> to jobs whose latest builds deployed something. */
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
        return Stream.of(job.getLastBuild(), job.getLastCompletedBuild(), job.getLastSuccessfulBuild())
                        .anyMatch(JobDeploymentsFactory::deployed)
                ? List.of(new JobDeployments(job))
                : List.of();
    }

    private static boolean deployed(@Nullable Run<?, ?> run) {
        return run != null && run.getAction(SmartDeployAction.class) != null;
    }
}
