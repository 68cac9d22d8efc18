package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Jobs that run on a call of their own, before or after a deploy. The flags are mlp's. */
final class JobOptions {

    @ArgGroup(validate = false, heading = "%nRun filtered jobs, and nothing else:%n", order = 5)
    Flags flags = new Flags();

    static final class Flags {

        @Option(
                names = "--filtered-job-annotation",
                paramLabel = "VALUE",
                description = "Run the Jobs whose annotation mia-platform.eu/deploy has this value, one after another.")
        @Nullable String annotation;

        @Option(
                names = "--filtered-job-max-retries",
                paramLabel = "N",
                defaultValue = "3",
                description = "Attempts after a first one that failed (default ${DEFAULT-VALUE}).")
        int retries = 3;

        @Option(
                names = "--filtered-job-timeout",
                paramLabel = "DURATION",
                converter = GoDuration.class,
                defaultValue = "30s",
                description = "For one attempt (default ${DEFAULT-VALUE}).")
        Duration attempt = Duration.ofSeconds(30);
    }

    /** Null: deploy. An empty value is mlp's way to say so. */
    @Nullable JobSelection selection(boolean planned) {
        String value = flags.annotation;
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (planned) {
            throw new InputException(
                    "--plan is about a deploy, --filtered-job-annotation about jobs; give one of them");
        }
        if (flags.retries < 0 || flags.retries > JobSelection.MOST_RETRIES) {
            throw new InputException("--filtered-job-max-retries must be from 0 to " + JobSelection.MOST_RETRIES);
        }
        if (flags.attempt.isZero()) {
            throw new InputException("--filtered-job-timeout must be longer than 0");
        }
        return new JobSelection(value, flags.retries, flags.attempt);
    }
}
