package io.jenkins.plugins.drawbridge.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The Console, which is told how a build that it triggered has ended. Holds no secret, only a credential's id. */
public final class ConsoleDefinition extends AbstractDescribableImpl<ConsoleDefinition> {

    private final String url;
    private final String credentialsId;
    private @Nullable String ca;
    private @Nullable List<HopDefinition> access;

    @DataBoundConstructor
    public ConsoleDefinition(String url, String credentialsId) {
        this.url = Texts.trimmed(url);
        this.credentialsId = Texts.trimmed(credentialsId);
    }

    public String getUrl() {
        return url;
    }

    /** A service account's client id and secret (user name and password), or a token (secret text). */
    public String getCredentialsId() {
        return credentialsId;
    }

    public @Nullable String getCa() {
        return ca;
    }

    @DataBoundSetter
    public void setCa(@Nullable String ca) {
        this.ca = Texts.orNull(ca);
    }

    /** The hops to the Console, the nearest first; null: directly. */
    public @Nullable List<HopDefinition> getAccess() {
        return access == null ? null : List.copyOf(access);
    }

    @DataBoundSetter
    public void setAccess(@Nullable List<HopDefinition> access) {
        this.access = access == null || access.isEmpty() ? null : new java.util.ArrayList<>(access);
    }

    /** The form of the Console. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ConsoleDefinition> {

        @Override
        public String getDisplayName() {
            return "Console";
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.PROXY);
        }
    }
}
