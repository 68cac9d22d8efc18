package io.jenkins.plugins.drawbridge.engine.plan.smart;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text without quotes would still be a text to go-yaml v2 (YAML 1.1 words, numbers and dates are not). */
final class GoYamlPlain {

    private static final Set<String> WORDS = Set.of(
            "", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
            "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", ".nan", ".NaN", ".NAN", ".inf",
            ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern UNDERSCORE_BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])_(?=[0-9])");
    private static final Pattern PREFIXED = Pattern.compile("([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]([0-7]+))");
    private static final int[] RADIX_OF_GROUP = {0, 0, 16, 2, 8};
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++(?:\\.[0-9_]*)?");
    private static final String TIME = "([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?";
    private static final Pattern TIMESTAMP = Pattern.compile(
            "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]" + TIME + "(?:Z|[-+][0-9]{2}:[0-9]{2})| " + TIME + ")?");

    private GoYamlPlain() {}

    static boolean isText(String value) {
        if (WORDS.contains(value)) {
            return false;
        }
        char first = value.charAt(0);
        if (first == '.') {
            return !isFloat(UNDERSCORE_BETWEEN_DIGITS.matcher(value).replaceAll(""));
        }
        boolean number = first == '+' || first == '-' || (first >= '0' && first <= '9');
        return !number || !isNumberOrDate(value);
    }

    private static boolean isNumberOrDate(String value) {
        String digits = value.replace("_", "");
        return isFloat(digits)
                || isPrefixedInteger(digits)
                || BASE_60.matcher(value).matches()
                || isTimestamp(value);
    }

    private static boolean isFloat(String value) {
        return FLOAT.matcher(value).matches() && !Double.isInfinite(Double.parseDouble(value));
    }

    private static boolean isPrefixedInteger(String digits) {
        Matcher matcher = PREFIXED.matcher(digits);
        if (!matcher.matches()) {
            return false;
        }
        int group = 2;
        while (matcher.group(group) == null) {
            group++;
        }
        String significant = matcher.group(group).replaceFirst("^0+", "");
        if (significant.length() > Long.SIZE) {
            return false;
        }
        int bits = new BigInteger("0" + significant, RADIX_OF_GROUP[group]).bitLength();
        return bits < Long.SIZE || (bits == Long.SIZE && matcher.group(1).isEmpty());
    }

    private static boolean isTimestamp(String value) {
        Matcher matcher = TIMESTAMP.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        int time = matcher.group(4) == null ? 7 : 4;
        return isDate(number(matcher, 1), number(matcher, 2), number(matcher, 3))
                && number(matcher, time) < 24
                && number(matcher, time + 1) < 60
                && number(matcher, time + 2) < 60;
    }

    private static boolean isDate(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException e) {
            return false; // there is no such day, so go-yaml takes it for a text
        }
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }
}
