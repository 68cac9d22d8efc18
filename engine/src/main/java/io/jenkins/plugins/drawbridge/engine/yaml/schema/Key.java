package io.jenkins.plugins.drawbridge.engine.yaml.schema;

/**
 * One key of a section.
 *
 * @param meaning half a sentence for messages and documentation
 */
public record Key<T>(String name, boolean required, String meaning, Shape<T> shape) {

    public static <T> Key<T> required(String name, String meaning, Shape<T> shape) {
        return new Key<>(name, true, meaning, shape);
    }

    public static <T> Key<T> optional(String name, String meaning, Shape<T> shape) {
        return new Key<>(name, false, meaning, shape);
    }
}
