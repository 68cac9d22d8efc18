package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of a section that was read without faults. */
public final class Fields {

    private final Map<Key<?>, Object> values;

    Fields(Map<Key<?>, Object> values) {
        this.values = values;
    }

    /** The value of a required key. */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no value for " + key.name()));
    }

    public <T> T get(Key<T> key, T otherwise) {
        return find(key).orElse(otherwise);
    }

    public <T> @Nullable T orNull(Key<T> key) {
        return find(key).orElse(null);
    }

    @SuppressWarnings("unchecked") // values.get(key) was made by key.shape(), a Shape<T>
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) values.get(key));
    }
}
