package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.yaml.YamlList;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlMap;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlNode;
import io.jenkins.plugins.drawbridge.engine.yaml.YamlScalar;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Faults;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.Shapes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the server's sections say of each other. Looks at what is written, whatever else is wrong with it. */
final class ServerReferences {

    private ServerReferences() {}

    static void check(YamlMap root, Faults faults) {
        environments(root, faults);
        if (root.entries().get("server") instanceof YamlMap server) {
            listening(root, server, faults);
        }
    }

    private static void environments(YamlMap root, Faults faults) {
        List<String> known = items(root.entries().get("environments"))
                .flatMap(item -> text(item, "id").stream())
                .toList();
        items(root.entries().get("jobs"))
                .filter(YamlMap.class::isInstance)
                .flatMap(job -> items(((YamlMap) job).entries().get("environments")))
                .filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast)
                .filter(named -> !known.contains(named.text()))
                .forEach(named -> faults.report(
                        named,
                        "there is no environment '" + named.text() + "'; there is "
                                + (known.isEmpty() ? "none" : String.join(", ", known))));
    }

    private static void listening(YamlMap root, YamlMap server, Faults faults) {
        Reachability reachability = new Reachability(
                text(server, "host").orElse("127.0.0.1"),
                items(root.entries().get("users")).findAny().isPresent(),
                server.entries().containsKey("tls"),
                text(server, "behindProxy").filter("true"::equals).isPresent());
        YamlNode host = server.entries().get("host");
        YamlNode proxy = server.entries().get("behindProxy");
        YamlNode place = host != null ? host : proxy != null ? proxy : server;
        reachability.faults().forEach(fault -> faults.report(place, fault));
    }

    private static Stream<YamlNode> items(@Nullable YamlNode node) {
        return node instanceof YamlList list ? list.items().stream() : Stream.empty();
    }

    private static Optional<String> text(YamlNode node, String key) {
        return node instanceof YamlMap map
                ? Optional.ofNullable(map.entries().get(key)).flatMap(Shapes::scalarText)
                : Optional.empty();
    }
}
