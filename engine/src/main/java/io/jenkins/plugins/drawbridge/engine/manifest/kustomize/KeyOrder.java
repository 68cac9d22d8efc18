package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import java.util.Comparator;

/** The order of keys in kustomize's output, which is go-yaml's: letters after the rest, numbers by their value. */
final class KeyOrder implements Comparator<String> {

    static final KeyOrder INSTANCE = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int at = 0;
        while (at < a.length && at < b.length && a[at] == b[at]) {
            at++;
        }
        if (at == a.length || at == b.length) {
            return Integer.compare(a.length, b.length);
        }
        boolean leftIsLetter = Character.isLetter(a[at]);
        boolean rightIsLetter = Character.isLetter(b[at]);
        if (leftIsLetter || rightIsLetter) {
            return leftIsLetter && rightIsLetter ? Integer.compare(a[at], b[at]) : leftIsLetter ? 1 : -1;
        }
        return numbers(a, b, at);
    }

    private static int numbers(int[] a, int[] b, int at) {
        long before = (a[at] == '0' || b[at] == '0') && insideNumber(a, at) ? 1 : 0;
        int leftEnd = end(a, at);
        int rightEnd = end(b, at);
        int byValue = Long.compare(value(a, at, leftEnd, before), value(b, at, rightEnd, before));
        if (byValue != 0) {
            return byValue;
        }
        return leftEnd != rightEnd ? Integer.compare(leftEnd, rightEnd) : Integer.compare(a[at], b[at]);
    }

    private static boolean insideNumber(int[] text, int at) {
        for (int index = at - 1; index >= 0 && Character.isDigit(text[index]); index--) {
            if (text[index] != '0') {
                return true;
            }
        }
        return false;
    }

    private static int end(int[] text, int from) {
        int end = from;
        while (end < text.length && Character.isDigit(text[end])) {
            end++;
        }
        return end;
    }

    private static long value(int[] text, int from, int end, long start) {
        long value = start;
        for (int index = from; index < end; index++) {
            value = value * 10 + (text[index] - '0');
        }
        return value;
    }
}
