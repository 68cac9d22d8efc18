package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.server.run.EngineActions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the command line in this process, with a recording instead of actions. */
final class Run implements Actions {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Terminal terminal = new Terminal(false, false, 100, false);
    private String answer = "";
    private RuntimeException failure;
    private ExitCode result = ExitCode.DONE;

    final List<Object> requests = new ArrayList<>();
    Surroundings seen;
    int exitCode = -1;

    Run(Path folder) {
        this.folder = folder;
    }

    Run env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Run answering(String line) {
        terminal = new Terminal(true, true, 100, false);
        answer = line + "\n";
        return this;
    }

    Run failing(RuntimeException exception) {
        failure = exception;
        return this;
    }

    Run ending(ExitCode code) {
        result = code;
        return this;
    }

    Run run(String... args) {
        Surroundings surroundings = new Surroundings(
                environment,
                folder.resolve("home"),
                folder,
                folder.resolve("serviceaccount"),
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        exitCode = new CommandLineHost(surroundings, this).run(args);
        return this;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    <T> T request(Class<T> type) {
        return type.cast(requests.get(requests.size() - 1));
    }

    @Override
    public ExitCode check(CheckRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode plan(PlanRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode deploy(DeployRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode status(StatusRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode interpolate(InterpolateRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode generate(GenerateRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode hydrate(HydrateRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    /** Needs no cluster, so it is carried out. */
    @Override
    public ExitCode kustomize(KustomizeRequest request, Surroundings surroundings) {
        return new EngineActions().kustomize(request, surroundings);
    }

    @Override
    public ExitCode serve(ServeRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    @Override
    public ExitCode demo(DemoRequest request, Surroundings surroundings) {
        return record(request, surroundings);
    }

    private ExitCode record(Object request, Surroundings surroundings) {
        requests.add(request);
        seen = surroundings;
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
