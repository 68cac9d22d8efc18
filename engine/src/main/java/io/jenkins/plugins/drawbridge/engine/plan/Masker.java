package io.jenkins.plugins.drawbridge.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.drawbridge.engine.Secret;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts {@code ****a}, {@code ****b} in the place of secrets: equal values have the same letter, and neither content nor
 * length shows. One for each plan. Thread-safe.
 *
 * <p>What is masked: values of Secrets, always; the same values and those of credentials that the host names (also in
 * base64, as JSON or URL text, and the lines of long ones) inside any other text if they have at least 6 characters, and as a whole value from 3 characters on;
 * literal values of variables and ConfigMap keys whose name looks secret; passwords in URLs, bearer tokens, JSON web
 * tokens and private keys. What is not: a value that is a common word ({@code admin}), a number below 6 digits, or the
 * name of an object or container, since it would black out the whole plan; it still is masked inside its Secret.
 */
public final class Masker {

    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/\\s:@]{0,200}:)([^/\\s@]{1,500})(@)");
    private static final Pattern BEARER = Pattern.compile("((?i:bearer)\\s{1,3})([A-Za-z0-9._~+/=-]{16,})()");
    private static final Pattern WEB_TOKEN =
            Pattern.compile("()(eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*)()");
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)([^-]{1,100000})(-----END|$)");

    private final SecretIndex known;
    private final SecretIndex credentials;
    private final UnaryOperator<String> letters;

    private Masker(SecretIndex known, SecretIndex credentials, UnaryOperator<String> letters) {
        this.known = known;
        this.credentials = credentials;
        this.letters = letters;
    }

    /** @param objects all objects of the plan, desired and live; those that hold no secret lend their names */
    public static Masker of(Collection<ObjectNode> objects) {
        return of(objects, List.of());
    }

    /** @param more secrets that no object need hold as one, such as the credentials around a step */
    public static Masker of(Collection<ObjectNode> objects, Collection<Secret> more) {
        SecretForms known = SecretCollector.collect(objects);
        SecretForms credentials = new SecretForms();
        OpenWords.of(more.isEmpty() ? List.of() : objects).forEach(credentials::open);
        for (Secret secret : more) {
            known.value(secret.reveal());
            credentials.value(secret.reveal());
        }
        return new Masker(
                new SecretIndex(known.secretByForm()),
                new SecretIndex(credentials.secretByForm()),
                new MaskLetters()::mask);
    }

    /** Masks the same, all secrets alike. */
    Masker withoutLetters() {
        return new Masker(known, credentials, any -> MaskLetters.MASK);
    }

    /** Knows no object; still masks what looks like a secret by its form. */
    public static Masker none() {
        return of(List.of());
    }

    /** A sentence, an error of the server, a line of a log. */
    public String text(String text) {
        String masked = known.replace(text, letters);
        masked = masked.contains("://") ? patterned(URL_PASSWORD, masked) : masked;
        masked = masked.contains("earer") || masked.contains("EARER") ? patterned(BEARER, masked) : masked;
        masked = masked.contains("eyJ") ? patterned(WEB_TOKEN, masked) : masked;
        return masked.contains("PRIVATE KEY") ? patterned(PRIVATE_KEY, masked) : masked;
    }

    /** Masked first and then cut, so that no part of a secret is left at the end. */
    public String text(String text, int longest) {
        String masked = text(text);
        return masked.length() > longest ? masked.substring(0, longest) + "..." : masked;
    }

    /** A value that is not known to be secret as a whole; maps and lists element by element. */
    public JsonNode value(JsonNode value) {
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> copy.set(field.getKey(), value(field.getValue())));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> copy.add(value(element)));
            return copy;
        }
        return value.isTextual() || value.isNumber() ? scalar(value) : value;
    }

    /** A value of a ConfigMap: also what a file in it assigns to names that look secret. */
    JsonNode configuration(JsonNode value) {
        return value.isTextual() && value.textValue().indexOf('\n') >= 0
                ? TextNode.valueOf(text(assignments(value.textValue())))
                : value(value);
    }

    /** The credentials, named by the host, that a value holds. */
    Set<String> credentialsIn(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        Set<String> found = new HashSet<>();
        String whole = credentials.whole(text);
        if (whole != null) {
            found.add(whole);
        }
        credentials.replace(text, secret -> {
            found.add(secret);
            return "";
        });
        return found;
    }

    /** A secret in clear. */
    JsonNode whole(JsonNode value) {
        return TextNode.valueOf(letters.apply(value.isValueNode() ? value.asText() : value.toString()));
    }

    /** A secret in base64, as {@code data} of a Secret holds it. */
    JsonNode wholeBase64(JsonNode value) {
        return value.isTextual() ? whole(TextNode.valueOf(SecretForms.decoded(value.textValue()))) : whole(value);
    }

    private JsonNode scalar(JsonNode value) {
        String text = value.asText();
        String secret = known.whole(text);
        String masked = secret == null ? text(text) : letters.apply(secret);
        return masked.equals(text) ? value : TextNode.valueOf(masked);
    }

    private String assignments(String file) {
        return SecretNames.ASSIGNMENT
                .matcher(file)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + letters.apply(bare(found.group(2)))));
    }

    /** Without the quotes, so that the same value has the same letter elsewhere. */
    private static String bare(String assigned) {
        return assigned.replaceAll("^[\"']|[\"'],?$", "");
    }

    private String patterned(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll(found -> {
            boolean done = found.group(2).startsWith(MaskLetters.MASK);
            String middle = done ? found.group(2) : letters.apply(found.group(2));
            return Matcher.quoteReplacement(found.group(1) + middle + found.group(3));
        });
    }
}
