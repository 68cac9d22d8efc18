package io.jenkins.plugins.drawbridge.server.pipeline;

/**
 * Ant's patterns: {@code ?} and {@code *} stay within a part of the name, {@code **} crosses parts. Walks once through the
 * pattern with all places that its beginning may reach: a regular expression would try them one after another, and some
 * patterns take it for ever.
 */
final class AntPattern {

    /** Longer than the name of any branch. */
    private static final int LONGEST_NAME = 4096;

    private final String name;
    /** Whether what was read of the pattern may end before this character of the name. */
    private boolean[] reached;

    private AntPattern(String name) {
        this.name = name;
        this.reached = new boolean[name.length() + 1];
        this.reached[0] = true;
    }

    static boolean matches(String pattern, String name) {
        return name.length() <= LONGEST_NAME && new AntPattern(name).matches(pattern);
    }

    private boolean matches(String pattern) {
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.startsWith("/**", at) && at + 3 == pattern.length()) {
                reached = restOfPath();
                at += 2;
            } else if (pattern.startsWith("**/", at)) {
                reached = wholeParts();
                at += 2;
            } else if (pattern.startsWith("**", at)) {
                reached = anything(true);
                at++;
            } else if (pattern.charAt(at) == '*') {
                reached = anything(false);
            } else {
                reached = one(pattern.charAt(at));
            }
        }
        return reached[name.length()];
    }

    /** Nothing, or a slash and whatever follows it. */
    private boolean[] restOfPath() {
        boolean[] next = reached.clone();
        boolean begun = false;
        for (int place = 1; place < next.length; place++) {
            begun |= reached[place - 1] && isSlash(place - 1);
            next[place] |= begun;
        }
        return next;
    }

    /** Nothing, or whatever ends with a slash. */
    private boolean[] wholeParts() {
        boolean[] next = reached.clone();
        boolean begun = false;
        for (int place = 1; place < next.length; place++) {
            begun |= reached[place - 1];
            next[place] |= begun && isSlash(place - 1);
        }
        return next;
    }

    private boolean[] anything(boolean slashes) {
        boolean[] next = reached.clone();
        for (int place = 1; place < next.length; place++) {
            next[place] |= next[place - 1] && (slashes || !isSlash(place - 1));
        }
        return next;
    }

    private boolean[] one(char wanted) {
        boolean[] next = new boolean[reached.length];
        for (int place = 1; place < next.length; place++) {
            boolean same = wanted == '?' ? !isSlash(place - 1) : wanted == name.charAt(place - 1);
            next[place] = reached[place - 1] && same;
        }
        return next;
    }

    private boolean isSlash(int place) {
        return name.charAt(place) == '/';
    }
}
