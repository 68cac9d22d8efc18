package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import io.jenkins.plugins.drawbridge.server.jenkinsfile.Step.Input;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage.
 *
 * @param when null: always
 * @param input asked before the steps; null: nothing
 * @param timeout of the stage's own options; null: none
 */
public record Stage(
        String name,
        @Nullable Condition when,
        List<Pipeline.Binding> environment,
        @Nullable Input input,
        @Nullable Duration timeout,
        List<Step> steps,
        Post post) {

    public Stage {
        environment = List.copyOf(environment);
        steps = List.copyOf(steps);
    }
}
