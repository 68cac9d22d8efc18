package io.jenkins.plugins.drawbridge.engine.step;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.deploy.JobSelection;
import io.jenkins.plugins.drawbridge.engine.plan.DeployType;
import io.jenkins.plugins.drawbridge.engine.yaml.schema.NearMiss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settles the arguments of a step: what it says itself comes first, then the run's parameters, then the defaults. Every
 * fault is told at once.
 */
public final class StepArguments {

    private final String step;
    private final List<String> faults = new ArrayList<>();
    private final Map<StepParameter, Object> given = new EnumMap<>(StepParameter.class);
    private final Map<String, String> run;

    private StepArguments(String step, Map<String, String> run) {
        this.step = step;
        this.run = run;
    }

    /**
     * @param given values by the parameter's word: texts, flags, numbers, lists; null values count as absent
     * @param run the run's parameters by name
     * @throws InputException with one line for each fault
     */
    public static StepOrder settle(String step, Map<String, ?> given, Map<String, String> run) {
        StepArguments arguments = new StepArguments(step, run);
        arguments.take(given);
        StepOrder order = arguments.order();
        if (!arguments.faults.isEmpty()) {
            throw new InputException(String.join("\n", arguments.faults));
        }
        return order;
    }

    /**
     * For a host whose own way from words to arguments drops what it does not know.
     *
     * @throws InputException with one line for each word that is no parameter of the step
     */
    public static void refuseUnknown(String step, Collection<String> words) {
        List<String> unknown = unknown(step, words);
        if (!unknown.isEmpty()) {
            throw new InputException(String.join("\n", unknown));
        }
    }

    private void take(Map<String, ?> values) {
        Map<String, StepParameter> known =
                StepParameter.of(step).stream().collect(Collectors.toMap(StepParameter::word, Function.identity()));
        if (known.isEmpty()) {
            throw new InputException("there is no step " + step);
        }
        faults.addAll(unknown(step, values.keySet()));
        values.forEach((word, value) -> {
            StepParameter parameter = known.get(word);
            if (parameter != null && value != null) {
                given.put(parameter, value);
            }
        });
    }

    private static List<String> unknown(String step, Collection<String> words) {
        Set<String> known = StepParameter.words(step);
        return words.stream()
                .filter(word -> !known.contains(word))
                .map(word -> unknown(step, word, known))
                .toList();
    }

    private static String unknown(String step, String word, Set<String> known) {
        String names = String.join(", ", known.stream().sorted().toList());
        String hint = NearMiss.of(word, known)
                .map(name -> "; did you mean " + name + "?")
                .orElse("; it has " + names);
        return step + " has no argument '" + word + "'" + hint;
    }

    private StepOrder order() {
        String environment = text(StepParameter.ENVIRONMENT);
        boolean clusterNamed = given.containsKey(StepParameter.CLUSTER);
        if (clusterNamed && given.containsKey(StepParameter.ENVIRONMENT)) {
            faults.add(step + ": environment stands for a cluster and a namespace; leave cluster out, or environment");
        }
        String namespace = text(StepParameter.NAMESPACE);
        String where = clusterNamed && !given.containsKey(StepParameter.ENVIRONMENT) ? "" : environment;
        if (where.isEmpty() && (text(StepParameter.CLUSTER).isEmpty() || namespace.isEmpty())) {
            faults.add(step + " needs an environment, or a cluster and a namespace;"
                    + " the run's parameter ENVIRONMENT_TO_DEPLOY gives it too");
        }
        return new StepOrder(
                step,
                where,
                text(StepParameter.CLUSTER),
                namespace,
                texts(StepParameter.FILES),
                kustomize(),
                application(),
                deployType(),
                flag(StepParameter.FORCE_DEPLOY_WHEN_NO_SEMVER),
                flag(StepParameter.INTERPOLATE),
                envPrefixes(),
                flag(StepParameter.ENSURE_NAMESPACE),
                flag(StepParameter.DRY_RUN),
                flag(StepParameter.WAIT),
                duration(StepParameter.TIMEOUT),
                duration(StepParameter.LOCK_TIMEOUT),
                text(StepParameter.PLAN),
                texts(StepParameter.FORCE_CONFLICTS_WITH),
                texts(StepParameter.DANGEROUSLY_PRUNE),
                jobs());
    }

