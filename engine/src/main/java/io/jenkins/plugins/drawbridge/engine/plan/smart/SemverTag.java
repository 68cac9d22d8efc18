package io.jenkins.plugins.drawbridge.engine.plan.smart;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Tells tags that name a version from tags that move ({@code latest}, {@code main}). Rules: blang/semver, tolerant. */
final class SemverTag {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]*");
    private static final String PRE_RELEASE_PART = "(?:0|[1-9][0-9]{0,18}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final String BUILD_PART = "[0-9A-Za-z-]+";
    private static final Pattern REST = Pattern.compile("(?:-" + PRE_RELEASE_PART + "(?:\\." + PRE_RELEASE_PART
            + ")*+)?" + "(?:\\+" + BUILD_PART + "(?:\\." + BUILD_PART + ")*+)?");

    private SemverTag() {}

    static boolean isSemver(String tag) {
        String version = tag.strip();
        version = version.startsWith("v") ? version.substring(1) : version;
        String[] parts = version.split("\\.", 3);
        for (int index = 0; index < parts.length; index++) {
            parts[index] = withoutLeadingZeros(parts[index]);
        }
        String last = parts[parts.length - 1];
        if (parts.length < 3) {
            return isNumber(parts[0]) && isNumber(last);
        }
        int end = 0;
        while (end < last.length() && last.charAt(end) != '-' && last.charAt(end) != '+') {
            end++;
        }
        return isNumber(parts[0])
                && isNumber(parts[1])
                && isNumber(last.substring(0, end))
                && REST.matcher(last.substring(end)).matches();
    }

    private static String withoutLeadingZeros(String part) {
        if (part.length() <= 1) {
            return part;
        }
        int start = 0;
        while (start < part.length() && part.charAt(start) == '0') {
            start++;
        }
        String rest = part.substring(start);
        boolean digitFirst = !rest.isEmpty() && rest.charAt(0) >= '0' && rest.charAt(0) <= '9';
        return digitFirst ? rest : "0" + rest;
    }

    private static boolean isNumber(String text) {
        return text.length() <= 20 && NUMBER.matcher(text).matches() && new BigInteger(text).bitLength() <= Long.SIZE;
    }
}
