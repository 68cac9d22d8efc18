package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.Set;
import java.util.regex.Pattern;

/** Whether a text may stand without quotes: whether go-yaml v2, which prints for kustomize, would read it as a text. */
final class PlainText {

    private static final Set<String> WORDS = Set.of(
            "", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
            "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", ".nan", ".NaN", ".NAN", ".inf",
            ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private static final int LONGEST_NUMBER = 400;
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile(
            "[-+]?(0[xX][0-9a-fA-F]{1,16}|0[bB][01]{1,64}|0[oO]?[0-7]{1,22}|0|[1-9][0-9]{0,19})|-?0b-?[01]{1,64}");
    private static final Pattern POINT = Pattern.compile("\\.[0-9]+([eE][-+]?[0-9]+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*+(:[0-5]?[0-9])++(\\.[0-9_]*)?");
    private static final String DAY = "[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\\.[0-9]+)?";
    private static final Pattern TIMESTAMP =
            Pattern.compile(DAY + "([Tt]" + TIME + "(Z|[-+][0-9]{2}:[0-9]{2})| +" + TIME + ")?");

    private PlainText() {}

    static boolean isText(String text) {
        if (WORDS.contains(text)) {
            return false;
        }
        char first = text.charAt(0);
        boolean maybeNumber = first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
        return !maybeNumber || !isNumber(text);
    }

    private static boolean isNumber(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return false;
        }
        if (text.charAt(0) == '.') {
            return POINT.matcher(text).matches();
        }
        String digits = text.replace("_", "");
        return INTEGER.matcher(digits).matches()
                || isFloat(digits)
                || BASE_60.matcher(text).matches()
                || TIMESTAMP.matcher(text).matches();
    }

    private static boolean isFloat(String digits) {
        return FLOAT.matcher(digits).matches() && !Double.isInfinite(Double.parseDouble(digits));
    }
}