    /** Null: deploy. An empty value is mlp's way to say so. */
    private @Nullable JobSelection jobs() {
        String value = text(StepParameter.FILTERED_JOB_ANNOTATION);
        int retries = retries();
        Duration attempt = duration(StepParameter.FILTERED_JOB_TIMEOUT);
        if (Durations.parse(text(StepParameter.FILTERED_JOB_TIMEOUT)).equals(Optional.of(Duration.ZERO))) {
            faults.add(step + ": " + StepParameter.FILTERED_JOB_TIMEOUT.word() + " is longer than 0");
        }
        if (value.isEmpty()) {
            return null;
        }
        if (!text(StepParameter.PLAN).isEmpty()) {
            faults.add(step + ": plan is about a deploy, " + StepParameter.FILTERED_JOB_ANNOTATION.word()
                    + " about jobs; give one of them");
        }
        return new JobSelection(value, retries, attempt);
    }

    private String kustomize() {
        String folder = text(StepParameter.KUSTOMIZE);
        if (!folder.isEmpty() && given.containsKey(StepParameter.FILES)) {
            faults.add(step + ": kustomize takes the place of files; give one of them");
        }
        if (!folder.isEmpty() && flag(StepParameter.INTERPOLATE)) {
            faults.add(step + ": interpolate is about files; a kustomization is built as it is");
        }
        return folder;
    }

    private List<String> envPrefixes() {
        List<String> prefixes = texts(StepParameter.ENV_PREFIX);
        if (!prefixes.isEmpty() && !flag(StepParameter.INTERPOLATE)) {
            faults.add(step + ": envPrefix is about interpolate: true");
        }
        return prefixes;
    }

    private int retries() {
        String text = text(StepParameter.FILTERED_JOB_MAX_RETRIES);
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= JobSelection.MOST_RETRIES) {
            return Integer.parseInt(text);
        }
        faults.add(step + ": " + StepParameter.FILTERED_JOB_MAX_RETRIES.word() + " is a number from 0 to "
                + JobSelection.MOST_RETRIES);
        return 0;
    }

    /** The step's own value, the run's, or the default. */
    private Object value(StepParameter parameter) {
        Object own = given.get(parameter);
        if (own != null) {
            return own;
        }
        @Nullable String ofRun = parameter.runParameter().isEmpty() ? null : run.get(parameter.runParameter());
        return ofRun == null || ofRun.isBlank() ? parameter.otherwise() : ofRun;
    }

    private String text(StepParameter parameter) {
        Object value = value(parameter);
        if (value instanceof List<?>) {
            faults.add(step + ": " + parameter.word() + " is one text, not a list");
            return "";
        }
        return value.toString().strip();
    }

    private List<String> texts(StepParameter parameter) {
        Object value = value(parameter);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return Arrays.stream(value.toString().split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private String application() {
        String name = text(StepParameter.APPLICATION);
        if (!name.isEmpty() && !name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            faults.add(step + ": application is at most 63 lower-case letters, digits, and dashes between them");
        }
        return name;
    }

    private boolean flag(StepParameter parameter) {
        String text = text(parameter);
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(step + ": " + parameter.word() + " is true or false");
        }
        return text.equals("true");
    }

    private DeployType deployType() {
        String word = text(StepParameter.DEPLOY_TYPE);
        for (DeployType type : DeployType.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        faults.add(step + ": deployType is smart_deploy or deploy_all");
        return DeployType.DEPLOY_ALL;
    }

    private Duration duration(StepParameter parameter) {
        return Durations.parse(text(parameter)).orElseGet(() -> {
            faults.add(step + ": " + parameter.word() + " is a duration such as 90s, 10m or 1h30m");
            return Duration.ZERO;
        });
    }
}
