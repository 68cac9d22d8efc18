package io.jenkins.plugins.drawbridge.steps;

import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** What {@code smartDiff} and {@code smartDeploy} have in common: the parameters of {@link StepParameter}. Null: not set. */
public abstract class ManifestStep extends Step {

    private final String function;
    private @Nullable String environment;
    private @Nullable String cluster;
    private @Nullable String namespace;
    private @Nullable String files;
    private @Nullable String kustomize;
    private @Nullable String application;
    private @Nullable String deployType;
    private @Nullable Boolean forceDeployWhenNoSemver;
    private @Nullable Boolean interpolate;
    private @Nullable String envPrefix;

    ManifestStep(String function) {
        this.function = function;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new SmartExecution(context, function, arguments());
    }

    /** By the parameters' words; what is not set is absent. */
    Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        put(arguments, StepParameter.ENVIRONMENT, environment);
        put(arguments, StepParameter.CLUSTER, cluster);
        put(arguments, StepParameter.NAMESPACE, namespace);
        put(arguments, StepParameter.FILES, files);
        put(arguments, StepParameter.KUSTOMIZE, kustomize);
        put(arguments, StepParameter.APPLICATION, application);
        put(arguments, StepParameter.DEPLOY_TYPE, deployType);
        put(arguments, StepParameter.FORCE_DEPLOY_WHEN_NO_SEMVER, forceDeployWhenNoSemver);
        put(arguments, StepParameter.INTERPOLATE, interpolate);
        put(arguments, StepParameter.ENV_PREFIX, envPrefix);
        return arguments;
    }

    static void put(Map<String, String> arguments, StepParameter parameter, @Nullable Object value) {
        if (value != null) {
            arguments.put(parameter.word(), value.toString());
        }
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What is so anyway stays out of generated snippets. */
    static @Nullable Boolean unless(Boolean otherwise, @Nullable Boolean value) {
        return otherwise.equals(value) ? null : value;
    }

    public @Nullable String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(@Nullable String environment) {
        this.environment = orNull(environment);
    }

    public @Nullable String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@Nullable String cluster) {
        this.cluster = orNull(cluster);
    }

    public @Nullable String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(@Nullable String namespace) {
        this.namespace = orNull(namespace);
    }

    public @Nullable String getFiles() {
        return files;
    }

    @DataBoundSetter
    public void setFiles(@Nullable String files) {
        this.files = orNull(files);
    }

    public @Nullable String getKustomize() {
        return kustomize;
    }

    @DataBoundSetter
    public void setKustomize(@Nullable String kustomize) {
        this.kustomize = orNull(kustomize);
    }

    public @Nullable String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(@Nullable String application) {
        this.application = orNull(application);
    }

    public @Nullable String getDeployType() {
        return deployType;
    }

    @DataBoundSetter
    public void setDeployType(@Nullable String deployType) {
        this.deployType = orNull(deployType);
    }

    public @Nullable Boolean getForceDeployWhenNoSemver() {
        return forceDeployWhenNoSemver;
    }

    @DataBoundSetter
    public void setForceDeployWhenNoSemver(@Nullable Boolean forceDeployWhenNoSemver) {
        this.forceDeployWhenNoSemver = forceDeployWhenNoSemver;
    }

    public @Nullable Boolean getInterpolate() {
        return interpolate;
    }

    @DataBoundSetter
    public void setInterpolate(@Nullable Boolean interpolate) {
        this.interpolate = unless(Boolean.FALSE, interpolate);
    }

    public @Nullable String getEnvPrefix() {
        return envPrefix;
    }

    @DataBoundSetter
    public void setEnvPrefix(@Nullable String envPrefix) {
        this.envPrefix = orNull(envPrefix);
    }
}
