package io.jenkins.plugins.drawbridge.engine.manifest;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules of a {@code .krmignore}, written as in a {@code .gitignore}: {@code *}, {@code ?}, {@code **}, a leading
 * {@code /}, a trailing {@code /} and {@code !}. Character classes are taken literally. Immutable.
 */
final class IgnoreFile {

    static final String NAME = ".krmignore";
    private static final int MOST_STARS = 6;

    static final IgnoreFile NONE = new IgnoreFile(List.of());

    private final List<Rule> rules;

    private record Rule(Pattern pattern, boolean ignores, boolean foldersOnly) {}

    private IgnoreFile(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** @throws InputException for a line that would take too long to match */
    static IgnoreFile parse(String text) {
        List<Rule> rules = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> rules.add(rule(line)));
        Collections.reverse(rules);
        return new IgnoreFile(rules);
    }

    /** @param path below the folder of the file, with {@code /} between names; the last rule that matches decides */
    boolean ignores(String path, boolean folder) {
        for (Rule rule : rules) {
            if ((folder || !rule.foldersOnly()) && rule.pattern().matcher(path).matches()) {
                return rule.ignores();
            }
        }
        return false;
    }

    private static Rule rule(String line) {
        if (line.chars().filter(character -> character == '*').count() > MOST_STARS) {
            throw new InputException(NAME + ": more than " + MOST_STARS + " stars in one line; write it in several.");
        }
        boolean negated = line.startsWith("!");
        String glob = negated ? line.substring(1) : line;
        boolean foldersOnly = glob.endsWith("/");
        glob = foldersOnly ? glob.substring(0, glob.length() - 1) : glob;
        boolean anchored = glob.contains("/");
        glob = glob.startsWith("/") ? glob.substring(1) : glob;
        String anywhere = anchored ? "" : "(?:[^/]*/)*+";
        return new Rule(Pattern.compile(anywhere + regex(glob)), !negated, foldersOnly);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < glob.length(); index++) {
            char character = glob.charAt(index);
            if (glob.startsWith("**/", index)) {
                regex.append("(?:[^/]*/)*");
                index += 2;
            } else if (glob.startsWith("**", index)) {
                regex.append(".*");
                index++;
            } else if (character == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(character == '?' ? "[^/]" : Pattern.quote(String.valueOf(character)));
            }
        }
        return regex.toString();
    }
}
