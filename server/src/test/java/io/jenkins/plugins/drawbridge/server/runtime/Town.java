package io.jenkins.plugins.drawbridge.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.cluster.Access;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Credentials;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.cluster.Pem;
import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Controller;
import io.jenkins.plugins.drawbridge.testkit.api.Json;
import java.net.URI;
import java.util.List;

/** A cluster with a namespace, and the objects these tests put there. */
final class Town {

    static final String NAMESPACE = "shop";
    static final Environment DEV = new Environment("DEV", "private", NAMESPACE, "", false);

    private Town() {}

    static Configuration configuration(PrivateCluster cluster, String token, Access access) {
        Cluster value = new Cluster(
                "private",
                URI.create(cluster.url()),
                Pem.authority(cluster.authorityPem()),
                null,
                false,
                new Credentials.BearerToken(SecretSource.of(token)),
                null,
                access);
        return new Configuration(List.of(value), List.of(DEV));
    }

    static void put(PrivateCluster cluster, String group, String plural, String json) {
        Controller controller = cluster.controller();
        ObjectNode object = (ObjectNode) Json.parse(json.replace('\'', '"'));
        Json.in(object, "metadata").put("namespace", NAMESPACE);
        assertThat(controller.create(controller.resource(group, plural), object, "test"))
                .as(json)
                .isPresent();
    }

    static String deployment(String name, String image, int replicas) {
        return """
                {'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': '%1$s'},
                 'spec': {'replicas': %3$d, 'selector': {'matchLabels': {'app': '%1$s'}},
                  'template': {'metadata': {'labels': {'app': '%1$s'}},
                   'spec': {'containers': [{'name': 'main', 'image': '%2$s',
                     'env': [{'name': 'DB_PASSWORD', 'value': 'hunter2-hunter2'}]}]}}}}"""
                .formatted(name, image, replicas);
    }
}
