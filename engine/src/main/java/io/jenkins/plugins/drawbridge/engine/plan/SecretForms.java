package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The spellings under which a secret may be met: itself, base64, as JSON and URL text; its lines, broken or written
 * {@code \n} as placeholders are filled; the texts inside a JSON document such as a registry login.
 */
final class SecretForms {

    /** Shorter values are masked only where a Secret holds them. */
    private static final int SHORTEST = 3;

    private static final int SHORTEST_LINE = 8;
    private static final int NUMBER = 6;
    private static final Set<String> NO_SECRET_INSIDE = Set.of("username", "email", "type", "project_id", "token_uri");

    private final Map<String, String> secretByForm = new HashMap<>();
    private final Set<String> openWords = new HashSet<>();

    void open(String word) {
        openWords.add(word);
    }

    Map<String, String> secretByForm() {
        return secretByForm;
    }

    void value(String secret) {
        form(secret, secret);
        form(secret.strip(), secret);
        String broken = secret.replace("\\n", "\n");
        if (broken.indexOf('\n') >= 0) {
            form(broken, secret);
            form(broken.replace("\n", "\\n"), secret);
            broken.lines().forEach(this::line);
        }
        if (secret.stripLeading().startsWith("{")) {
            inside("", SecretCollector.parsed(secret));
        }
    }

    private void line(String line) {
        String text = line.strip();
        if (text.length() < SHORTEST_LINE || text.startsWith("-----")) {
            return;
        }
        form(text, text);
        int separator = text.indexOf('=') > 0 ? text.indexOf('=') : text.indexOf(": ");
        String assigned = separator > 0 ? text.substring(separator + 1).strip() : "";
        if (assigned.length() >= SHORTEST_LINE) {
            form(assigned, assigned);
        }
    }

    private void inside(String name, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> inside(field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            node.forEach(element -> inside(name, element));
        } else if (node.isTextual() && !NO_SECRET_INSIDE.contains(name)) {
            form(node.textValue(), node.textValue());
            login(name, node.textValue());
        }
    }

    /** {@code auth} of a registry login is base64 of {@code user:password}. */
    private void login(String name, String value) {
        String login = name.equals("auth") ? decoded(value) : "";
        int colon = login.indexOf(':');
        if (colon > 0) {
            form(login.substring(colon + 1), login.substring(colon + 1));
        }
    }

    private void form(String form, String secret) {
        if (form.length() < SHORTEST) {
            return;
        }
        if (!isOpen(form)) {
            secretByForm.putIfAbsent(form, secret);
        }
        if (form.length() > SHORTEST) {
            encodings(form, secret);
        }
    }

    private void encodings(String form, String secret) {
        secretByForm.putIfAbsent(SecretCollector.base64(form), secret);
        String quoted = TextNode.valueOf(form).toString();
        String json = quoted.substring(1, quoted.length() - 1);
        String url = URLEncoder.encode(form, StandardCharsets.UTF_8);
        if (!json.equals(form)) {
            secretByForm.putIfAbsent(json, secret);
        }
        if (!url.equals(form)) {
            secretByForm.putIfAbsent(url, secret);
        }
    }

    private boolean isOpen(String form) {
        boolean number = form.length() < NUMBER && form.chars().allMatch(Character::isDigit);
        return number || openWords.contains(form) || form.equals("true") || form.equals("null") || form.equals("none");
    }

    /** The text that base64 holds; the argument itself if it holds no text. */
    static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return base64; // binary, or no base64 at all: the spelling stands for itself
        }
    }
}
