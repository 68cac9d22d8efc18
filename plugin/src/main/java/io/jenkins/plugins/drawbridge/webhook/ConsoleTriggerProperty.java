package io.jenkins.plugins.drawbridge.webhook;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.JobProperty;
import hudson.model.JobPropertyDescriptor;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.drawbridge.config.CredentialChoices;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** Lets the Console start a job, for some environments. Holds no secret, only a credential's id. */
public final class ConsoleTriggerProperty extends JobProperty<Job<?, ?>> {

    private final String credentialsId;
    private final String environments;
    private boolean acceptToken;
    private @Nullable String projectId;
    private @Nullable String revisionParameter;
    private @Nullable String environmentParameter;

    @DataBoundConstructor
    public ConsoleTriggerProperty(String credentialsId, String environments) {
        this.credentialsId = credentialsId == null ? "" : credentialsId.strip();
        this.environments = environments == null ? "" : environments.strip();
    }

    /** Secret text: the key of the signatures, and the token where tokens are accepted. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Ids, separated by blanks or commas. */
    public String getEnvironments() {
        return environments;
    }

    /** Whether the secret itself, sent along, is enough: it may end up in the logs of proxies. */
    public boolean isAcceptToken() {
        return acceptToken;
    }

    @DataBoundSetter
    public void setAcceptToken(boolean acceptToken) {
        this.acceptToken = acceptToken;
    }

    /** The project's database id in the Console; null: it is not told how builds ended. */
    public @Nullable String getProjectId() {
        return projectId;
    }

    @DataBoundSetter
    public void setProjectId(@Nullable String projectId) {
        this.projectId = orNull(projectId);
    }

    /** Under which name the Console sends the revision, if it was renamed. */
    public @Nullable String getRevisionParameter() {
        return revisionParameter;
    }

    @DataBoundSetter
    public void setRevisionParameter(@Nullable String revisionParameter) {
        this.revisionParameter = orNull(revisionParameter);
    }

    /** Under which name the Console sends the environment, if it was renamed. */
    public @Nullable String getEnvironmentParameter() {
        return environmentParameter;
    }

    @DataBoundSetter
    public void setEnvironmentParameter(@Nullable String environmentParameter) {
        this.environmentParameter = orNull(environmentParameter);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    Set<String> environmentIds() {
        Set<String> ids = new TreeSet<>(Arrays.asList(environments.split("[\\s,]+")));
        ids.remove("");
        return ids;
    }

    Map<String, String> renames() {
        Map<String, String> renames = new LinkedHashMap<>();
        if (revisionParameter != null) {
            renames.put("revision", revisionParameter);
        }
        if (environmentParameter != null) {
            renames.put("environment", environmentParameter);
        }
        return renames;
    }

    /** The secret as the job sees it; empty if the credential is not there. */
    Optional<Secret> secret(Job<?, ?> job) {
        if (credentialsId.isEmpty()) {
            return Optional.empty();
        }
        StringCredentials found = CredentialsProvider.findCredentialByIdInItem(
                credentialsId, StringCredentials.class, job, ACL.SYSTEM2, List.of());
        return Optional.ofNullable(found)
                .map(text -> Secret.of(text.getSecret().getPlainText()))
                .filter(secret -> !secret.isEmpty());
    }

    static Optional<ConsoleTriggerProperty> of(Job<?, ?> job) {
        return Optional.ofNullable(job.getProperty(ConsoleTriggerProperty.class));
    }

    /** The property's part of a job's form. */
    @Extension
    @Symbol("consoleTrigger")
    public static final class DescriptorImpl extends JobPropertyDescriptor {

        static final String BLOCK = "consoleTrigger";

        @Override
        public String getDisplayName() {
            return "Let the Console start this job";
        }

        /** Null: the box is not checked. */
        @Override
        public @Nullable JobProperty<?> newInstance(StaplerRequest2 request, JSONObject form) {
            return form.has(BLOCK) ? request.bindJSON(ConsoleTriggerProperty.class, form.getJSONObject(BLOCK)) : null;
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.TEXT);
        }
    }
}
