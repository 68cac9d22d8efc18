package io.jenkins.plugins.drawbridge.config;

import org.jspecify.annotations.Nullable;

/** What a form sends for a field that was left empty. */
final class Texts {

    private Texts() {}

    static String trimmed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Forms and configuration as code leave out what is null. */
    static @Nullable String orNull(@Nullable String text) {
        String trimmed = trimmed(text);
        return trimmed.isEmpty() ? null : trimmed;
    }
}
