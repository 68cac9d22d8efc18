package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.HashMap;
import java.util.Map;

/** Gives each distinct secret a letter in the order they are met. Thread-safe. */
final class MaskLetters {

    static final String MASK = "****";

    private static final int ALPHABET = 26;

    private final Map<String, String> maskBySecret = new HashMap<>();

    synchronized String mask(String secret) {
        return maskBySecret.computeIfAbsent(secret, any -> MASK + letters(maskBySecret.size()));
    }

    /** a to z, then aa, ab and so on. */
    static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % ALPHABET));
        return number < ALPHABET ? last : letters(number / ALPHABET - 1) + last;
    }
}
