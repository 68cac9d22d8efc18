package io.jenkins.plugins.drawbridge.engine.manifest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Manifests from text, for tests. */
public final class Yaml {

    private Yaml() {}

    public static List<Manifest> manifests(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ManifestReader(new ByteArrayInputStream(bytes), ManifestLimits.DEFAULT).read(List.of("-"));
    }

    public static Manifest manifest(String text) {
        return manifests(text).get(0);
    }

    /** {@code kind name}, one object to an argument, namespace {@code shop}. */
    public static String object(String apiVersion, String kind, String name) {
        return "---\napiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata:\n  name: " + name
                + "\n  namespace: shop\n";
    }
}
