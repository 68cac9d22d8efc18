package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what an API server answers. */
final class Answer {

    /** API servers read what is applied as YAML, which knows no characters made of two escapes. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final int LONGEST_MESSAGE = 2_000;

    /** A refusal may repeat the whole object, and a conflict names every field: as many as fit into the 1.5 MiB of an object. */
    private static final int LONGEST_ERROR = 8 * 1024 * 1024;

    /** Reads the body of a good answer. */
    @FunctionalInterface
    interface Body<T> {
        T read(InputStream body) throws IOException;
    }

    private Answer() {}

    static ObjectNode object(InputStream body) throws IOException {
        JsonNode json = JSON.readTree(body);
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new NotKubernetes("the answer is no JSON object");
    }

    /** The object that was asked for, and no other: a portal that says 200 to everything is no API server. */
    static ObjectNode named(InputStream body, String name) throws IOException {
        ObjectNode object = object(body);
        if (!object.path("metadata").path("name").asText().equals(name)) {
            throw new NotKubernetes("the answer is about another object");
        }
        return object;
    }

    /**
     * The error a bad answer stands for: its Kubernetes Status if it is one, else its first line. All causes or none: who
     * decides by them must not miss one. And the whole text or none: of a part, nobody could tell any more which secret it is
     * the beginning of.
     */
    static ApiException error(int code, InputStream body) throws IOException {
        byte[] read = body.readNBytes(LONGEST_ERROR + 1);
        if (read.length > LONGEST_ERROR) {
            return tooLong(code);
        }
        String text = new String(read, StandardCharsets.UTF_8);
        try {
            JsonNode status = JSON.readTree(text);
            if (status.path("kind").asText().equals("Status")) {
                String message = status.path("message").asText();
                return new ApiException(
                        code,
                        status.path("reason").asText(""),
                        harmless(message.isEmpty() ? bare(code) : message),
                        causes(status.path("details").path("causes")));
            }
        } catch (JsonProcessingException notJson) {
            String line = harmless(text.lines().findFirst().orElse(""));
            return line.length() > LONGEST_MESSAGE
                    ? tooLong(code)
                    : new ApiException(code, "", "HTTP " + code + ": " + line + remedy(code), List.of());
        }
        return new ApiException(code, "", bare(code), List.of());
    }

    /** An API server says more: what says no more than this is something before it. */
    private static String bare(int code) {
        return "HTTP " + code + " without a word of an API server" + remedy(code);
    }

    private static String remedy(int code) {
        return code == 404 ? "; there is no API server at the cluster's URL, so check its path" : "";
    }

    private static ApiException tooLong(int code) {
        return new ApiException(
                code, "", "HTTP " + code + ", with an answer too long to be shown" + remedy(code), List.of());
    }

    private static List<ApiException.Cause> causes(JsonNode json) {
        List<ApiException.Cause> causes = new ArrayList<>();
        for (JsonNode cause : json) {
            causes.add(new ApiException.Cause(
                    harmless(cause.path("reason").asText("")),
                    harmless(cause.path("message").asText("")),
                    harmless(cause.path("field").asText(""))));
        }
        return causes;
    }

    /** Text that holds nothing we sent, made safe to hand on: bounded, without control characters. */
    static String plain(String text) {
        return harmless(text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "..." : text);
    }

    private static String harmless(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
    }

    /** What answered is no Kubernetes API. */
    static final class NotKubernetes extends IOException {

        private static final long serialVersionUID = 1L;

        NotKubernetes(String message) {
            super(message);
        }
    }
}
