package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables of the process, the prefix of an environment before those of the flags. */
final class Prefixes {

    private Prefixes() {}

    static Variables variables(@Nullable Environment environment, List<String> given, Surroundings surroundings) {
        String own = environment == null ? "" : environment.variablePrefix();
        return Variables.prefixed(surroundings.environment(), own, given);
    }
}
