package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An SSH server that forwards; its host key is required. */
public final class SshHop extends HopDefinition {

    private static final int USUAL_PORT = 22;

    private final String host;
    private final String credentialsId;
    private int port = USUAL_PORT;
    private @Nullable String hostKey;
    private @Nullable String knownHosts;

    @DataBoundConstructor
    public SshHop(String host, String credentialsId) {
        this.host = Texts.trimmed(host);
        this.credentialsId = Texts.trimmed(credentialsId);
    }

    public String getHost() {
        return host;
    }

    /** SSH user name with private key, or user name and password. */
    public String getCredentialsId() {
        return credentialsId;
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port == 0 ? USUAL_PORT : port;
    }

    /** Fingerprints as {@code ssh-keygen -l} prints them, separated by blanks. */
    public @Nullable String getHostKey() {
        return hostKey;
    }

    @DataBoundSetter
    public void setHostKey(@Nullable String hostKey) {
        this.hostKey = Texts.orNull(hostKey);
    }

    /** Lines of a known_hosts file, instead of {@code hostKey}. */
    public @Nullable String getKnownHosts() {
        return knownHosts;
    }

    @DataBoundSetter
    public void setKnownHosts(@Nullable String knownHosts) {
        this.knownHosts = Texts.orNull(knownHosts);
    }

    @Override
    ObjectNode describe(CredentialReferences references) {
        ObjectNode ssh = JsonNodeFactory.instance.objectNode().put("host", host).put("port", port);
        references.sshLogin(ssh, credentialsId);
        trust(ssh);
        return JsonNodeFactory.instance.objectNode().set("ssh", ssh);
    }

    /** Which keys the server may have. */
    void trust(ObjectNode ssh) {
        if (hostKey != null) {
            for (String fingerprint : hostKey.split("\\s+")) {
                ssh.withArray("hostKey").add(fingerprint);
            }
        }
        if (knownHosts != null) {
            ssh.put("knownHosts", knownHosts);
        }
    }

    /** The form of an SSH hop. */
    @Extension
    @Symbol("ssh")
    public static final class DescriptorImpl extends Descriptor<HopDefinition> {

        @Override
        public String getDisplayName() {
            return "SSH server";
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.of(item, credentialsId, CredentialChoices.SSH);
        }

        @POST
        public FormValidation doCheckHostKey(
                @AncestorInPath @Nullable Item item, @QueryParameter String value, @QueryParameter String knownHosts) {
            Allowed.toConfigure(item);
            SshHop probe = new SshHop("host", "");
            probe.setHostKey(value);
            probe.setKnownHosts(knownHosts);
            return Checks.hostKey(probe);
        }
    }
}
