package io.jenkins.plugins.drawbridge.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.drawbridge.config.Allowed;
import io.jenkins.plugins.drawbridge.config.Places;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.engine.step.Durations;
import io.jenkins.plugins.drawbridge.engine.step.StepArguments;
import io.jenkins.plugins.drawbridge.engine.step.StepParameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The forms of our steps: drop-downs of what the job sees, for those who may configure it. */
public abstract class ManifestStepDescriptor extends StepDescriptor {

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FilePath.class, EnvVars.class);
    }

    /**
     * A Jenkinsfile may write one text, or a list of them. Jenkins drops what a step does not know: a misspelt {@code dryRun}
     * would deploy.
     */
    @Override
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        try {
            StepArguments.refuseUnknown(getFunctionName(), arguments.keySet());
        } catch (InputException misspelt) {
            throw new AbortException(misspelt.getMessage());
        }
        Map<String, Object> joined = new LinkedHashMap<>();
        arguments.forEach(
                (word, value) -> joined.put(word, value instanceof Collection<?> list ? joined(list) : value));
        return super.newInstance(joined);
    }

    /** A form says "" for what is not set, which a flag and a number cannot. */
    @Override
    public Step newInstance(@Nullable StaplerRequest2 request, JSONObject form) throws FormException {
        for (StepParameter parameter :
                List.of(StepParameter.FORCE_DEPLOY_WHEN_NO_SEMVER, StepParameter.FILTERED_JOB_MAX_RETRIES)) {
            if ("".equals(form.get(parameter.word()))) {
                form.remove(parameter.word());
            }
        }
        return super.newInstance(request, form);
    }

    private static String joined(Collection<?> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @POST
    public ListBoxModel doFillEnvironmentItems(
            @AncestorInPath @Nullable Item item, @QueryParameter String environment) {
        return choices(item, environment, "- From ENVIRONMENT_TO_DEPLOY -", places -> places.environmentIds());
    }

    @POST
    public ListBoxModel doFillClusterItems(@AncestorInPath @Nullable Item item, @QueryParameter String cluster) {
        return choices(item, cluster, "- The environment's -", places -> places.clusterIds());
    }

    @POST
    public ListBoxModel doFillDeployTypeItems(@AncestorInPath @Nullable Item item) {
        ListBoxModel choices = new ListBoxModel();
        if (Allowed.toListPlaces(item)) {
            choices.add("- From DEPLOY_TYPE, or deploy_all -", "");
            Arrays.stream(DeployType.values()).forEach(type -> choices.add(type.word(), type.word()));
        }
        return choices;
    }

    @POST
    public ListBoxModel doFillForceDeployWhenNoSemverItems(@AncestorInPath @Nullable Item item) {
        ListBoxModel choices = new ListBoxModel();
        if (Allowed.toListPlaces(item)) {
            choices.add("- From FORCE_DEPLOY_WHEN_NO_SEMVER, or no -", "");
            choices.add("Yes", "true");
            choices.add("No", "false");
        }
        return choices;
    }

    @POST
    public FormValidation doCheckTimeout(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return duration(item, value);
    }

    @POST
    public FormValidation doCheckLockTimeout(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return duration(item, value);
    }

    @POST
    public FormValidation doCheckFilteredJobTimeout(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
        return duration(item, value);
    }

    private static FormValidation duration(@Nullable Item item, @Nullable String value) {
        Allowed.toConfigure(item);
        boolean good = value == null
                || value.isBlank()
                || Durations.parse(value.strip()).isPresent();
        return good ? FormValidation.ok() : FormValidation.error("This is a duration such as 90s, 10m or 1h30m.");
    }

    /** What there is to choose from. */
    private interface Ids {
        List<String> of(Places places);
    }

    /** Who may not see the places sees what is set, and no more. */
    private static ListBoxModel choices(@Nullable Item item, @Nullable String current, String nothing, Ids ids) {
        ListBoxModel choices = new ListBoxModel();
        choices.add(nothing, "");
        boolean set = current != null && !current.isBlank();
        if (Allowed.toListPlaces(item)) {
            List<String> all = ids.of(Places.of(item));
            all.forEach(id -> choices.add(id, id));
            set &= !all.contains(current);
        }
        if (set) {
            choices.add(current, current);
        }
        return choices;
    }
}
