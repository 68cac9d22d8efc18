package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A SOCKS5 proxy; it resolves names. */
public final class SocksHop extends HopDefinition {

    private static final int USUAL_PORT = 1080;

    private final String host;
    private int port = USUAL_PORT;
    private @Nullable String credentialsId;

    @DataBoundConstructor
    public SocksHop(String host) {
        this.host = Texts.trimmed(host);
    }

    public String getHost() {
        return host;
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port == 0 ? USUAL_PORT : port;
    }

    /** User name and password; null: no login. */
    public @Nullable String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    @Override
    ObjectNode describe(CredentialReferences references) {
        ObjectNode socks =
                JsonNodeFactory.instance.objectNode().put("host", host).put("port", port);
        if (credentialsId != null) {
            references.userAndPassword(socks, credentialsId);
        }
        return JsonNodeFactory.instance.objectNode().set("socks", socks);
    }

    /** The form of a SOCKS proxy. */
    @Extension
    @Symbol("socks")
    public static final class DescriptorImpl extends Descriptor<HopDefinition> {

        @Override
        public String getDisplayName() {
            return "SOCKS5 proxy";
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.LOGIN);
        }
    }
}
