package io.jenkins.plugins.drawbridge.server.config;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.cluster.HostShapes;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shape;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of {@code jobs}. */
final class JobSchema {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}";
    private static final Pattern ID = Pattern.compile(NAME + "(/" + NAME + "){0,5}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern CREDENTIALS_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final HostShapes shapes;
    private final Path folder;

    JobSchema(HostShapes shapes, Path folder) {
        this.shapes = shapes;
        this.folder = folder;
    }

    Section<JobSettings> section() {
        Key<String> id = required("id", "the job's name, folder/name", Shapes.matching("a name such as team/shop", ID));
        Key<String> description = optional("description", "for its page", Shapes.text());
        Key<RepositorySettings> repository = required("repository", "where its files are", repository());
        Key<String> jenkinsfile =
                optional("jenkinsfile", "path in the repository, Jenkinsfile if absent", Shapes.text());
        Key<SecretSource> token = optional("triggerToken", "lets the Console start it", shapes.secret());
        Key<List<SecretSource>> webhooks = optional(
                "webhookSecrets", "sign webhooks; two while one is replaced", Shapes.list("secrets", shapes.secret()));
        Key<Map<String, String>> params = optional(
                "paramsMap",
                "the Console's own names for revision and environment",
                Shapes.mapping(
                        "a mapping of revision and environment to names",
                        Shapes.matching(
                                "revision or environment",
                                value -> value.equals("revision") || value.equals("environment")),
                        Shapes.matching("a parameter's name", PARAMETER)));
        Key<List<String>> environments =
                optional("environments", "the only ones it may deploy to", Shapes.list("environments", Shapes.text()));
        Key<Map<String, SecretSource>> credentials = optional(
                "credentials",
                "for credentials('id') in the Jenkinsfile",
                Shapes.mapping(
                        "a mapping of ids to secrets", Shapes.matching("an id", CREDENTIALS_ID), shapes.secret()));
        Key<String> project = optional("projectId", "the Console's id of the project, for its callback", Shapes.text());
        return Section.of(
                "job",
                fields -> new JobSettings(
                        fields.get(id),
                        fields.get(description, ""),
                        fields.get(repository),
                        fields.get(jenkinsfile, "Jenkinsfile"),
                        fields.orNull(token),
                        fields.get(webhooks, List.of()),
                        fields.get(params, Map.of()),
                        fields.get(environments, List.of()),
                        fields.get(credentials, Map.of()),
                        fields.get(project, "")),
                id,
                description,
                repository,
                jenkinsfile,
                token,
                webhooks,
                params,
                environments,
                credentials,
                project);
    }

    private Section<RepositorySettings> repository() {
        return new RepositorySchema(shapes, folder).section();
    }

    static Shape<URI> httpUrl() {
        return Shapes.of("a URL like https://host, without user, query or fragment", node -> Shapes.scalarText(node)
                .flatMap(JobSchema::parsed));
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI url = new URI(text);
            boolean usable = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null;
            return usable ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException noUrl) { // the caller says what a URL must look like
            return Optional.empty();
        }
    }
}
