package io.jenkins.plugins.drawbridge.engine.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A parameter of our steps. Forms, snippet generators, checks and documentation are derived from this list. */
public enum StepParameter {
    ENVIRONMENT(
            Kind.TEXT,
            "",
            "ENVIRONMENT_TO_DEPLOY",
            false,
            "id of the environment: it stands for cluster and namespace"),
    CLUSTER(Kind.TEXT, "", "", false, "id of the cluster, where no environment is named"),
    NAMESPACE(Kind.TEXT, "", "KUBE_NAMESPACE", false, "namespace to deploy to, where no environment is named"),
    FILES(Kind.TEXTS, ".", "", false, "files, folders and patterns such as k8s/*.yaml, below the workspace"),
    KUSTOMIZE(Kind.TEXT, "", "", false, "folder with a kustomization below the workspace, built in place of files"),
    APPLICATION(Kind.TEXT, "", "", false, "names the inventory, so that several applications share a namespace"),
    DEPLOY_TYPE(Kind.DEPLOY_TYPE, "deploy_all", "DEPLOY_TYPE", false, "smart_deploy (only what changed) or deploy_all"),
    FORCE_DEPLOY_WHEN_NO_SEMVER(
            Kind.FLAG,
            "false",
            "FORCE_DEPLOY_WHEN_NO_SEMVER",
            false,
            "with a smart deploy: roll out what runs an image without a version, too"),
    INTERPOLATE(
            Kind.FLAG,
            "false",
            "",
            false,
            "fill {{NAME}} in the files from the variables around the step, before they are read"),
    ENV_PREFIX(
            Kind.TEXTS,
            "",
            "",
            false,
            "prefixes of those variables, the first wins; the environment's variablePrefix comes before them"),
    ENSURE_NAMESPACE(Kind.FLAG, "true", "", true, "create the namespace first if it is not there"),
    DRY_RUN(Kind.FLAG, "false", "", true, "go through everything and write nothing"),
    WAIT(Kind.FLAG, "true", "", true, "wait until everything is ready"),
    TIMEOUT(Kind.DURATION, "10m", "", true, "for the whole deploy, such as 90s, 10m or 1h30m; 0 is no limit"),
    LOCK_TIMEOUT(Kind.DURATION, "5m", "", true, "how long to wait while somebody else deploys"),
    PLAN(Kind.TEXT, "", "", true, "a plan file that must still hold, below the workspace"),
    FORCE_CONFLICTS_WITH(Kind.TEXTS, "", "", true, "field managers whose fields are taken over"),
    DANGEROUSLY_PRUNE(
            Kind.TEXTS, "", "", true, "kinds, or Kind/name, that are deleted when removed although they hold data"),
    FILTERED_JOB_ANNOTATION(
            Kind.TEXT,
            "",
            "",
            true,
            "run the Jobs whose annotation mia-platform.eu/deploy has this value, one after another, and nothing else"),
    FILTERED_JOB_MAX_RETRIES(Kind.NUMBER, "3", "", true, "attempts after a first one that failed, from 0 to 100"),
    FILTERED_JOB_TIMEOUT(Kind.DURATION, "30s", "", true, "for one attempt of a filtered job");

    /** How a value is written. */
    public enum Kind {
        TEXT,
        /** One text, or a list of them. */
        TEXTS,
        FLAG,
        NUMBER,
        DURATION,
        DEPLOY_TYPE
    }

    /** Shows what a deploy would change. */
    public static final String SMART_DIFF = "smartDiff";

    /** Deploys. */
    public static final String SMART_DEPLOY = "smartDeploy";

    private final Kind kind;
    private final String otherwise;
    private final String runParameter;
    private final boolean deployOnly;
    private final String help;

    StepParameter(Kind kind, String otherwise, String runParameter, boolean deployOnly, String help) {
        this.kind = kind;
        this.otherwise = otherwise;
        this.runParameter = runParameter;
        this.deployOnly = deployOnly;
        this.help = help;
    }

    /** As it is written in a Jenkinsfile: {@code deployType}. */
    public String word() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    public Kind kind() {
        return kind;
    }

    /** What it is when nobody says anything; empty: nothing. */
    public String otherwise() {
        return otherwise;
    }

    /** The run's parameter it is taken from when the step does not set it; empty: none. */
    public String runParameter() {
        return runParameter;
    }

    /** Half a sentence. */
    public String help() {
        return help;
    }

    /** The parameters of a step; none if there is no such step. */
    public static List<StepParameter> of(String step) {
        boolean deploys = step.equals(SMART_DEPLOY);
        return deploys || step.equals(SMART_DIFF)
                ? Arrays.stream(values())
                        .filter(parameter -> deploys || !parameter.deployOnly)
                        .toList()
                : List.of();
    }

    public static Set<String> words(String step) {
        return of(step).stream().map(StepParameter::word).collect(Collectors.toUnmodifiableSet());
    }
}
