package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.Comparator;

/** Names as people count: {@code billing-2} before {@code billing-14}. Only equal texts are equal. Stateless. */
public final class NaturalOrder implements Comparator<String> {

    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String one, String other) {
        int left = 0;
        int right = 0;
        while (left < one.length() && right < other.length()) {
            int leftEnd = endOfNumber(one, left);
            int rightEnd = endOfNumber(other, right);
            boolean numbers = leftEnd > left && rightEnd > right;
            int order = numbers
                    ? compareNumbers(one.substring(left, leftEnd), other.substring(right, rightEnd))
                    : Character.compare(one.charAt(left), other.charAt(right));
            if (order != 0) {
                return order;
            }
            left = numbers ? leftEnd : left + 1;
            right = numbers ? rightEnd : right + 1;
        }
        int rest = Integer.compare(one.length() - left, other.length() - right);
        return rest == 0 ? one.compareTo(other) : rest;
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** However long: the one with more digits is larger, leading zeros aside. */
    private static int compareNumbers(String one, String other) {
        String left = one.replaceFirst("^0+", "");
        String right = other.replaceFirst("^0+", "");
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }
}
