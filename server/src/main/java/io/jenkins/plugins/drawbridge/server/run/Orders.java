package io.jenkins.plugins.drawbridge.server.run;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.cluster.Environment;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployOptions;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployRequest;
import io.jenkins.plugins.drawbridge.engine.deploy.DeployTarget;
import io.jenkins.plugins.drawbridge.engine.manifest.Manifest;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestLimits;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestReader;
import io.jenkins.plugins.drawbridge.engine.manifest.ManifestText;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.FilledManifests;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Interpolation;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomize;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.LoadRestrictor;
import io.jenkins.plugins.drawbridge.engine.plan.Approval;
import io.jenkins.plugins.drawbridge.engine.plan.FilledSecrets;
import io.jenkins.plugins.drawbridge.engine.report.Report;
import io.jenkins.plugins.drawbridge.engine.report.ReportJson;
import io.jenkins.plugins.drawbridge.server.cli.DeployChoices;
import io.jenkins.plugins.drawbridge.server.cli.ManifestInput;
import io.jenkins.plugins.drawbridge.server.cli.OutputFormat;
import io.jenkins.plugins.drawbridge.server.cli.PlanRequest;
import io.jenkins.plugins.drawbridge.server.cli.Surroundings;
import io.jenkins.plugins.drawbridge.server.cli.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what the command line understood into the engine's requests. Reads the manifests and the approved plan. */
final class Orders {

    private static final long LARGEST_PLAN = 64L * 1024 * 1024;

    private Orders() {}

    static DeployRequest of(PlanRequest request, Surroundings surroundings) {
        DeployOptions defaults = DeployOptions.DEFAULTS;
        DeployOptions options = options(
                request.choices(),
                new io.jenkins.plugins.drawbridge.server.cli.DeployRequest.Conduct(
                        true, true, false, defaults.timeout(), defaults.lockTimeout(), defaults.width(), false));
        boolean approvable = request.format() == OutputFormat.json;
        FilledManifests input = input(request.manifests(), request.variables(), surroundings);
        return new DeployRequest(
                target(request.target(), request.choices()),
                input.manifests(),
                request.target().namespaceGiven(),
                options,
                null,
                false,
                approvable,
                FilledSecrets.of(input.values()));
    }

    static DeployRequest of(io.jenkins.plugins.drawbridge.server.cli.DeployRequest request, Surroundings surroundings) {
        DeployTarget target = target(request.target(), request.choices());
        FilledManifests input = input(request.manifests(), request.variables(), surroundings);
        return new DeployRequest(
                target,
                input.manifests(),
                request.target().namespaceGiven(),
                options(request.choices(), request.conduct()),
                approved(request.documents().approvedPlan(), target, request.choices()),
                false,
                false,
                FilledSecrets.of(input.values()));
    }

    private static FilledManifests input(
            ManifestInput input, @Nullable Variables variables, Surroundings surroundings) {
        ManifestReader reader = new ManifestReader(surroundings.in(), ManifestLimits.DEFAULT);
        if (input.kustomization() != null) {
            return FilledManifests.of(reader.parse(List.of(built(input.kustomization()))));
        }
        if (variables != null) {
            return Interpolation.fill(reader.collect(input.filenames()), variables)
                    .manifests(reader);
        }
        List<Manifest> manifests = reader.read(input.filenames());
        LeftPlaceholders.notice(manifests).ifPresent(surroundings::complain);
        return FilledManifests.of(manifests);
    }

    private static ManifestText built(String folder) {
        String text = new Kustomize(LoadRestrictor.ROOT_ONLY, ManifestLimits.DEFAULT).build(folder);
        return new ManifestText("kustomize " + folder, text.getBytes(StandardCharsets.UTF_8));
    }

    private static DeployTarget target(Target target, DeployChoices choices) {
        Environment environment = target.environment();
        return new DeployTarget(
                target.cluster().id(),
                environment == null ? "" : environment.id(),
                target.namespace(),
                choices.application());
    }

    private static DeployOptions options(
            DeployChoices choices, io.jenkins.plugins.drawbridge.server.cli.DeployRequest.Conduct conduct) {
        return new DeployOptions(
                choices.type(),
                choices.forceWhenNoSemver(),
                conduct.ensureNamespace(),
                conduct.dryRun(),
                conduct.awaitReady(),
                conduct.timeout(),
                conduct.lockTimeout(),
                conduct.parallelism(),
                Set.copyOf(choices.forceConflictsWith()),
                choices.dangerouslyPruneEverything(),
                Set.copyOf(choices.dangerouslyPrune()),
                DeployOptions.DEFAULTS.patience());
    }

    private static @Nullable Approval approved(@Nullable Path file, DeployTarget target, DeployChoices choices) {
        if (file == null) {
            return null;
        }
        Report plan = ReportJson.read(file.toString(), text(file));
        if (plan.approval() == null) {
            throw new InputException(file + " is no plan that can be carried out; make one with plan -o json");
        }
        String made = plan.run().cluster() + ", namespace " + plan.run().namespace() + ", application "
                + plan.run().application() + ", " + plan.run().deployType().word();
        String asked = target.cluster() + ", namespace " + target.namespace() + ", application " + target.application()
                + ", " + choices.type().word();
        if (!made.equals(asked)) {
            throw new InputException(file + " is a plan for cluster " + made + "; this deploy is for cluster " + asked);
        }
        return plan.approval();
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST_PLAN) {
                throw new InputException(file + " is too large for a plan");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new InputException("the plan " + file + " cannot be read", unreadable);
        }
    }
}
