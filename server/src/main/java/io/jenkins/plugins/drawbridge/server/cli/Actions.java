package io.jenkins.plugins.drawbridge.server.cli;

/** What the sub-commands do once their words are understood. Errors are thrown as the engine's exceptions. */
public interface Actions {

    ExitCode check(CheckRequest request, Surroundings surroundings);

    ExitCode plan(PlanRequest request, Surroundings surroundings);

    ExitCode deploy(DeployRequest request, Surroundings surroundings);

    ExitCode status(StatusRequest request, Surroundings surroundings);

    ExitCode interpolate(InterpolateRequest request, Surroundings surroundings);

    ExitCode generate(GenerateRequest request, Surroundings surroundings);

    ExitCode hydrate(HydrateRequest request, Surroundings surroundings);

    ExitCode kustomize(KustomizeRequest request, Surroundings surroundings);

    ExitCode serve(ServeRequest request, Surroundings surroundings);

    ExitCode demo(DemoRequest request, Surroundings surroundings);
}
