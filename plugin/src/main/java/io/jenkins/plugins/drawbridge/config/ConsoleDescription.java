package io.jenkins.plugins.drawbridge.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings.Login;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The Console as the engine knows it; its URL, trust and access have the words and checks of a cluster's. */
public final class ConsoleDescription {

    private ConsoleDescription() {}

    /**
     * Empty if nobody is to be told.
     *
     * @throws InputException if what is configured cannot be used
     */
    public static Optional<ConsoleSettings> now() {
        ConsoleDefinition definition = DrawbridgeConfiguration.get().getConsole();
        return definition == null ? Optional.empty() : Optional.of(read(definition, CredentialsView.ofAllJobs()));
    }

    static ConsoleSettings read(ConsoleDefinition definition, CredentialsView credentials) {
        ClusterDefinition way = new ClusterDefinition("Console", definition.getUrl());
        way.setCa(definition.getCa());
        way.setAccess(definition.getAccess());
        try {
            Cluster cluster = ClusterDescription.read(way, credentials);
            return new ConsoleSettings(
                    cluster.url(),
                    login(definition.getCredentialsId(), credentials),
                    cluster.authority(),
                    cluster.access());
        } catch (InputException fault) {
            throw new InputException(
                    String.valueOf(fault.getMessage()).replace("cluster Console: ", "the Console: "), fault);
        }
    }

    private static Login login(String id, CredentialsView credentials) {
        StandardCredentials found = credentials
                .find(id)
                .orElseThrow(() -> new InputException("there are no credentials '" + id + "' for the Console"));
        if (found instanceof StandardUsernamePasswordCredentials account) {
            return new Login.ServiceAccount(
                    account.getUsername(),
                    () -> SecretSource.of(account.getPassword().getPlainText()).read());
        }
        if (found instanceof StringCredentials token) {
            return new Login.Token(
                    () -> SecretSource.of(token.getSecret().getPlainText()).read());
        }
        throw new InputException("the credentials '" + id + "' are of another kind; the Console takes a user name with"
                + " password (client id and secret), or secret text (a token)");
    }
}
