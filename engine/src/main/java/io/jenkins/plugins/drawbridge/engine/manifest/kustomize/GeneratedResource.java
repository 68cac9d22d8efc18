package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Generator;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.GeneratorOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a ConfigMap or Secret out of what a generator says, and puts it among the others. */
final class GeneratedResource {

    private static final int LONGEST_LINE = 70;

    private final Folder folder;
    private final Kustomization kustomization;

    GeneratedResource(Folder folder, Kustomization kustomization) {
        this.folder = folder;
        this.kustomization = kustomization;
    }

    void addAll(Resources resources) {
        kustomization.generators().configMaps().forEach(generator -> add("ConfigMap", generator, resources));
        kustomization.generators().secrets().forEach(generator -> add("Secret", generator, resources));
    }

    private void add(String kind, Generator generator, Resources resources) {
        GeneratorOptions options = merged(kustomization.generators().options(), generator.options());
        Map<String, byte[]> data = DataSources.read(generator.pairs(), folder, kustomization.file());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("apiVersion", "v1").put("kind", kind);
        ObjectNode metadata = body.putObject("metadata");
        metadata.put("name", generator.name().text());
        if (!generator.namespace().isEmpty()) {
            metadata.put("namespace", generator.namespace());
        }
        if (kind.equals("Secret")) {
            secret(body, generator, data);
        } else {
            configMap(body, data);
        }
        mark(metadata, "labels", options.labels());
        mark(metadata, "annotations", options.annotations());
        if (options.immutable()) {
            body.put("immutable", true);
        }
        Resource made =
                new Resource(body, kustomization.file() + ":" + generator.name().line());
        made.hash(!options.withoutHash());
        new GeneratorBehavior(generator, kustomization.file()).place(made, resources);
    }

    private static void secret(ObjectNode body, Generator generator, Map<String, byte[]> data) {
        body.put("type", generator.type().isEmpty() ? "Opaque" : generator.type());
        ObjectNode encoded = body.putObject("data");
        data.forEach((key, value) -> encoded.put(key, base64(value)));
    }

    private static void configMap(ObjectNode body, Map<String, byte[]> data) {
        data.forEach((key, value) -> {
            String text = textOf(value);
            body.withObject(text == null ? "/binaryData" : "/data").put(key, text == null ? base64(value) : text);
        });
    }

    private static @Nullable String textOf(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) { // goes to binaryData
            return null;
        }
    }

    /** Longer ones in lines of 70 characters, each with its end. */
    private static String base64(byte[] value) {
        String single = Base64.getEncoder().encodeToString(value);
        return single.length() < LONGEST_LINE
                ? single
                : single.replaceAll("(.{" + LONGEST_LINE + "})", "$1\n")
                        + (single.length() % LONGEST_LINE == 0 ? "" : "\n");
    }

    private static void mark(ObjectNode metadata, String field, Map<String, String> marks) {
        if (!marks.isEmpty()) {
            ObjectNode map = metadata.putObject(field);
            marks.forEach(map::put);
        }
    }

    private static GeneratorOptions merged(GeneratorOptions all, GeneratorOptions own) {
        return new GeneratorOptions(
                merged(all.labels(), own.labels()),
                merged(all.annotations(), own.annotations()),
                all.withoutHash() || own.withoutHash(),
                all.immutable() || own.immutable());
    }

    private static Map<String, String> merged(Map<String, String> all, Map<String, String> own) {
        Map<String, String> merged = new TreeMap<>(all);
        merged.putAll(own);
        return merged;
    }
}
