package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.manifest.interpolate.Variables;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be deployed, and by which rules: the same for a plan and for a deploy. */
final class ManifestOptions {

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            split = ",",
            description = "Files and folders (.yaml, .yml, .json; folders with all below); - is standard input.")
    List<String> filenames = List.of();

    @Option(
            names = {"-k", "--kustomize"},
            paramLabel = "DIR",
            description = "A folder with a kustomization, which is built in memory; instead of -f.")
    @Nullable String kustomization;

    @Option(
            names = "--interpolate",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Fill {{NAME}} in the files from environment variables; the environment's variablePrefix"
                    + " comes before all others.")
    boolean interpolate;

    @Option(
            names = {"-e", "--env-prefix"},
            paramLabel = "PREFIX",
            split = ",",
            description = "With --interpolate: {{NAME}} is filled from PREFIXNAME, or else from NAME; may be repeated.")
    List<String> prefixes = List.of();

    @Option(
            names = "--deploy-type",
            paramLabel = "TYPE",
            converter = DeployTypeWord.class,
            completionCandidates = DeployTypeWord.Words.class,
            defaultValue = "deploy_all",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}): roll out what changed, or everything.")
    DeployType deployType = DeployType.DEPLOY_ALL;

    @Option(
            names = "--force-deploy-when-no-semver",
            arity = "0..1",
            paramLabel = "BOOL",
            fallbackValue = "true",
            defaultValue = "false",
            description = "With smart_deploy: roll out what runs an image without a version, too.")
    boolean forceWhenNoSemver;

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "Names the inventory, so that several applications share a namespace"
                    + " (default: the namespace).")
    @Nullable String application;

    @Option(
            names = "--dangerously-prune-everything",
            description = "Let an empty input delete everything that earlier deploys brought.")
    boolean pruneEverything;

    @Option(
            names = "--dangerously-prune",
            paramLabel = "KIND[/NAME]",
            split = ",",
            description = "Delete removed objects of this kind too, although they hold data: Namespace,"
                    + " CustomResourceDefinition, PersistentVolumeClaim, PersistentVolume; may be repeated.")
    List<String> pruneAlso = List.of();

    @Option(
            names = "--force-conflicts-with",
            paramLabel = "MANAGER",
            split = ",",
            description = "Take over fields this field manager owns (of kubectl, all it owns); may be repeated.")
    List<String> forceConflictsWith = List.of();

    DeployChoices choices(Target target) {
        return new DeployChoices(
                deployType,
                forceWhenNoSemver,
                application == null ? target.namespace() : checkedApplication(application),
                pruneEverything,
                pruneAlso,
                forceConflictsWith);
    }

    /** The name becomes part of the names of the inventory and the lock. */
    private static String checkedApplication(String name) {
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw new InputException(
                    "--application must be at most 63 lower-case letters, digits, and dashes between them");
        }
        return name;
    }

    /** The names with relative ones resolved. */
    ManifestInput input(Surroundings surroundings) {
        if (filenames.isEmpty() == (kustomization == null)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "give either files with -f or a kustomization with -k");
        }
        if (kustomization != null && interpolate) {
            throw new InputException("--interpolate fills files given with -f; interpolate the folder into another, and"
                    + " give that with -k");
        }
        String folder = kustomization == null ? null : surroundings.resolved(kustomization);
        return new ManifestInput(surroundings.resolved(filenames), folder);
    }

    /** What fills the placeholders; null: they are left alone. */
    @Nullable Variables variables(Target target, Surroundings surroundings) {
        if (!interpolate && !prefixes.isEmpty()) {
            throw new InputException("--env-prefix is about what --interpolate fills in; give both, or neither");
        }
        return interpolate ? Prefixes.variables(target.environment(), prefixes, surroundings) : null;
    }
}
