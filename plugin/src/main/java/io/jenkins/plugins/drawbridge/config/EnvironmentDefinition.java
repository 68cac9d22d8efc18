package io.jenkins.plugins.drawbridge.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.Namespaces;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A named place to deploy to, with the words of {@code drawbridge.yaml}. */
public final class EnvironmentDefinition extends AbstractDescribableImpl<EnvironmentDefinition> {

    private final String id;
    private final String cluster;
    private final String namespace;
    private @Nullable String variablePrefix;
    private boolean production;

    @DataBoundConstructor
    public EnvironmentDefinition(String id, String cluster, String namespace) {
        this.id = Texts.trimmed(id);
        this.cluster = Texts.trimmed(cluster);
        this.namespace = Texts.trimmed(namespace);
    }

    public String getId() {
        return id;
    }

    public String getCluster() {
        return cluster;
    }

    public String getNamespace() {
        return namespace;
    }

    public @Nullable String getVariablePrefix() {
        return variablePrefix;
    }

    @DataBoundSetter
    public void setVariablePrefix(@Nullable String variablePrefix) {
        this.variablePrefix = Texts.orNull(variablePrefix);
    }

    public boolean isProduction() {
        return production;
    }

    @DataBoundSetter
    public void setProduction(boolean production) {
        this.production = production;
    }

    Environment toEnvironment() {
        return new Environment(id, cluster, namespace, Texts.trimmed(variablePrefix), production);
    }

    /** The form of an environment. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<EnvironmentDefinition> {

        @Override
        public String getDisplayName() {
            return "Environment";
        }

        @POST
        public FormValidation doCheckNamespace(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            Allowed.toConfigure(item);
            return Namespaces.isValid(Texts.trimmed(value))
                    ? FormValidation.ok()
                    : FormValidation.error("This must be " + Namespaces.WORDS + ".");
        }
    }
}
