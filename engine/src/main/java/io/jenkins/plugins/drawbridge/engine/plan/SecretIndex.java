package io.jenkins.plugins.drawbridge.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds many texts in one pass: the first {@value #HEAD} characters of every known form are hashed, so that at each
 * position of the text one look-up tells whether any form can begin there. The longest form wins. Immutable.
 */
final class SecretIndex {

    /** No shorter form is looked for inside other text. */
    static final int HEAD = 6;

    private static final int BITS = 1 << 16;
    private static final int WORD = 10;

    private final Map<String, String> secretByForm;
    private final Map<Integer, List<String>> formsByHead = new HashMap<>();
    private final BitSet heads = new BitSet(BITS);

    /** @param secretByForm every spelling of a secret, with the secret it stands for */
    SecretIndex(Map<String, String> secretByForm) {
        this.secretByForm = Map.copyOf(secretByForm);
        for (String form : this.secretByForm.keySet()) {
            if (form.length() >= HEAD) {
                int head = head(form, 0);
                formsByHead.computeIfAbsent(head, any -> new ArrayList<>()).add(form);
                heads.set(head & (BITS - 1));
            }
        }
        Comparator<String> longestFirst =
                Comparator.comparingInt(String::length).reversed();
        formsByHead.values().forEach(forms -> forms.sort(longestFirst.thenComparing(Comparator.naturalOrder())));
    }

    /** The secret that this whole text spells, if it does. */
    @Nullable String whole(String text) {
        return secretByForm.get(text);
    }

    String replace(String text, UnaryOperator<String> mask) {
        StringBuilder masked = null;
        int copied = 0;
        int position = 0;
        while (position + HEAD <= text.length()) {
            String form = formAt(text, position);
            if (form == null) {
                position++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, copied, position).append(mask.apply(secretByForm.getOrDefault(form, form)));
            position += form.length();
            copied = position;
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    private @Nullable String formAt(String text, int position) {
        int head = head(text, position);
        if (!heads.get(head & (BITS - 1))) {
            return null;
        }
        for (String form : formsByHead.getOrDefault(head, List.of())) {
            if (text.startsWith(form, position) && (!isWord(form) || standsAlone(text, position, form.length()))) {
                return form;
            }
        }
        return null;
    }

    private static int head(String text, int position) {
        int hash = 0;
        for (int index = position; index < position + HEAD; index++) {
            hash = 31 * hash + text.charAt(index);
        }
        return hash ^ (hash >>> 16);
    }

    /** A short form of letters only may be part of any longer word; it counts only as a word of its own. */
    private static boolean isWord(String form) {
        return form.length() < WORD && form.chars().allMatch(Character::isLetter);
    }

    private static boolean standsAlone(String text, int position, int length) {
        int end = position + length;
        return (position == 0 || !Character.isLetter(text.charAt(position - 1)))
                && (end == text.length() || !Character.isLetter(text.charAt(end)));
    }
}
