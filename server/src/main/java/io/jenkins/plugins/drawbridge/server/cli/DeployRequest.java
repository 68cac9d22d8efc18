package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carry a plan out.
 *
 * @param variables what fills the placeholders in the files; null: they are left alone
 * @param jobs run these filtered jobs and nothing else; null: deploy
 */
public record DeployRequest(
        Target target,
        ManifestInput manifests,
        @Nullable Variables variables,
        DeployChoices choices,
        Conduct conduct,
        Documents documents,
        @Nullable JobSelection jobs) {

    public List<String> filenames() {
        return manifests.filenames();
    }

    /**
     * How it is carried out.
     *
     * @param timeout for the whole run; zero: no limit
     * @param lockTimeout how long to wait for somebody else's deploy; zero: not at all
     * @param parallelism objects of one wave applied at a time
     * @param asks whether a person is there to be asked before workloads are deleted
     */
    public record Conduct(
            boolean dryRun,
            boolean ensureNamespace,
            boolean awaitReady,
            Duration timeout,
            Duration lockTimeout,
            int parallelism,
            boolean asks) {}

    /**
     * Files beside the manifests.
     *
     * @param report where the JSON report goes
     * @param approvedPlan a plan that must still hold, as {@code plan -o json} wrote it
     */
    public record Documents(@Nullable Path report, @Nullable Path approvedPlan) {}
}
