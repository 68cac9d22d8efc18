package io.jenkins.plugins.drawbridge.server.pipeline;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.config.JobSettings;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.ParameterDefinition;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Pipeline;
import io.jenkins.plugins.drawbridge.server.jenkinsfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether a pipeline goes with its job and with what it was started with. Told before anything is run. */
final class PipelineCheck {

    private final JobSettings job;
    private final Map<String, String> given;
    private final List<String> faults = new ArrayList<>();

    PipelineCheck(JobSettings job, Map<String, String> given) {
        this.job = job;
        this.given = given;
    }

    /** @throws InputException with one line for each fault */
    void check(Pipeline pipeline) {
        pipeline.parameters().forEach(this::choice);
        Stream.concat(
                        pipeline.environment().stream(),
                        pipeline.stages().stream().map(Stage::environment).flatMap(List::stream))
                .map(Pipeline.Binding::value)
                .forEach(this::credentials);
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
    }

    /** Jenkins takes nothing that its form does not offer; a caller of the API could otherwise pass any text. */
    private void choice(ParameterDefinition definition) {
        String value = given.get(definition.name());
        if (value != null
                && definition.kind() == ParameterDefinition.Kind.CHOICE
                && !definition.choices().contains(value)) {
            faults.add("the parameter " + definition.name() + " is one of " + String.join(", ", definition.choices()));
        }
    }

    private void credentials(Pipeline.Value value) {
        if (value instanceof Pipeline.Value.Credential credential
                && !job.credentials().containsKey(credential.id())) {
            String there = String.join(", ", job.credentials().keySet());
            faults.add("the job " + job.id() + " has no credentials '" + credential.id() + "'; it has "
                    + (there.isEmpty() ? "none" : there));
        }
    }
}
