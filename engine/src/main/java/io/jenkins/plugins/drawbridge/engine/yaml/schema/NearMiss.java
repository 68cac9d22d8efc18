package io.jenkins.plugins.drawbridge.engine.yaml.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of the known names somebody meant who mistyped one. */
public final class NearMiss {

    private static final int LONGEST = 64;

    private NearMiss() {}

    /** The nearest name, if it is so near that it was surely meant: half of the letters may differ (two that changed places are two), at most 3. */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> distance(written, name) <= Math.min(3, name.length() / 2 + name.length() % 2))
                .filter(name -> distance(written, name) < name.length())
                .min(Comparator.comparingInt(name -> distance(written, name)));
    }

    /** Levenshtein's distance, upper and lower case being equal. */
    private static int distance(String written, String name) {
        String left = written.toLowerCase(Locale.ROOT);
        String right = name.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            row[column] = column;
        }
        for (int index = 1; index <= left.length(); index++) {
            row = nextRow(row, index, left.charAt(index - 1), right);
        }
        return row[right.length()];
    }

    private static int[] nextRow(int[] above, int index, char letter, String right) {
        int[] row = new int[above.length];
        row[0] = index;
        for (int column = 1; column < row.length; column++) {
            int changed = above[column - 1] + (letter == right.charAt(column - 1) ? 0 : 1);
            row[column] = Math.min(changed, Math.min(above[column], row[column - 1]) + 1);
        }
        return row;
    }
}
