package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import io.jenkins.plugins.drawbridge.engine.InputException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern somebody wrote, matched against whole texts. One that takes too long is refused. Immutable. */
final class BoundedPattern {

    private static final int LONGEST = 1_000;
    private static final int MOST_STEPS = 1_000_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static BoundedPattern of(String regex) {
        if (regex.length() > LONGEST) {
            throw new InputException("a pattern is longer than " + LONGEST + " characters; write a shorter one.");
        }
        try {
            return new BoundedPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) { // told to the user: nothing can be selected
            throw new InputException("a pattern is no regular expression (" + e.getDescription()
                    + "); correct it, or quote" + " characters with a backslash.");
        }
    }

    boolean matches(String text) {
        try {
            return pattern.matcher(new Counted(text)).matches();
        } catch (StackOverflowError e) { // told to the user, as any other pattern that costs too much
            throw tooSlow();
        }
    }

    private static InputException tooSlow() {
        return new InputException("a pattern takes too long to match; write a simpler one.");
    }

    /** A text that can be looked at only so often. */
    private static final class Counted implements CharSequence {

        private final CharSequence text;
        private int steps;

        private Counted(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw tooSlow();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
