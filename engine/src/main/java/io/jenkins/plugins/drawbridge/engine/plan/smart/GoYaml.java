package io.jenkins.plugins.drawbridge.engine.plan.smart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Texts and flat maps of texts as {@code sigs.k8s.io/yaml} 1.6 (go-yaml v2) writes them, byte for byte: mlp hashes that
 * text, and a checksum that differs restarts a workload. Stateless.
 */
final class GoYaml {

    private GoYaml() {}

    static String text(String value) {
        GoYamlWriter writer = new GoYamlWriter();
        GoYamlScalar.of(value).writeTo(writer, true);
        return writer.end();
    }

    static String map(Map<String, String> map) {
        if (map.isEmpty()) {
            return "{}\n";
        }
        GoYamlWriter writer = new GoYamlWriter();
        for (String key : sorted(map)) {
            writer.startLine(0);
            GoYamlScalar scalar = GoYamlScalar.of(key);
            if (scalar.isSimpleKey()) {
                scalar.writeTo(writer, false);
            } else {
                writer.append("?");
                scalar.writeTo(writer, true);
                writer.startLine(0);
            }
            writer.append(":");
            GoYamlScalar.of(map.getOrDefault(key, "")).writeTo(writer, true);
        }
        return writer.end();
    }

    private static List<String> sorted(Map<String, String> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        keys.sort(Comparator.naturalOrder());
        try {
            keys.sort(GoYaml::compareKeys);
        } catch (IllegalArgumentException e) {
            // go-yaml's order is not transitive for a few mixtures of digits and signs; any stable order will do then.
            keys.sort(Comparator.naturalOrder());
        }
        return keys;
    }

    /** go-yaml's order of keys: numbers inside by their value, letters behind everything else. */
    static int compareKeys(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int index = 0;
        while (index < a.length && index < b.length && a[index] == b[index]) {
            index++;
        }
        if (index == a.length || index == b.length) {
            return Integer.compare(a.length, b.length);
        }
        boolean leftLetter = Character.isLetter(a[index]);
        boolean rightLetter = Character.isLetter(b[index]);
        if (leftLetter != rightLetter) {
            return rightLetter ? -1 : 1;
        }
        return leftLetter ? Integer.compare(a[index], b[index]) : compareNumbers(a, b, index);
    }

    private static int compareNumbers(int[] a, int[] b, int from) {
        boolean zero = a[from] == '0' || b[from] == '0';
        long start = zero && followsNonZeroDigit(a, from) ? 1 : 0;
        int aEnd = endOfDigits(a, from);
        int bEnd = endOfDigits(b, from);
        int byValue = Long.compare(number(a, from, aEnd, start), number(b, from, bEnd, start));
        if (byValue != 0) {
            return byValue;
        }
        return aEnd != bEnd ? Integer.compare(aEnd, bEnd) : Integer.compare(a[from], b[from]);
    }

    private static boolean followsNonZeroDigit(int[] text, int from) {
        int index = from - 1;
        while (index >= 0 && text[index] == '0') {
            index--;
        }
        return index >= 0 && Character.isDigit(text[index]);
    }

    private static int endOfDigits(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long number(int[] text, int from, int end, long start) {
        long number = start;
        for (int index = from; index < end; index++) {
            number = number * 10 + (text[index] - '0');
        }
        return number;
    }
}
