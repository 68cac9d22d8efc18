package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/** Drop-downs of credentials. Who may not list them sees the value that is set, and no other. */
public final class CredentialChoices {

    public static final List<Class<? extends StandardCredentials>> TEXT = List.of(StringCredentials.class);
    static final List<Class<? extends StandardCredentials>> LOGIN = List.of(StandardUsernamePasswordCredentials.class);
    static final List<Class<? extends StandardCredentials>> CERTIFICATE = List.of(StandardCertificateCredentials.class);
    static final List<Class<? extends StandardCredentials>> PROXY =
            List.of(StandardUsernamePasswordCredentials.class, StringCredentials.class);
    static final List<Class<? extends StandardCredentials>> SSH =
            List.of(SSHUserPrivateKey.class, StandardUsernamePasswordCredentials.class);
    static final List<Class<? extends StandardCredentials>> CLUSTER = List.of(
            StringCredentials.class, StandardUsernamePasswordCredentials.class, StandardCertificateCredentials.class);

    private CredentialChoices() {}

    public static ListBoxModel of(
            @Nullable Item item, @Nullable String current, List<Class<? extends StandardCredentials>> kinds) {
        String value = Texts.trimmed(current);
        StandardListBoxModel choices = new StandardListBoxModel();
        if (!Allowed.toListCredentials(item)) {
            choices.includeCurrentValue(value);
            return choices;
        }
        choices.includeEmptyValue();
        CredentialsMatcher matcher = CredentialsMatchers.anyOf(
                kinds.stream().map(CredentialsMatchers::instanceOf).toArray(CredentialsMatcher[]::new));
        if (item == null) {
            choices.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher);
        } else {
            choices.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher);
        }
        choices.includeCurrentValue(value);
        return choices;
    }
}
