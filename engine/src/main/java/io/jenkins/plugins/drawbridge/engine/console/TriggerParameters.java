package io.jenkins.plugins.drawbridge.engine.console;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a trigger: both generations of names that the Console sends, and its per-job renames, to the newer
 * names. Pure. Source: the Console's documentation, "configure Jenkins".
 */
public final class TriggerParameters {

    public static final String REVISION = "REVISION";
    public static final String ENVIRONMENT = "ENVIRONMENT_TO_DEPLOY";
    public static final String DEPLOY_TYPE = "DEPLOY_TYPE";
    public static final String FORCE = "FORCE_DEPLOY_WHEN_NO_SEMVER";
    public static final String NAMESPACE = "KUBE_NAMESPACE";
    public static final String TRIGGER_ID = "TRIGGER_ID";

    /** All that the Console sends, by their newer names. */
    public static final List<String> NAMES = List.of(REVISION, ENVIRONMENT, DEPLOY_TYPE, FORCE, NAMESPACE, TRIGGER_ID);

    /** Newer name to the older ones. */
    private static final Map<String, List<String>> OLDER = Map.of(
            REVISION, List.of("revision"),
            ENVIRONMENT, List.of("environment", "STAGE_TO_DEPLOY"),
            DEPLOY_TYPE, List.of("deployType"),
            FORCE, List.of("forceDeployWhenNoSemver"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final Pattern ENVIRONMENT_ID = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?");
    private static final Pattern NAMESPACE_NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern REVISION_NAME = Pattern.compile("[\\w}{][\\w}{/.\\-+]{0,254}");
    private static final Pattern TRIGGER = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final int MOST = 100;
    private static final int LONGEST = 10_000;

    private TriggerParameters() {}

    /**
     * @param sent as the caller sent them
     * @param renames {@code revision} and {@code environment} to the names this job's Console sends them under
     * @throws InputException with one line for each fault
     */
    public static Map<String, String> settle(Map<String, String> sent, Map<String, String> renames) {
        Map<String, String> left = new LinkedHashMap<>(sent);
        Map<String, String> settled = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = take(left, name, renames);
            if (value != null && !value.isBlank()) {
                settled.put(name, value.strip());
            }
        }
        settled.putAll(left);
        check(settled);
        return settled;
    }

    /**
     * All names that a value may have, the newest first.
     *
     * @param name the newer name
     * @param renames as for {@link #settle}
     */
    public static List<String> namesOf(String name, Map<String, String> renames) {
        List<String> names = new ArrayList<>(List.of(name));
        String renamed = name.equals(REVISION)
                ? renames.get("revision")
                : name.equals(ENVIRONMENT) ? renames.get("environment") : null;
        if (renamed != null) {
            names.add(renamed);
        }
        names.addAll(OLDER.getOrDefault(name, List.of()));
        return names;
    }

    /** The newest name wins; the older ones are the same value again. */
    private static @Nullable String take(Map<String, String> left, String name, Map<String, String> renames) {
        String value = null;
        for (String one : namesOf(name, renames)) {
            String found = left.remove(one);
            value = value == null || value.isBlank() ? found : value;
        }
        return value;
    }

    private static void check(Map<String, String> parameters) {
        List<String> faults = new ArrayList<>();
        if (parameters.size() > MOST) {
            throw new InputException("more than " + MOST + " parameters");
        }
        parameters.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                faults.add("a parameter's name has letters, digits, '_', '.' and '-' only");
            } else if (value.length() > LONGEST) {
                faults.add(name + " is longer than " + LONGEST + " characters");
            }
        });
        matching(parameters, ENVIRONMENT, ENVIRONMENT_ID, "is no id of an environment", faults);
        matching(parameters, NAMESPACE, NAMESPACE_NAME, "is no name of a namespace", faults);
        matching(parameters, REVISION, REVISION_NAME, "is no name of a branch, tag or commit", faults);
        matching(parameters, TRIGGER_ID, TRIGGER, "is no id of a trigger", faults);
        oneOf(parameters, DEPLOY_TYPE, Set.of("smart_deploy", "deploy_all"), faults);
        oneOf(parameters, FORCE, Set.of("true", "false"), faults);
        if (!faults.isEmpty()) {
            throw new InputException(String.join("\n", faults));
        }
    }

    private static void matching(
            Map<String, String> parameters, String name, Pattern pattern, String what, List<String> faults) {
        String value = parameters.get(name);
        if (value != null && (!pattern.matcher(value).matches() || value.contains(".."))) {
            faults.add(name + " " + what);
        }
    }

    private static void oneOf(Map<String, String> parameters, String name, Set<String> words, List<String> faults) {
        String value = parameters.get(name);
        if (value != null && !words.contains(value)) {
            faults.add(name + " is one of "
                    + String.join(", ", words.stream().sorted().toList()));
        }
    }
}
