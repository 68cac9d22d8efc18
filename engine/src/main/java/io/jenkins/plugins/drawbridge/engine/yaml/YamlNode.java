package io.jenkins.plugins.drawbridge.engine.yaml;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A node of a YAML document that still knows where it stood. Immutable.
 *
 * <p>Scalars are resolved the way Kubernetes's own tools do (go-yaml: YAML 1.2 core plus the 1.1 forms that manifests
 * use, such as the octal {@code 0644}), not the way a general YAML library would.
 */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

    /** Line in the file, counted from 1. */
    int line();

    /** Column in the line, counted from 1. */
    int column();

    /** The plain value, as it is sent to an API server. */
    JsonNode toJson();
}
