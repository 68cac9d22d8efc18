package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An HTTP proxy that answers CONNECT. */
public final class ProxyHop extends HopDefinition {

    private final String url;
    private @Nullable String ca;
    private @Nullable String credentialsId;
    private @Nullable String clientCertificateId;
    private @Nullable List<ProxyHeader> headers;

    @DataBoundConstructor
    public ProxyHop(String url) {
        this.url = Texts.trimmed(url);
    }

    public String getUrl() {
        return url;
    }

    public @Nullable String getCa() {
        return ca;
    }

    @DataBoundSetter
    public void setCa(@Nullable String ca) {
        this.ca = Texts.orNull(ca);
    }

    /** User name and password, or secret text (a bearer token). */
    public @Nullable String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    public @Nullable String getClientCertificateId() {
        return clientCertificateId;
    }

    @DataBoundSetter
    public void setClientCertificateId(@Nullable String clientCertificateId) {
        this.clientCertificateId = Texts.orNull(clientCertificateId);
    }

    public @Nullable List<ProxyHeader> getHeaders() {
        return headers == null ? null : List.copyOf(headers);
    }

    @DataBoundSetter
    public void setHeaders(@Nullable List<ProxyHeader> headers) {
        this.headers = headers == null || headers.isEmpty() ? null : new ArrayList<>(headers);
    }

    @Override
    ObjectNode describe(CredentialReferences references) {
        ObjectNode proxy = JsonNodeFactory.instance.objectNode().put("url", url);
        if (ca != null) {
            proxy.put("ca", ca);
        }
        if (credentialsId != null) {
            references.proxyLogin(proxy, credentialsId);
        }
        if (clientCertificateId != null) {
            references.clientCertificate(proxy, clientCertificateId);
        }
        if (headers != null) {
            ObjectNode values = proxy.putObject("headers");
            headers.forEach(header -> references.text(values, header.getName(), header.getCredentialsId()));
        }
        return JsonNodeFactory.instance.objectNode().set("proxy", proxy);
    }

    /** The form of a proxy. */
    @Extension
    @Symbol("proxy")
    public static final class DescriptorImpl extends Descriptor<HopDefinition> {

        @Override
        public String getDisplayName() {
            return "HTTP proxy";
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.PROXY);
        }

        @POST
        public ListBoxModel doFillClientCertificateIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String clientCertificateId) {
            return CredentialChoices.of(item, clientCertificateId, CredentialChoices.CERTIFICATE);
        }
    }
}
