package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import java.util.Optional;

/**
 * What a value must look like and how it becomes a {@code T}. Immutable.
 *
 * @param <T> what the value is read as
 */
public interface Shape<T> {

    /** The shape in words, as they follow "must be": {@code true or false}, {@code a port from 1 to 65535}. */
    String words();

    /** The value; or empty, and then at least one fault was reported. */
    Optional<T> read(YamlNode node, Faults faults);
}
