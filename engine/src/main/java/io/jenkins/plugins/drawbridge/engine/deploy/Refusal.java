package io.jenkins.plugins.drawbridge.engine.deploy;

import java.util.regex.Pattern;

/** Says in plain words what an API server finds wrong with a manifest that does not fit its kind. */
final class Refusal {

    private static final Pattern PREFIX = Pattern.compile("failed to create typed patch object(?: \\([^)]*\\))?: ");
    private static final Pattern UNKNOWN = Pattern.compile("(\\S+): field not declared in schema");
    private static final Pattern EXPECTED = Pattern.compile(
            ": expected ([a-z]+)(?: \\(int or float\\))?, got [&*]?value\\.valueUnstructured(?:\\{.*})?");

    private Refusal() {}

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
