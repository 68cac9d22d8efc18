package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order in which prefixes are tried: the environment's own, then those of the flags. */
final class Prefixes {

    private Prefixes() {}

    static Variables variables(@Nullable Environment environment, List<String> given, Surroundings surroundings) {
        String own = environment == null ? "" : environment.variablePrefix();
        List<String> prefixes = Stream.concat(Stream.of(own), given.stream())
                .filter(prefix -> !prefix.isEmpty())
                .toList();
        return new Variables(surroundings.environment(), prefixes);
    }
}
