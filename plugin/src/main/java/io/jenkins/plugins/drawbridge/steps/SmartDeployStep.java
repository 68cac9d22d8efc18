package io.jenkins.plugins.drawbridge.steps;

import hudson.Extension;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code smartDeploy}: deploys, and waits until everything is ready. */
public final class SmartDeployStep extends ManifestStep {

    private @Nullable Boolean ensureNamespace;
    private @Nullable Boolean dryRun;
    private @Nullable Boolean wait;
    private @Nullable String timeout;
    private @Nullable String lockTimeout;
    private @Nullable String plan;
    private @Nullable String forceConflictsWith;
    private @Nullable String dangerouslyPrune;
    private @Nullable String filteredJobAnnotation;
    private @Nullable Integer filteredJobMaxRetries;
    private @Nullable String filteredJobTimeout;

    @DataBoundConstructor
    public SmartDeployStep() {
        super(StepParameter.SMART_DEPLOY);
    }

    @Override
    Map<String, String> arguments() {
        Map<String, String> arguments = super.arguments();
        put(arguments, StepParameter.ENSURE_NAMESPACE, ensureNamespace);
        put(arguments, StepParameter.DRY_RUN, dryRun);
        put(arguments, StepParameter.WAIT, wait);
        put(arguments, StepParameter.TIMEOUT, timeout);
        put(arguments, StepParameter.LOCK_TIMEOUT, lockTimeout);
        put(arguments, StepParameter.PLAN, plan);
        put(arguments, StepParameter.FORCE_CONFLICTS_WITH, forceConflictsWith);
        put(arguments, StepParameter.DANGEROUSLY_PRUNE, dangerouslyPrune);
        put(arguments, StepParameter.FILTERED_JOB_ANNOTATION, filteredJobAnnotation);
        put(arguments, StepParameter.FILTERED_JOB_MAX_RETRIES, filteredJobMaxRetries);
        put(arguments, StepParameter.FILTERED_JOB_TIMEOUT, filteredJobTimeout);
        return arguments;
    }

    public @Nullable Boolean getEnsureNamespace() {
        return ensureNamespace;
    }

    @DataBoundSetter
    public void setEnsureNamespace(@Nullable Boolean ensureNamespace) {
        this.ensureNamespace = unless(Boolean.TRUE, ensureNamespace);
    }

    public @Nullable Boolean getDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(@Nullable Boolean dryRun) {
        this.dryRun = unless(Boolean.FALSE, dryRun);
    }

    public @Nullable Boolean getWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(@Nullable Boolean wait) {
        this.wait = unless(Boolean.TRUE, wait);
    }

    public @Nullable String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@Nullable String timeout) {
        this.timeout = orNull(timeout);
    }

    public @Nullable String getLockTimeout() {
        return lockTimeout;
    }

    @DataBoundSetter
    public void setLockTimeout(@Nullable String lockTimeout) {
        this.lockTimeout = orNull(lockTimeout);
    }

    public @Nullable String getPlan() {
        return plan;
    }

    @DataBoundSetter
    public void setPlan(@Nullable String plan) {
        this.plan = orNull(plan);
    }

    public @Nullable String getForceConflictsWith() {
        return forceConflictsWith;
    }

    @DataBoundSetter
    public void setForceConflictsWith(@Nullable String forceConflictsWith) {
        this.forceConflictsWith = orNull(forceConflictsWith);
    }

    public @Nullable String getDangerouslyPrune() {
        return dangerouslyPrune;
    }

    @DataBoundSetter
    public void setDangerouslyPrune(@Nullable String dangerouslyPrune) {
        this.dangerouslyPrune = orNull(dangerouslyPrune);
    }

    public @Nullable String getFilteredJobAnnotation() {
        return filteredJobAnnotation;
    }

    @DataBoundSetter
    public void setFilteredJobAnnotation(@Nullable String filteredJobAnnotation) {
        this.filteredJobAnnotation = orNull(filteredJobAnnotation);
    }

    public @Nullable Integer getFilteredJobMaxRetries() {
        return filteredJobMaxRetries;
    }

    @DataBoundSetter
    public void setFilteredJobMaxRetries(@Nullable Integer filteredJobMaxRetries) {
        this.filteredJobMaxRetries = filteredJobMaxRetries;
    }

    public @Nullable String getFilteredJobTimeout() {
        return filteredJobTimeout;
    }

    @DataBoundSetter
    public void setFilteredJobTimeout(@Nullable String filteredJobTimeout) {
        this.filteredJobTimeout = orNull(filteredJobTimeout);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends ManifestStepDescriptor {

        @Override
        public String getFunctionName() {
            return StepParameter.SMART_DEPLOY;
        }

        @Override
        public String getDisplayName() {
            return "Deploy to a private cluster";
        }
    }
}
