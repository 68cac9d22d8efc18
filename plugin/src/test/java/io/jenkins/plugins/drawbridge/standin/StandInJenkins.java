package io.jenkins.plugins.drawbridge.standin;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.ExtensionList;
import hudson.Util;
import hudson.console.HyperlinkNote;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.drawbridge.config.DrawbridgeConfiguration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.mockito.MockedStatic;
import org.mockito.ScopedMock;

/**
 * What Jenkins itself would say, on the signatures that the plugin compiles against. Everything else in the tests is real.
 * Mockito's static stand-ins hold for one thread: whoever starts another one enters there too.
 */
public final class StandInJenkins {

    private final Jenkins jenkins = mock(Jenkins.class);
    private final DrawbridgeConfiguration configuration = new DrawbridgeConfiguration();
    private final Map<String, StandardCredentials> credentials = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> singletons = new ConcurrentHashMap<>();
    private final Map<Object, List<?>> made = java.util.Collections.synchronizedMap(new java.util.IdentityHashMap<>());

    public Jenkins jenkins() {
        return jenkins;
    }

    public DrawbridgeConfiguration configuration() {
        return configuration;
    }

    public StandInJenkins secretText(String id, String text) {
        StringCredentials found = mock(StringCredentials.class);
        Secret secret = secret(text);
        when(found.getSecret()).thenReturn(secret);
        when(found.getId()).thenReturn(id);
        credentials.put(id, found);
        return this;
    }

    public StandInJenkins login(String id, String user, String password) {
        StandardUsernamePasswordCredentials found = mock(StandardUsernamePasswordCredentials.class);
        Secret secret = secret(password);
        when(found.getUsername()).thenReturn(user);
        when(found.getPassword()).thenReturn(secret);
        credentials.put(id, found);
        return this;
    }

    public StandInJenkins sshKey(String id, String user, String privateKey) {
        SSHUserPrivateKey found = mock(SSHUserPrivateKey.class);
        when(found.getUsername()).thenReturn(user);
        when(found.getPrivateKeys()).thenReturn(List.of(privateKey));
        credentials.put(id, found);
        return this;
    }

    public StandInJenkins credential(String id, StandardCredentials found) {
        credentials.put(id, found);
        return this;
    }

    public static Secret secret(String text) {
        Secret secret = mock(Secret.class);
        when(secret.getPlainText()).thenReturn(text);
        return secret;
    }

    public <T> StandInJenkins singleton(Class<T> type, T only) {
        singletons.put(type, only);
        return this;
    }

    /** What one of Jenkins's own actions was made with. */
    public List<?> madeWith(Object action) {
        return made.getOrDefault(action, List.of());
    }

    /** From here to {@code close}, this thread is one of Jenkins's. */
    public Inside enter() {
        return new Inside();
    }

    /** A thread inside Jenkins. */
    public final class Inside implements AutoCloseable {

        private final List<ScopedMock> statics = new ArrayList<>();

        private Inside() {
            extensions();
            provider();
            MockedStatic<Jenkins> instance = mockStatic(Jenkins.class);
            instance.when(Jenkins::get).thenReturn(jenkins);
            MockedStatic<HyperlinkNote> links = mockStatic(HyperlinkNote.class);
            links.when(() -> HyperlinkNote.encodeTo(anyString(), anyString()))
                    .then(call -> call.getArgument(1) + " <" + call.getArgument(0) + ">");
            MockedStatic<FormValidation> answers = mockStatic(FormValidation.class, CALLS_REAL_METHODS);
            MockedStatic<Util> urls = mockStatic(Util.class);
            urls.when(() -> Util.rawEncode(anyString())).then(call -> encoded(call.getArgument(0)));
            statics.addAll(List.of(instance, links, answers, urls));
            statics.add(mockConstruction(CauseAction.class, (action, how) -> made.put(action, how.arguments())));
            statics.add(mockConstruction(ParametersAction.class, (action, how) -> made.put(action, how.arguments())));
            statics.add(mockConstruction(StringParameterValue.class, (value, how) -> {
                when(value.getName()).thenReturn((String) how.arguments().get(0));
                when(value.getValue()).thenReturn(how.arguments().get(1));
            }));
            answers.when(FormValidation::ok).then(call -> answer("ok", ""));
            answers.when(() -> FormValidation.ok(anyString())).then(call -> answer("ok", call.getArgument(0)));
            answers.when(() -> FormValidation.error(anyString())).then(call -> answer("error", call.getArgument(0)));
        }

        private String encoded(String segment) {
            return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
        }

        private FormValidation answer(String kind, String text) {
            FormValidation validation = mock(FormValidation.class);
            when(validation.renderHtml()).thenReturn(kind + ": " + text);
            return validation;
        }

        private void extensions() {
            MockedStatic<ExtensionList> extensions = mockStatic(ExtensionList.class);
            singletons.put(DrawbridgeConfiguration.class, configuration);
            singletons.forEach((type, only) ->
                    extensions.when(() -> ExtensionList.lookupSingleton(type)).thenReturn(only));
            statics.add(extensions);
        }

        private void provider() {
            MockedStatic<CredentialsProvider> provider = mockStatic(CredentialsProvider.class);
            provider.when(() -> CredentialsProvider.findCredentialById(anyString(), any(), any(Run.class), anyList()))
                    .then(call -> credentials.get(call.<String>getArgument(0)));
            provider.when(() -> CredentialsProvider.findCredentialByIdInItem(
                            anyString(), any(), any(Item.class), any(), anyList()))
                    .then(call -> credentials.get(call.<String>getArgument(0)));
            provider.when(() -> CredentialsProvider.findCredentialByIdInItemGroup(
                            anyString(), any(), any(), any(), anyList()))
                    .then(call -> credentials.get(call.<String>getArgument(0)));
            statics.add(provider);
        }

        @Override
        public void close() {
            statics.forEach(ScopedMock::close);
        }
    }
}
