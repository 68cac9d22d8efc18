package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import java.util.Map;
import java.util.function.BiConsumer;

/** Values that placeholders were filled with, by the names in those. Prints no value. Immutable. */
public final class FilledValues {

    /** Of manifests without placeholders. */
    public static final FilledValues NONE = new FilledValues(Map.of());

    private final Map<String, String> byName;

    FilledValues(Map<String, String> byName) {
        this.byName = Map.copyOf(byName);
    }

    public void forEach(BiConsumer<String, String> nameAndValue) {
        byName.forEach(nameAndValue);
    }
}
