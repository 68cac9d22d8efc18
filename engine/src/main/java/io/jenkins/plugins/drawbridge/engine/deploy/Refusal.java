package io.jenkins.plugins.drawbridge.engine.deploy;

import io.jenkins.plugins.drawbridge.engine.kube.ApiException;
import io.jenkins.plugins.drawbridge.engine.manifest.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why an object cannot be deployed.
 *
 * @param sentence not masked yet
 * @param forbidden whether it is for want of a right
 * @param answer of the server that refused it; null: it was not asked, or somebody else's fields are in the way
 */
record Refusal(String sentence, boolean forbidden, @Nullable ApiException answer) {

    private static final String IMMUTABLE = "field is immutable";

    /** A value with the name of its type in Go, up to what is wrong with it. */
    private static final Pattern VALUE = Pattern.compile("^Invalid value: [&*]?[\\w.\\[\\]]+\\{.*}: ", Pattern.DOTALL);

    private static final Pattern PREFIX = Pattern.compile("failed to create typed patch object(?: \\([^)]*\\))?: ");
    private static final Pattern UNKNOWN = Pattern.compile("(\\S+): field not declared in schema");
    private static final Pattern EXPECTED = Pattern.compile(
            ": expected ([a-z]+)(?: \\(int or float\\))?, got [&*]?value\\.valueUnstructured(?:\\{.*})?");

    static Refusal byServer(ApiException refused) {
        return new Refusal(plain(refused), refused.isForbidden(), refused);
    }

    static Refusal ofConflict(DeployException conflict) {
        return new Refusal(conflict.getMessage(), false, null);
    }

    static Refusal unreadable(String sentence) {
        return new Refusal(sentence, true, null);
    }

    /** Whether it is about those objects, so that it may be none once they are there. */
    boolean isAbout(Set<ObjectRef.Key> others) {
        return answer != null && Prerequisite.explains(others, answer);
    }

    /** The same, with what the server says of single fields: an object that cannot be changed is shown there as Go has it. */
    static String plain(ApiException refused) {
        return plain(refused.getMessage(), refused.causes());
    }

    static String plain(String message, List<ApiException.Cause> causes) {
        if (!causes.isEmpty()
                && causes.stream().allMatch(cause -> cause.message().endsWith(IMMUTABLE))) {
            return fields(causes)
                    + " cannot be changed in an object that is there; delete it first, or give the new one"
                    + " another name";
        }
        if (causes.stream().noneMatch(cause -> VALUE.matcher(cause.message()).find())) {
            return plain(message);
        }
        return causes.stream()
                .map(cause ->
                        cause.field() + ": " + VALUE.matcher(cause.message()).replaceFirst(""))
                .collect(Collectors.joining("; "));
    }

    private static String fields(List<ApiException.Cause> causes) {
        return causes.stream().map(ApiException.Cause::field).distinct().collect(Collectors.joining(", "));
    }

    /** Says in plain words what an API server finds wrong with a manifest that does not fit its kind. */
    static String plain(String message) {
        if (!message.contains("typed patch object")) {
            return message;
        }
        String bare = PREFIX.matcher(message).replaceAll("");
        String known = UNKNOWN.matcher(bare).replaceAll("unknown field $1");
        return EXPECTED.matcher(known).replaceAll(found -> ": must be " + expected(found.group(1)));
    }

    private static String expected(String type) {
        return switch (type) {
            case "string" -> "a text; put quotes around it";
            case "numeric" -> "a number, without quotes";
            case "boolean" -> "true or false, without quotes";
            default -> "a " + type;
        };
    }
}
