package io.jenkins.plugins.drawbridge.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A further header of the CONNECT request; its value is a secret text. */
public final class ProxyHeader extends AbstractDescribableImpl<ProxyHeader> {

    private final String name;
    private final String credentialsId;

    @DataBoundConstructor
    public ProxyHeader(String name, String credentialsId) {
        this.name = Texts.trimmed(name);
        this.credentialsId = Texts.trimmed(credentialsId);
    }

    public String getName() {
        return name;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** The form of a header. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ProxyHeader> {

        @Override
        public String getDisplayName() {
            return "Header";
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.TEXT);
        }
    }
}
