package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code jobs}.
 *
 * @param id full name, {@code folder/name}
 * @param jenkinsfile its path in the repository
 * @param triggerToken lets the Console start it; null: not by token
 * @param webhookSecrets of Standard Webhooks; any of them signs, so that one can be replaced without a pause
 * @param paramsMap the Console's renames: our name ({@code REVISION}, {@code ENVIRONMENT_TO_DEPLOY}) to the one it sends
 * @param environments the only ones it may deploy to; empty: all
 * @param credentials for {@code credentials('id')} in the Jenkinsfile
 * @param projectId the Console's database id of the project, for the callback; empty: no callback
 */
public record JobSettings(
        String id,
        String description,
        RepositorySettings repository,
        String jenkinsfile,
        @Nullable SecretSource triggerToken,
        List<SecretSource> webhookSecrets,
        Map<String, String> paramsMap,
        List<String> environments,
        Map<String, SecretSource> credentials,
        String projectId) {

    public JobSettings {
        webhookSecrets = List.copyOf(webhookSecrets);
        paramsMap = Map.copyOf(paramsMap);
        environments = List.copyOf(environments);
        credentials = Map.copyOf(credentials);
    }
}
