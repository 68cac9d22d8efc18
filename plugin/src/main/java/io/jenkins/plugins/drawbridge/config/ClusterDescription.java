package io.jenkins.plugins.drawbridge.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.DrawbridgeFile;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A definition to the engine's cluster, by way of what {@code drawbridge.yaml} would say: so forms, configuration as code
 * and the file know the same words and have the same checks. Stateless.
 */
final class ClusterDescription {

    private ClusterDescription() {}

    /** @throws InputException with one line for each fault, all of them with the cluster's id */
    static Cluster read(ClusterDefinition definition, CredentialsView credentials) {
        String name = "cluster " + definition.getId();
        CredentialReferences references = new CredentialReferences(credentials);
        String text;
        try {
            text = describe(definition, references);
        } catch (InputException fault) {
            throw new InputException(name + ": " + fault.getMessage(), fault);
        }
        try {
            return DrawbridgeFile.parse(name, text, Path.of(""), references.values())
                    .clusters()
                    .get(0);
        } catch (InputException faults) {
            throw new InputException(withoutPlaces(name, String.valueOf(faults.getMessage())), faults);
        }
    }

    private static String describe(ClusterDefinition definition, CredentialReferences references) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode cluster = document.putArray("clusters").addObject();
        cluster.put("id", definition.getId()).put("url", definition.getUrl());
        if (definition.getCa() != null) {
            cluster.put("ca", definition.getCa());
        }
        if (definition.getTlsServerName() != null) {
            cluster.put("tlsServerName", definition.getTlsServerName());
        }
        if (definition.isDangerouslySkipTlsVerify()) {
            cluster.put("dangerouslySkipTlsVerify", true);
        }
        if (definition.getCredentialsId() != null) {
            references.clusterLogin(cluster, definition.getCredentialsId());
        }
        if (definition.getImpersonate() != null) {
            definition.getImpersonate().describe(cluster);
        }
        ArrayNode access = JsonNodeFactory.instance.arrayNode();
        definition.hops().forEach(hop -> access.add(hop.describe(references)));
        if (!access.isEmpty()) {
            cluster.set("access", access);
        }
        return document.toString();
    }

    /** Nobody has seen the text, so lines and columns in it would only puzzle. */
    static String withoutPlaces(String name, String sentences) {
        return sentences.replaceAll("(?m)^" + Pattern.quote(name) + ":\\d+:\\d+: ", name + ": ");
    }
}
