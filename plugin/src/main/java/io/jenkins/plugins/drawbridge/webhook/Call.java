package io.jenkins.plugins.drawbridge.webhook;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.console.StandardWebhook;
import io.jenkins.plugins.drawbridge.engine.console.TriggerBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent, bounded, and not yet believed.
 *
 * @param query as it stands in the URL
 * @param contentType without parameters, lower case
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Call(StandardWebhook.Headers headers, String query, @Nullable String bearer, String contentType, byte[] body) {

    static final int LARGEST_BODY = 64 * 1024;

    private static final int LONGEST_QUERY = 8 * 1024;

    /** What belongs to the call itself and is no parameter of the build. */
    private static final List<String> OF_THE_CALL =
            List.of("token", "triggerToken", "delay", "cause", "Submit", "Jenkins-Crumb");

    static Call read(HttpServletRequest request) throws IOException, Refusal {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        if (request.getContentLengthLong() > LARGEST_BODY) {
            throw new Refusal(413, "the body is larger than " + LARGEST_BODY + " bytes");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY || query.length() > LONGEST_QUERY) {
            throw new Refusal(413, "the body is larger than " + LARGEST_BODY + " bytes");
        }
        return new Call(headers(request), query, bearer(request), contentType(request), body);
    }

    /** Of a call without a body. */
    static Call question(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        return new Call(
                headers(request), query.length() > LONGEST_QUERY ? "" : query, bearer(request), "", new byte[0]);
    }

    private static StandardWebhook.Headers headers(HttpServletRequest request) {
        return new StandardWebhook.Headers(
                request.getHeader(StandardWebhook.ID),
                request.getHeader(StandardWebhook.TIMESTAMP),
                request.getHeader(StandardWebhook.SIGNATURE));
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    private static String contentType(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.replaceAll(";.*", "").strip().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isSigned() {
        return headers.signature() != null;
    }

    /** Null if it is not signed. */
    @Nullable Message message() {
        String id = headers.id();
        return isSigned() && id != null ? new Message(id, StandardWebhook.digest(body)) : null;
    }

    /** The secret itself, if it was sent along. */
    Optional<Secret> token() {
        if (bearer != null) {
            return Optional.of(Secret.of(bearer));
        }
        try {
            Map<String, String> fields = TriggerBody.form(query);
            String token = fields.getOrDefault("token", fields.get("triggerToken"));
            return Optional.ofNullable(token).map(Secret::of);
        } catch (InputException noQuery) { // then there is no token in it
            return Optional.empty();
        }
    }

    /**
     * What is said about the build, under whatever names.
     *
     * @throws InputException if it cannot be read
     */
    Map<String, String> parameters() {
        Map<String, String> sent = new LinkedHashMap<>(TriggerBody.form(query));
        String text = new String(body, StandardCharsets.UTF_8);
        switch (contentType) {
            case "application/json" -> sent.putAll(TriggerBody.json(text));
            case "application/x-www-form-urlencoded" -> sent.putAll(TriggerBody.form(text));
            default -> {
                if (body.length > 0) {
                    throw new InputException("the body is neither JSON nor a form; say which in Content-Type");
                }
            }
        }
        OF_THE_CALL.forEach(sent::remove);
        return sent;
    }
}
