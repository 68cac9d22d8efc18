package io.jenkins.plugins.drawbridge.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One API server, with the words of {@code drawbridge.yaml}. Holds no secret, only a credential's id. */
public final class ClusterDefinition extends AbstractDescribableImpl<ClusterDefinition> {

    private final String id;
    private final String url;
    private @Nullable String ca;
    private @Nullable String tlsServerName;
    private boolean dangerouslySkipTlsVerify;
    private @Nullable String credentialsId;
    private @Nullable ImpersonateDefinition impersonate;
    private @Nullable List<HopDefinition> access;

    @DataBoundConstructor
    public ClusterDefinition(String id, String url) {
        this.id = Texts.trimmed(id);
        this.url = Texts.trimmed(url);
    }

    public String getId() {
        return id;
    }

    public String getUrl() {
        return url;
    }

    /** PEM, or base64 of PEM. */
    public @Nullable String getCa() {
        return ca;
    }

    @DataBoundSetter
    public void setCa(@Nullable String ca) {
        this.ca = Texts.orNull(ca);
    }

    public @Nullable String getTlsServerName() {
        return tlsServerName;
    }

    @DataBoundSetter
    public void setTlsServerName(@Nullable String tlsServerName) {
        this.tlsServerName = Texts.orNull(tlsServerName);
    }

    public boolean isDangerouslySkipTlsVerify() {
        return dangerouslySkipTlsVerify;
    }

    @DataBoundSetter
    public void setDangerouslySkipTlsVerify(boolean dangerouslySkipTlsVerify) {
        this.dangerouslySkipTlsVerify = dangerouslySkipTlsVerify;
    }

    /** Secret text (a token), user name and password, or a certificate. */
    public @Nullable String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    /** Null: as ourselves. */
    public @Nullable ImpersonateDefinition getImpersonate() {
        return impersonate;
    }

    @DataBoundSetter
    public void setImpersonate(@Nullable ImpersonateDefinition impersonate) {
        this.impersonate = impersonate;
    }

    /** The hops, the nearest first; null: directly. */
    public @Nullable List<HopDefinition> getAccess() {
        return access == null ? null : List.copyOf(access);
    }

    @DataBoundSetter
    public void setAccess(@Nullable List<HopDefinition> access) {
        this.access = access == null || access.isEmpty() ? null : new java.util.ArrayList<>(access);
    }

    List<HopDefinition> hops() {
        return access == null ? List.of() : access;
    }

    /** The form of a cluster. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<ClusterDefinition> {

        @Override
        public String getDisplayName() {
            return "Private cluster";
        }

        @POST
        public FormValidation doCheckId(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            Allowed.toConfigure(item);
            return Checks.clusterId(value);
        }

        @POST
        public FormValidation doCheckUrl(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            Allowed.toConfigure(item);
            return Checks.clusterUrl(value);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.CLUSTER);
        }

        /**
         * Walks to the cluster, as it was last saved, hop by hop, and asks what we may do in the namespace of the first
         * environment on it. A global cluster is for administrators; a folder's own for those who may configure the folder.
         */
        @POST
        public FormValidation doTestConnection(@AncestorInPath @Nullable Item item, @QueryParameter String id) {
            Allowed.toConfigure(item);
            ConnectionTest.Answer answer = ConnectionTest.of(item, Texts.trimmed(id));
            return answer.passed() ? FormValidation.ok(answer.text()) : FormValidation.error(answer.text());
        }
    }
}
