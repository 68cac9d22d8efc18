package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Nobody deploys to production by accident: a person types the environment's name. */
final class ProductionQuestion {

    private ProductionQuestion() {}

    /** @throws InputException if the answer is no, or nobody is there to give one */
    static void ask(DeployRequest request, Surroundings surroundings) {
        Target target = request.target();
        Environment environment = target.environment();
        if (environment == null || !environment.production()) {
            return;
        }
        if (request.filenames().contains(ManifestReader.STDIN)
                || !surroundings.terminal().stdin()
                || !surroundings.terminal().stdout()) {
            throw new InputException(
                    environment.id() + " is a production environment and nobody can be asked here; give --yes");
        }
        surroundings
                .err()
                .print(environment.id() + " is a production environment (cluster "
                        + PlainText.of(target.cluster().id()) + ", namespace " + target.namespace()
                        + "). Type its name to deploy: ");
        surroundings.err().flush();
        if (!environment.id().equals(answer(surroundings))) {
            throw new InputException("not confirmed; nothing was sent");
        }
    }

    private static @Nullable String answer(Surroundings surroundings) {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? null : line.strip();
        } catch (IOException closed) { // the same as no answer: the caller refuses
            return null;
        }
    }
}
