package io.jenkins.plugins.drawbridge.engine.manifest.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.Annotations;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Secret or ConfigMap, and the file it is written to: {@code NAME.secret.yaml}. */
record Generated(String kind, String name, ObjectNode object) {

    static Generated secret(String name, @Nullable String when, String type, List<Entry> entries) {
        ObjectNode object = object("Secret", name, when == null ? "" : when);
        object.put("type", type);
        ObjectNode data = object.putObject("data");
        entries.forEach(entry -> data.put(entry.key(), entry.content().base64()));
        return new Generated("Secret", name, object);
    }

    static Generated configMap(String name, @Nullable String when, List<Entry> entries) {
        ObjectNode object = object("ConfigMap", name, when);
        for (Entry entry : entries) {
            entry.content()
                    .text()
                    .ifPresentOrElse(text -> object.withObject("/data").put(entry.key(), text), () -> object.withObject(
                                    "/binaryData")
                            .put(entry.key(), entry.content().base64()));
        }
        return new Generated("ConfigMap", name, object);
    }

    private static ObjectNode object(String kind, String name, @Nullable String when) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "v1").put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (when != null) {
            metadata.putObject("annotations").put(Annotations.DEPLOY, when);
        }
        return object;
    }

    ManifestText file() {
        return new ManifestText(
                name + "." + kind.toLowerCase(Locale.ROOT) + ".yaml",
                YamlWriter.write(object).getBytes(StandardCharsets.UTF_8));
    }

    /** The object may hold secrets. */
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
