package io.jenkins.plugins.drawbridge.engine.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.engine.InputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a trigger's body says, in each of the forms that Jenkins takes: names to texts. Of two values the first counts. */
public final class TriggerBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FIELDS = 1000;

    private TriggerBody() {}

    /**
     * A flat object; null values count as absent.
     *
     * @throws InputException if it is none
     */
    public static Map<String, String> json(String text) {
        JsonNode json = parsed(text);
        if (!json.isObject()) {
            throw new InputException("the body is no JSON object");
        }
        Map<String, String> sent = new LinkedHashMap<>();
        json.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                sent.put(entry.getKey(), entry.getValue().asText());
            } else if (!entry.getValue().isNull()) {
                throw new InputException(entry.getKey() + " is no text, number or boolean");
            }
        });
        return sent;
    }

    /**
     * {@code application/x-www-form-urlencoded}: a body or a query.
     *
     * @throws InputException if it is none
     */
    public static Map<String, String> form(String encoded) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (String field : encoded.split("&", MOST_FIELDS)) {
            int equals = field.indexOf('=');
            if (!field.isEmpty()) {
                String name = decoded(equals < 0 ? field : field.substring(0, equals));
                sent.putIfAbsent(name, equals < 0 ? "" : decoded(field.substring(equals + 1)));
            }
        }
        String own = sent.remove("json");
        if (own != null) {
            jenkinsForm(own).forEach(sent::putIfAbsent);
        }
        return sent;
    }

    /** What Jenkins's own form sends in its field {@code json}: {@code {"parameter": [{"name": ..., "value": ...}]}}. */
    public static Map<String, String> jenkinsForm(String text) {
        Map<String, String> sent = new LinkedHashMap<>();
        JsonNode parameter = parsed(text).path("parameter");
        for (JsonNode one : parameter.isArray() ? parameter : List.of(parameter)) {
            if (one.path("name").isTextual()) {
                sent.putIfAbsent(one.path("name").asText(), one.path("value").asText());
            }
        }
        return sent;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            throw new InputException("the body is no form: a '%' in it stands alone", noEncoding);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException noJson) {
            throw new InputException("the body is no JSON", noJson);
        }
    }
}
