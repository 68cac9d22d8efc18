package io.jenkins.plugins.drawbridge.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Small collections in a column. Keys are sorted, so that equal parameters have equal text. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return clean(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts always have a JSON form", impossible);
        }
    }

    static Map<String, String> map(String json) {
        return read(json, new TypeReference<>() {});
    }

    static List<String> list(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException damaged) {
            throw new StoreException("The database holds a value that is not ours: is it damaged?", damaged);
        }
    }

    /** PostgreSQL knows no NUL in a text. */
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** At most so many characters, whole ones. */
    static String fit(String text, int most) {
        String cleaned = clean(text);
        if (cleaned.length() <= most) {
            return cleaned;
        }
        int end = Character.isHighSurrogate(cleaned.charAt(most - 2)) ? most - 2 : most - 1;
        return cleaned.substring(0, end) + "…";
    }
}
