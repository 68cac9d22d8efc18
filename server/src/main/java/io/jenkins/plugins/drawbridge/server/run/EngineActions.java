package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.server.cli.Actions;
import io.jenkins.plugins.drawbridge.server.cli.CheckRequest;
import io.jenkins.plugins.drawbridge.server.cli.DemoRequest;
import io.jenkins.plugins.drawbridge.server.cli.DeployRequest;
import io.jenkins.plugins.drawbridge.server.cli.ExitCode;
import io.jenkins.plugins.drawbridge.server.cli.GenerateRequest;
import io.jenkins.plugins.drawbridge.server.cli.HydrateRequest;
import io.jenkins.plugins.drawbridge.server.cli.InterpolateRequest;
import io.jenkins.plugins.drawbridge.server.cli.KustomizeRequest;
import io.jenkins.plugins.drawbridge.server.cli.PlanRequest;
import io.jenkins.plugins.drawbridge.server.cli.ServeRequest;
import io.jenkins.plugins.drawbridge.server.cli.StatusRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.demo.Demo;
import io.jenkins.plugins.drawbridge.server.log.ServerLog;

/** The actions as the engine carries them out. */
public final class EngineActions implements Actions {

    @Override
    public ExitCode check(CheckRequest request, Surroundings surroundings) {
        return CheckAction.run(request, surroundings);
    }

    @Override
    public ExitCode plan(PlanRequest request, Surroundings surroundings) {
        return PlanAction.run(request, surroundings);
    }

    @Override
    public ExitCode deploy(DeployRequest request, Surroundings surroundings) {
        return DeployAction.run(request, surroundings);
    }

    @Override
    public ExitCode status(StatusRequest request, Surroundings surroundings) {
        return StatusAction.run(request, surroundings);
    }

    @Override
    public ExitCode interpolate(InterpolateRequest request, Surroundings surroundings) {
        return WordActions.interpolate(request, surroundings);
    }

    @Override
    public ExitCode generate(GenerateRequest request, Surroundings surroundings) {
        return WordActions.generate(request, surroundings);
    }

    @Override
    public ExitCode hydrate(HydrateRequest request, Surroundings surroundings) {
        return WordActions.hydrate(request, surroundings);
    }

    @Override
    public ExitCode kustomize(KustomizeRequest request, Surroundings surroundings) {
        return WordActions.kustomize(request, surroundings);
    }

    @Override
    public ExitCode serve(ServeRequest request, Surroundings surroundings) {
        ServerLog.write(request.log(), surroundings.err());
        return new ServeAction(request, surroundings).run();
    }

    @Override
    public ExitCode demo(DemoRequest request, Surroundings surroundings) {
        return new Demo(this).run(request, surroundings);
    }
}
