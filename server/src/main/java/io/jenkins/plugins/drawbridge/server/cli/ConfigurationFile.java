package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Configuration;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.server.config.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code drawbridge.yaml} is meant.
 *
 * @param there whether somebody named it, or it exists
 */
record ConfigurationFile(Path path, boolean there) {

    /** @param named by a flag; else the variable's, or the one in this folder */
    static ConfigurationFile of(@Nullable Path named, Surroundings surroundings) {
        String variable = surroundings.environment().getOrDefault("DRAWBRIDGE_CONFIG", "");
        if (named != null) {
            return new ConfigurationFile(surroundings.folder().resolve(named), true);
        }
        Path usual = surroundings.folder().resolve(variable.isEmpty() ? "drawbridge.yaml" : variable);
        return new ConfigurationFile(usual, !variable.isEmpty() || Files.exists(usual));
    }

    static Environment environment(String id, @Nullable Path named, Surroundings surroundings) {
        ConfigurationFile file = of(named, surroundings);
        file.refuseIfAbsent();
        return environment(
                id, SettingsFile.read(file.path, surroundings.environment()).shared(), file.path);
    }

    static Environment environment(String id, Configuration configuration, Path file) {
        return configuration.environment(id).orElseThrow(() -> unknown("environment", id, file, ids(configuration)));
    }

    void refuseIfAbsent() {
        if (!there) {
            throw new InputException("--environment needs a drawbridge.yaml, and there is none in "
                    + path.toAbsolutePath().getParent()
                    + "; name it with --config, or write one: the README shows how");
        }
    }

    static List<String> ids(Configuration configuration) {
        return configuration.environments().stream().map(Environment::id).toList();
    }

    static InputException unknown(String word, @Nullable String id, Path file, List<String> known) {
        return new InputException(file + " has no " + word + " '" + id + "'; it has " + listed(known));
    }

    static String listed(List<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }
}
