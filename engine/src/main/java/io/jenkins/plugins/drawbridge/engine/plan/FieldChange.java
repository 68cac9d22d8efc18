package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One field that differs. Secret values are masked already: a masked value is a text such as {@code ****a} whose letter
 * tells values of one plan apart and nothing else.
 *
 * @param path {@code spec.template.spec.containers[name=api].image}; keys with dots in brackets and quotes
 * @param before null: the field did not exist
 * @param after null: the field goes away
 */
public record FieldChange(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
