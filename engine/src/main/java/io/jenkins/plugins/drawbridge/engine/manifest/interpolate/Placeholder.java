package io.jenkins.plugins.drawbridge.engine.manifest.interpolate;

import io.jenkins.plugins.drawbridge.engine.yaml.QuotedScalars;
import io.jenkins.plugins.drawbridge.engine.yaml.QuotedScalars.Quote;
import io.jenkins.plugins.drawbridge.engine.yaml.QuotedScalars.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code {{NAME}}} in a text.
 *
 * @param start offset of its first brace
 * @param end offset behind its last brace
 */
record Placeholder(String name, int start, int end, Context context) {

    private static final Pattern WRITTEN = Pattern.compile("\\{\\{([A-Z0-9_]+)}}");

    /** Those of a text, in their order. */
    static List<Placeholder> in(String text) {
        List<Placeholder> found = new ArrayList<>();
        Matcher matcher = WRITTEN.matcher(text);
        if (matcher.find()) {
            QuotedScalars quoted = QuotedScalars.of(withWords(text));
            do {
                Context context = context(text, matcher.start(), matcher.end(), quoted);
                found.add(new Placeholder(matcher.group(1), matcher.start(), matcher.end(), context));
            } while (matcher.find());
        }
        return found;
    }

    /** The text as YAML sees it once the placeholders are filled, as long as it is now. */
    private static String withWords(String text) {
        return WRITTEN.matcher(text).replaceAll(found -> "x".repeat(found.end() - found.start()));
    }

    private static Context context(String text, int start, int end, QuotedScalars quoted) {
        Region scalar = quoted.around(start);
        boolean inDoubleQuotes = isBetween(text, start, end, '"');
        if (scalar == null) {
            boolean inSingleQuotes = !quoted.knows(start) && isBetween(text, start, end, '\'');
            return inDoubleQuotes ? Context.DOUBLE_QUOTED : inSingleQuotes ? Context.SINGLE_QUOTED : Context.PLAIN;
        }
        boolean whole = scalar.start() == start - 1 && scalar.end() == end + 1;
        if (scalar.quote() == Quote.DOUBLE) {
            return whole ? Context.DOUBLE_QUOTED : Context.PART_OF_DOUBLE_QUOTED;
        }
        return inDoubleQuotes ? Context.DOUBLE_QUOTED_IN_SINGLE_QUOTED : Context.SINGLE_QUOTED;
    }

    private static boolean isBetween(String text, int start, int end, char quote) {
        return start > 0 && end < text.length() && text.charAt(start - 1) == quote && text.charAt(end) == quote;
    }
}
