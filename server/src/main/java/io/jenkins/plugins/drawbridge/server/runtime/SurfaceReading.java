package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a namespace shows to the outside: Services and Ingresses. */
final class SurfaceReading {

    private final Words words;

    SurfaceReading(Words words) {
        this.words = words;
    }

    ServiceView service(ObjectNode service) {
        JsonNode spec = service.path("spec");
        List<String> ports = new ArrayList<>();
        spec.path("ports").forEach(port -> ports.add(words.of(port(port))));
        JsonNode address =
                service.path("status").path("loadBalancer").path("ingress").path(0);
        return new ServiceView(
                words.of(Live.name(service)),
                words.of(spec.path("type").asText("ClusterIP")),
                words.of(spec.path("clusterIP")),
                words.of(address.path("hostname").asText(address.path("ip").asText(""))),
                ports,
                Live.created(service));
    }

    private static String port(JsonNode port) {
        String name = port.path("name").asText("");
        String number = port.path("port").asText();
        String target = port.path("targetPort").asText(number);
        String joined = target.equals(number) ? number : number + " → " + target;
        return (name.isEmpty() ? "" : name + " ") + joined + "/"
                + port.path("protocol").asText("TCP");
    }

    IngressView ingress(ObjectNode ingress) {
        JsonNode spec = ingress.path("spec");
        List<String> rules = new ArrayList<>();
        for (JsonNode rule : spec.path("rules")) {
            String host = rule.path("host").asText("*");
            for (JsonNode path : rule.path("http").path("paths")) {
                rules.add(words.of(host + path.path("path").asText("/") + " → " + backend(path.path("backend"))));
            }
        }
        if (spec.has("defaultBackend")) {
            rules.add(words.of("* → " + backend(spec.path("defaultBackend"))));
        }
        String annotated = ingress.path("metadata")
                .path("annotations")
                .path("kubernetes.io/ingress.class")
                .asText("");
        return new IngressView(
                words.of(Live.name(ingress)),
                words.of(spec.path("ingressClassName").asText(annotated)),
                rules,
                spec.path("tls").size() > 0,
                Live.created(ingress));
    }

    private static String backend(JsonNode backend) {
        JsonNode service = backend.path("service");
        JsonNode port = service.path("port");
        String target = port.path("name").asText(port.path("number").asText(""));
        return service.isMissingNode()
                ? backend.path("resource").path("kind").asText("?") + "/"
                        + backend.path("resource").path("name").asText("?")
                : service.path("name").asText() + (target.isEmpty() ? "" : ":" + target);
    }
}
