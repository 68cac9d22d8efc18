package io.jenkins.plugins.drawbridge.engine.cluster;

import java.util.regex.Pattern;

/** What a namespace may be called: an RFC 1123 label, as the API server checks it. */
public final class Namespaces {

    public static final String WORDS = "a namespace: at most 63 lower-case letters, digits, and dashes between them";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private Namespaces() {}

    public static boolean isValid(String name) {
        return LABEL.matcher(name).matches();
    }
}
