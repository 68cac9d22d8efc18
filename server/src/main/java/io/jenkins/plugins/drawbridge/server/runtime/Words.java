package io.jenkins.plugins.drawbridge.server.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.drawbridge.engine.plan.Masker;
import java.util.regex.Pattern;

/** Makes text of the cluster fit to be shown: masked first, then cut, then without control and direction marks. Thread-safe. */
final class Words {

    private static final int LONGEST = 500;
    private static final String REPLACEMENT = "\uFFFD";
    private static final Pattern DANGEROUS =
            Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]|[\\u0080-\\u009F\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

    private final Masker masker;

    Words(Masker masker) {
        this.masker = masker;
    }

    String of(JsonNode text) {
        return of(text.asText(""));
    }

    String of(String text) {
        return of(text, LONGEST);
    }

    /** @param longest in characters; what is cut off shows as an ellipsis */
    String of(String text, int longest) {
        String masked = masker.text(text);
        String bounded = masked.length() > longest ? masked.substring(0, longest) + "…" : masked;
        return DANGEROUS.matcher(bounded.strip()).replaceAll(REPLACEMENT);
    }
}
