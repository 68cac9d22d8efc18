package io.jenkins.plugins.drawbridge.server.jenkinsfile;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declarative pipeline; a pure value. Syntax: https://www.jenkins.io/doc/book/pipeline/syntax/
 *
 * @param environment in order; later ones see earlier ones
 */
public record Pipeline(
        Options options,
        List<ParameterDefinition> parameters,
        List<Binding> environment,
        List<Stage> stages,
        Post post) {

    public Pipeline {
        parameters = List.copyOf(parameters);
        environment = List.copyOf(environment);
        stages = List.copyOf(stages);
    }

    /**
     * {@code options}.
     *
     * @param timeout null: none
     * @param buildsToKeep of {@code buildDiscarder(logRotator(numToKeepStr: ...))}; 0: as many as the server keeps
     */
    public record Options(@Nullable Duration timeout, boolean disableConcurrentBuilds, int buildsToKeep) {

        public static final Options NONE = new Options(null, false, 0);
    }

    /** {@code NAME = value} of an {@code environment} block. */
    public record Binding(String name, Value value) {}

    /** What a variable is set to. */
    public sealed interface Value {

        record Of(Term expression) implements Value {}

        /** {@code credentials('id')}. */
        record Credential(String id) implements Value {}
    }
}
