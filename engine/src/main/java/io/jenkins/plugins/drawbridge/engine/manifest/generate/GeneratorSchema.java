package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.optional;
import static io.jenkins.plugins.drawbridge.engine.yaml.schema.Key.required;

import io.jenkins.plugins.drawbridge.engine.yaml.schema.Fields;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Key;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Section;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A description of Secrets and ConfigMaps. */
final class GeneratorSchema {

    private static final Pattern OBJECT_NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*+");

    private static final Key<String> API_VERSION = optional("apiVersion", "mlp.mia-platform.eu/v1", Shapes.text());
    private static final Key<String> KIND = optional("kind", "what the file is", Shapes.text());
    private static final Key<String> NAME = required(
            "name",
            "the object's name",
            Shapes.matching("lower-case letters and digits, '-' and '.' between them", OBJECT_NAME));
    private static final Key<String> WHEN = optional(
            "when",
            "once: it is never changed again; always",
            Shapes.matching("once or always", Set.of("once", "always")::contains));
    private static final Key<Content> DOCKER = optional("docker", "a login to a registry", RegistryLogin.section());

    private final Key<List<Entry>> data;
    private final Key<TlsPair> tls;

    /** @param folder where the names of files start */
    GeneratorSchema(Path folder) {
        EntrySchema entries = new EntrySchema(folder);
        Key<Content> certificate = required("cert", "the certificate", entries.content("cert"));
        Key<Content> key = required("key", "its private key", entries.content("key"));
        this.data = optional("data", "keys and values", entries.entries());
        this.tls = optional(
                "tls",
                "a certificate and its key",
                Section.of("tls", fields -> TlsPair.of(fields.get(certificate), fields.get(key)), certificate, key));
    }

    Section<List<Generated>> section() {
        Section<Generated> secret = Section.of("secret", this::secret, NAME, WHEN, data, DOCKER, tls)
                .exactlyOne(data, DOCKER, tls);
        Section<Generated> configMap = Section.of("config map", this::configMap, NAME, WHEN, data);
        Key<List<Generated>> secrets = optional("secrets", "Secrets", Shapes.listWithUnique("name", "secrets", secret));
        Key<List<Generated>> configMaps =
                optional("config-maps", "ConfigMaps", Shapes.listWithUnique("name", "config maps", configMap));
        return Section.of(
                "configuration",
                fields -> Stream.concat(
                                fields.get(secrets, List.of()).stream(), fields.get(configMaps, List.of()).stream())
                        .toList(),
                API_VERSION,
                KIND,
                secrets,
                configMaps);
    }

    private Generated secret(Fields fields) {
        String name = fields.get(NAME);
        String when = fields.orNull(WHEN);
        if (fields.find(DOCKER).isPresent()) {
            Entry login = new Entry(".dockerconfigjson", fields.get(DOCKER));
            return Generated.secret(name, when, "kubernetes.io/dockerconfigjson", List.of(login));
        }
        if (fields.find(tls).isPresent()) {
            TlsPair pair = fields.get(tls);
            List<Entry> entries = List.of(
                    new Entry("tls.crt", Content.of(pair.certificate())), new Entry("tls.key", Content.of(pair.key())));
            return Generated.secret(name, when, "kubernetes.io/tls", entries);
        }
        return Generated.secret(name, when, "Opaque", fields.get(data));
    }

    private Generated configMap(Fields fields) {
        return Generated.configMap(fields.get(NAME), fields.orNull(WHEN), fields.get(data, List.of()));
    }
}
